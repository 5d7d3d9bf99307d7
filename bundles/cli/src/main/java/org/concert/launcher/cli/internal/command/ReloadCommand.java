/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessSnapshot.Launch.Definition;
import org.concert.launcher.cli.internal.arguments.NotInFile;
import org.concert.launcher.cli.internal.status.UnreachableReasons;
import org.concert.launcher.cli.internal.terminal.Environment;
import org.concert.launcher.cli.internal.terminal.ErrorReport;
import org.concert.launcher.cli.internal.terminal.ExitCode;
import org.concert.launcher.cli.internal.terminal.Futures;
import org.concert.launcher.cli.internal.view.PlainText;
import picocli.CommandLine.Command;

/** Says what a changed launcher file means for what runs. */
@Command(
        name = "reload",
        customSynopsis = "concert_launcher reload",
        header = "See what a changed launcher file means for what runs.",
        description = {
            "",
            "Nothing needs to be told that the file has changed: every command reads it, and a 'serve' does so by itself. This reads it"
                    + " too, and names what runs otherwise than it says, with the command that brings it up to date. Nothing is touched.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  concert_launcher reload",
            "",
            "The exit code is 2 when the file has mistakes (it is not in force then), and 3 when a machine could not be reached."
        })
public final class ReloadCommand implements Callable<Integer> {

    private final Environment environment;
    private final LauncherSource access;

    public ReloadCommand(Environment environment, LauncherSource access) {
        this.environment = environment;
        this.access = access;
    }

    @Override
    public Integer call() throws LauncherException, InterruptedException {
        return access.use(this::compare);
    }

    private int compare(Launcher launcher) throws LauncherException, InterruptedException {
        Futures.await(launcher.look(List.of()));
        List<String> older = launcher.processes().stream()
                .filter(process -> process.pid() != null
                        && process.launch().definition() == Definition.OLDER
                        && launcher.descriptions().stream()
                                .anyMatch(file -> file.inFile() && file.name().equals(process.name())))
                .map(ProcessSnapshot::name)
                .toList();
        environment.out().println(PlainText.of(launcher.file().toString()) + " can be used");
        if (!older.isEmpty()) {
            environment
                    .out()
                    .println("Started with an older definition: " + String.join(", ", older)
                            + "; to bring the present one: " + access.typed("restart " + String.join(" ", older)));
        }
        environment.out().flush();
        ErrorReport.print(environment.err(), NotInFile.warnings(launcher, access::typed));
        List<String> reasons = UnreachableReasons.of(launcher.processes(), launcher.machines());
        ErrorReport.print(environment.err(), reasons);
        return reasons.isEmpty() ? ExitCode.DONE : ExitCode.UNREACHABLE;
    }
}
