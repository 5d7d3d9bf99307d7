/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.concert.launcher.api.UserEnvironment;

/** Runs programs that take over the terminal for as long as they like. */
public interface Foreground {

    /** Return whether standard input and output are a terminal. */
    boolean isTerminal();

    /**
     * Run a program on the terminal, to its end.
     *
     * @param command the program and its arguments
     * @param without environment variables that it is not to find
     * @return its exit code
     * @throws IOException if there is no such program
     * @throws InterruptedException if the calling thread is interrupted; the program goes on
     */
    int run(List<String> command, Set<String> without) throws IOException, InterruptedException;

    /**
     * Ask the user something that may do harm; where nobody can be asked, it was meant.
     *
     * @param question without its end, which tells what may be answered
     * @return whether the answer is yes
     */
    boolean confirms(String question) throws IOException;

    /** Return that of this operating system process. */
    static Foreground ofProcess() {
        return new Foreground() {
            @Override
            public boolean isTerminal() {
                return StandardStreams.inIsTerminal() && StandardStreams.outIsTerminal();
            }

            @Override
            public boolean confirms(String question) throws IOException {
                if (!StandardStreams.inIsTerminal()) {
                    return true;
                }
                System.err.print(question + " [y/N] ");
                System.err.flush();
                // Not closed: it is the standard input of the process.
                String answer = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
                return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
            }

            @Override
            public int run(List<String> command, Set<String> without) throws IOException, InterruptedException {
                ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
                UserEnvironment.restore(builder.environment());
                builder.environment().keySet().removeAll(without);
                return builder.start().waitFor();
            }
        };
    }
}
