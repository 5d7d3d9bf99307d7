/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import java.io.IOException;
import java.util.List;
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

    /** Return that of this operating system process. */
    static Foreground ofProcess() {
        return new Foreground() {
            @Override
            public boolean isTerminal() {
                return StandardStreams.inIsTerminal() && StandardStreams.outIsTerminal();
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
