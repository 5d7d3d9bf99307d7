/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.concert.launcher.tmux.TmuxClient;

/** A tmux in control mode that answers as the test says. */
final class PlayedTmux implements AutoCloseable {

    static final String FAILED = "failed: ";

    private static final String TOKEN = "display-message -p '";

    private final Pipe toClient = Pipe.open();
    private final OutputStream out = Channels.newOutputStream(toClient.sink());
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final UnaryOperator<String> answers;
    private final TmuxClient client;

    /**
     * Create a server and attach a client.
     *
     * @param answers gives what a line of commands prints, each line with its line feed; after {@value #FAILED}, what it
     *     fails with
     */
    PlayedTmux(UnaryOperator<String> answers) throws IOException {
        this.answers = answers;
        client = TmuxClient.open(
                Channels.newInputStream(toClient.source()), new Commands(), "played-tmux", notification -> {});
        print("%session-changed $0 played\n");
    }

    TmuxClient client() {
        return client;
    }

    /** Return the lines of commands so far. */
    List<String> commands() {
        return commands;
    }

    private void print(String text) throws IOException {
        out.write(text.getBytes(UTF_8));
    }

    @Override
    public void close() throws IOException {
        client.close();
        toClient.sink().close();
    }

    /** What the client writes; it writes whole lines. */
    private final class Commands extends OutputStream {

        @Override
        public void write(int b) {
            throw new UnsupportedOperationException("The client writes whole lines");
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            for (String line : new String(bytes, from, length, UTF_8).lines().toList()) {
                boolean token = line.startsWith(TOKEN);
                if (!token) {
                    commands.add(line);
                }
                String answer = token ? line.substring(TOKEN.length(), line.length() - 1) + "\n" : answers.apply(line);
                boolean failed = answer.startsWith(FAILED);
                print("%begin 1 1 1\n"
                        + (failed ? answer.substring(FAILED.length()) + "%error 1 1 1\n" : answer + "%end 1 1 1\n"));
            }
        }
    }
}
