/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.log;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.concert.launcher.api.Channel;
import org.concert.launcher.api.Command;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.OutputStart;
import org.concert.launcher.api.ShellQuote;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.core.internal.script.Resource;
import org.concert.launcher.core.internal.script.ShellProgram;
import org.concert.launcher.tmux.CommandWriter;
import org.jspecify.annotations.Nullable;

/**
 * Reads the logs of any number of processes of one machine, over one channel. One thread reads, another one writes.
 *
 * <p>Whoever wants more asks for more: a reader that is slow holds up nobody else. Safe for use by several threads; futures
 * are completed on the reading thread, which must not be blocked.
 */
public final class LogReader implements AutoCloseable {

    private static final String SCRIPT = "PERL="
            + ShellQuote.word(Resource.text(LogReader.class, "read_logs.pl")) + "\n"
            + Resource.text(LogReader.class, "read_logs.sh");

    private static final Map<OutputStart.Unit, String> KINDS = Map.of(
            OutputStart.Unit.BYTE_NUMBER, "byte",
            OutputStart.Unit.LINE_NUMBER, "line",
            OutputStart.Unit.LAST_LINES, "last");

    /** No answer is longer; a longer one is no answer. */
    private static final int LONGEST = 16 << 20;

    private final String machine;
    private final Channel channel;
    private final CommandWriter writer;
    private final AtomicLong nextId = new AtomicLong(1);
    private final Map<String, CompletableFuture<LogPiece>> requests = new ConcurrentHashMap<>();
    private final CompletableFuture<String> ended = new CompletableFuture<>();

    private LogReader(String machine, Channel channel) {
        this.machine = machine;
        this.channel = channel;
        this.writer = new CommandWriter(channel.stdin(), "concert-output-" + machine + "-writer", this::end);
    }

    /**
     * Open a reader on a machine.
     *
     * @throws TransportException if the machine cannot be reached
     */
    public static LogReader open(Host host) throws TransportException {
        String machine = host.target().toString();
        LogReader reader =
                new LogReader(machine, host.open(new Command(ShellProgram.words("log reader", SCRIPT), true)));
        Thread thread = new Thread(reader::read, "concert-output-" + machine);
        thread.setDaemon(true);
        thread.start();
        reader.writer.start();
        return reader;
    }

    /**
     * Read what there is.
     *
     * @param file the absolute path of the log
     * @param wait whether to wait until there is something. Cancel the future to wait no more
     * @return fails with a {@link TransportException} when the machine is lost
     */
    public CompletableFuture<LogPiece> read(String file, OutputStart start, boolean wait) {
        String id = Long.toString(nextId.getAndIncrement());
        CompletableFuture<LogPiece> request = new CompletableFuture<>();
        requests.put(id, request);
        CompletionStage<LogPiece> end = request;
        end.whenComplete((piece, failure) -> {
            requests.remove(id);
            if (request.isCancelled()) {
                send(id, "drop", 0, false, "-");
            }
        });
        send(id, KINDS.getOrDefault(start.unit(), "byte"), start.value(), wait, file);
        if (ended.isDone()) {
            request.completeExceptionally(new TransportException(ended.join()));
        }
        return request;
    }

    /** Return a future that is completed with the reason when nothing more can be read. */
    public CompletableFuture<String> ended() {
        return ended;
    }

    private void send(String id, String kind, long value, boolean wait, String file) {
        String escaped = file.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
        writer.send("%s %s %d %d %s\n".formatted(id, kind, value, wait ? 1 : 0, escaped));
    }

    private void read() {
        try (DataInputStream answers = new DataInputStream(new BufferedInputStream(channel.stdout(), 1 << 16))) {
            while (true) {
                String[] words = line(answers).split(" ", -1);
                int length = words.length == 3 ? Integer.parseInt(words[2]) : -1;
                if (length < 0 || length > LONGEST) {
                    throw new IOException("it answers: " + String.join(" ", words));
                }
                byte[] bytes = new byte[length];
                answers.readFully(bytes);
                CompletableFuture<LogPiece> request = requests.get(words[0]);
                if (request != null) {
                    request.complete(new LogPiece(Long.parseLong(words[1]), ByteBuffer.wrap(bytes)));
                }
            }
        } catch (EOFException e) {
            end("its shell ended");
        } catch (IOException | NumberFormatException e) {
            end(e.getMessage());
        }
    }

    private static String line(InputStream input) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = input.read(); c != '\n'; c = input.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (line.length() > 200) {
                throw new IOException("it answers: " + line);
            }
            line.append((char) c);
        }
        return line.toString();
    }

    private void end(@Nullable String why) {
        String reason = "Cannot read output on " + machine + ": " + why;
        if (ended.complete(reason)) {
            writer.close();
            channel.close();
        }
        List.copyOf(requests.values())
                .forEach(request -> request.completeExceptionally(new TransportException(ended.join())));
    }

    @Override
    public void close() {
        end("the connection was closed");
    }
}
