/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.cli.internal.arguments.KnownNames;
import org.concert.launcher.cli.internal.terminal.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Brings the terminal of one process to the user. */
@Command(
        name = "attach",
        customSynopsis = "concert_launcher attach NAME",
        header = "See the terminal of a process, and type there.",
        description = {
            "",
            "It is the window of the process in the session that 'mon' shows. What is typed goes to the program; Ctrl-B d (or the user's"
                    + " own prefix of tmux) leaves it, and the program goes on. Ctrl-C ends the program, as in any terminal.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  concert_launcher attach homing",
            "",
            "To see what it prints and no more: 'concert_launcher watch NAME'."
        })
public final class AttachCommand implements Callable<Integer> {

    private final Environment environment;
    private final LauncherSource access;

    @Parameters(paramLabel = "NAME", arity = "1", description = "The process.")
    private String name = "";

    public AttachCommand(Environment environment, LauncherSource access) {
        this.environment = environment;
        this.access = access;
    }

    @Override
    public Integer call() throws LauncherException, InterruptedException {
        return access.use(this::attach);
    }

    private int attach(Launcher launcher) throws LauncherException, InterruptedException {
        KnownNames.require(launcher, List.of(name));
        return new MonitorTerminal(environment, launcher).showOne(name);
    }
}
