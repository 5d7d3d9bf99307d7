/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.concert.launcher.api.Channel;
import org.concert.launcher.api.Command;
import org.concert.launcher.api.ExitStatus;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.Target;

/** A place whose shell is played by the test: what it reads is a line with an id and a script. */
public final class ScriptedShell implements Host, Channel {

    private final UnaryOperator<String> answers;
    private final PipedInputStream stdout = new PipedInputStream(1 << 16);
    private final PipedOutputStream answer;

    /**
     * Create a place.
     *
     * @param answers gives the lines to print when a line was read, each with its line feed
     */
    public ScriptedShell(UnaryOperator<String> answers) throws IOException {
        this.answers = answers;
        this.answer = new PipedOutputStream(stdout);
    }

    /** Return how a script ends that prints nothing. */
    public static String exit(String line, int code) {
        String id = line.substring(0, line.indexOf(' '));
        return id + " exit " + code + "\n" + id + " end\n";
    }

    /** Print something unasked. */
    public void print(String text) throws IOException {
        answer.write(text.getBytes(StandardCharsets.ISO_8859_1));
        answer.flush();
    }

    @Override
    public Target target() {
        return Target.machine("stage");
    }

    @Override
    public Channel open(Command command) {
        return this;
    }

    @Override
    public TerminalCommand inTerminal(List<String> command, Map<String, String> environment) {
        return new TerminalCommand(command, environment);
    }

    @Override
    public CompletionStage<String> lost() {
        return new CompletableFuture<>();
    }

    @Override
    public OutputStream stdin() {
        return new OutputStream() {
            @Override
            public void write(int b) {
                throw new UnsupportedOperationException("The agent writes whole lines");
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                print(answers.apply(new String(bytes, from, length, StandardCharsets.UTF_8)));
            }
        };
    }

    @Override
    public InputStream stdout() {
        return stdout;
    }

    @Override
    public InputStream stderr() {
        return InputStream.nullInputStream();
    }

    @Override
    public CompletionStage<ExitStatus> exit() {
        return new CompletableFuture<>();
    }

    @Override
    public void close() {
        try {
            answer.close();
        } catch (IOException e) {
            throw new AssertionError("A pipe cannot fail to close", e);
        }
    }
}
