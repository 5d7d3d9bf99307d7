/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.output;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.Channel;
import org.concert.launcher.api.Command;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.TransportException;

/** Follows one file of captured output, on a thread of its own for as long as somebody looks on. */
public final class OutputFollower implements Launcher.OutputSubscription {

    /** tail tells on its error stream when a file appears or is replaced; that is no output. */
    private static final String FOLLOW = "exec tail -n \"$1\" -F \"$2\" 2>/dev/null";

    private static final String SHOW = "if [ -e \"$2\" ]; then exec tail -n \"$1\" \"$2\"; fi";

    private final String process;
    private final Channel channel;
    private final Launcher.OutputSink sink;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean closed;

    private OutputFollower(String process, Channel channel, Launcher.OutputSink sink) {
        this.process = process;
        this.channel = channel;
        this.sink = sink;
    }

    /**
     * Begin.
     *
     * @param host the machine the file is on
     * @param process the process whose output it is
     * @param file the absolute path of the file; it need not be there yet
     * @param lines how many lines to begin with; 0 or more
     * @param follow whether to go on
     * @param sink takes the lines
     * @throws TransportException if the machine cannot be reached
     */
    public static OutputFollower follow(
            Host host, String process, String file, int lines, boolean follow, Launcher.OutputSink sink)
            throws TransportException {
        Channel channel = host.open(Command.of("sh", "-c", follow ? FOLLOW : SHOW, "sh", Integer.toString(lines), file)
                .merged());
        OutputFollower follower = new OutputFollower(process, channel, sink);
        Thread thread = new Thread(follower::read, "concert-output-" + process);
        thread.setDaemon(true);
        thread.start();
        return follower;
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(channel.stdout(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null && !closed; line = reader.readLine()) {
                sink.line(process, line);
            }
            ended.complete(null);
        } catch (IOException e) {
            if (closed) {
                ended.complete(null);
            } else {
                ended.completeExceptionally(e);
            }
        } catch (RuntimeException e) {
            ended.completeExceptionally(e);
        } finally {
            channel.close();
        }
    }

    @Override
    public CompletableFuture<Void> ended() {
        return ended;
    }

    @Override
    public void close() {
        closed = true;
        channel.close();
    }
}
