/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.command;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.StartRequest;
import org.concert.launcher.api.Target;
import org.concert.launcher.cli.internal.arguments.NotInFile;
import org.concert.launcher.cli.internal.arguments.StartArguments;
import org.concert.launcher.cli.internal.service.LogOut;
import org.concert.launcher.cli.internal.terminal.Environment;
import org.concert.launcher.cli.internal.terminal.ErrorReport;
import org.concert.launcher.cli.internal.terminal.ExitCode;
import org.concert.launcher.cli.internal.view.DependencyTree;
import org.concert.launcher.cli.internal.view.StartSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts processes and what they depend on. */
@Command(
        name = "run",
        customSynopsis = "concert_launcher run NAME... [-v VARIANT...] [-p KEY:=VALUE...] [--only] [-w] [-m]",
        header = "Start processes, and everything they depend on.",
        description = {
            "",
            "Each process is started as soon as what it depends on is ready. The command returns when everything is"
                    + " ready, or something failed. What runs already is left as it is. A process that is not ready and has printed something without"
                    + " ending the line, as a question is, is told of after a few seconds; to answer it, see 'attach'.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  concert_launcher run cartesio",
            "  concert_launcher run xbot2 -v verbose ec_pos -p hw_type:=dummy rate:=500",
            "  concert_launcher run homing --wait && echo homed",
            "",
            "What goes on is printed to standard output: a tree on a terminal, else a line for each change of state."
        })
public final class RunCommand implements Callable<Integer> {

    private final Environment environment;
    private final LauncherSource access;
    private final LogOut logOut;

    @Mixin
    private final StartArguments arguments = new StartArguments();

    @Option(
            names = {"-w", "--wait"},
            description = "Wait until the named processes have ended, and exit with the exit code of the process (of"
                    + " several: the first that is not 0).")
    private boolean untilEnd;

    @Option(
            names = {"-m", "--monitor"},
            description =
                    "Then see the terminals of all running processes in one tmux session, as 'mon' does; also when"
                            + " something failed.")
    private boolean monitor;

    public RunCommand(Environment environment, LauncherSource access, LogOut logOut) {
        this.environment = environment;
        this.access = access;
        this.logOut = logOut;
    }

    @Override
    public Integer call() throws LauncherException, InterruptedException {
        StartRequest request = arguments.request();
        if (monitor) {
            access.logErrorsOnly();
        }
        return access.use(launcher -> run(launcher, request));
    }

    private int run(Launcher launcher, StartRequest request) throws LauncherException, InterruptedException {
        List<String> names = List.copyOf(new LinkedHashSet<>(request.names()));
        var tree = DependencyTree.ofStart(names, launcher.plan(request));
        String onInterrupt = "what was started goes on; see '" + access.typed("status") + "'";
        var operation = new Operation(environment, launcher, names, tree, onInterrupt).tellingQuestions(access::typed);
        Outcome outcome = operation.carryOut(
                () -> launcher.start(request),
                (result, elapsed) -> StartSummary.of(result, launcher.descriptions(), elapsed, access::typed));
        ErrorReport.print(environment.err(), NotInFile.warnings(launcher, access::typed));
        ErrorReport.print(environment.err(), logOut.warnings(pidsHere(launcher), access::typed));
        int shown = monitor ? new MonitorTerminal(environment, launcher).show(false) : ExitCode.DONE;
        if (!untilEnd) {
            return outcome.ok() ? shown : ExitCode.of(outcome);
        }
        return new EndOfProcesses(environment, launcher, onInterrupt).await(names, outcome);
    }

    private static List<Long> pidsHere(Launcher launcher) {
        return launcher.processes().stream()
                .filter(process -> process.machine().equals(Target.LOCAL))
                .flatMap(process -> Stream.ofNullable(process.pid()))
                .toList();
    }
}
