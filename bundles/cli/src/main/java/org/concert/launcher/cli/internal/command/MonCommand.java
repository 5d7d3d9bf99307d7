/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.command;

import java.util.concurrent.Callable;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.cli.internal.terminal.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the terminals of running processes in one tmux session. */
@Command(
        name = "mon",
        customSynopsis = "concert_launcher mon [-r]",
        header = "See the terminals of all running processes in one tmux session.",
        description = {
            "",
            "The session SESSION-mon has the window of every running process, and this terminal is attached to it (in a"
                    + " terminal of the same tmux: switched to it). What is typed there reaches the process. To leave it"
                    + " (Ctrl-b d), or to end the session, ends no process. If it is there already it is completed.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  concert_launcher mon",
            "  concert_launcher mon --replace",
            "",
            "Without a terminal, how to see the session is printed."
        })
public final class MonCommand implements Callable<Integer> {

    private final Environment environment;
    private final LauncherSource access;

    @Option(
            names = {"-r", "--replace"},
            description = "Make the session anew, without what was added or closed by hand.")
    private boolean replace;

    public MonCommand(Environment environment, LauncherSource access) {
        this.environment = environment;
        this.access = access;
    }

    @Override
    public Integer call() throws LauncherException, InterruptedException {
        access.logErrorsOnly();
        return access.use(launcher -> new MonitorTerminal(environment, launcher).show(replace));
    }
}
