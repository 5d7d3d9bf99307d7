/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.cli.internal.arguments.KnownNames;
import org.concert.launcher.cli.internal.status.UnreachableReasons;
import org.concert.launcher.cli.internal.terminal.Environment;
import org.concert.launcher.cli.internal.terminal.ErrorReport;
import org.concert.launcher.cli.internal.terminal.ExitCode;
import org.concert.launcher.cli.internal.terminal.Futures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells scripts whether processes run. */
@Command(
        name = "is-active",
        customSynopsis = "concert_launcher is-active NAME... [-q]",
        header = "Tell whether processes run.",
        description = {"", "Prints the state of each, a line each.", ""},
        footerHeading = "%nExamples:%n",
        footer = {
            "  if concert_launcher is-active -q xbot2; then echo careful; fi",
            "",
            "The exit code is 0 if all are alive (RUNNING, READY, UNHEALTHY, STOPPING), 1 if one is not, and 3 if that cannot be known."
        })
public final class IsActiveCommand implements Callable<Integer> {

    private final Environment environment;
    private final LauncherSource access;

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "The processes.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = {"-q", "--quiet"},
            description = "Print nothing.")
    private boolean quiet;

    public IsActiveCommand(Environment environment, LauncherSource access) {
        this.environment = environment;
        this.access = access;
    }

    @Override
    public Integer call() throws LauncherException, InterruptedException {
        return access.use(this::tell);
    }

    private int tell(Launcher launcher) throws LauncherException, InterruptedException {
        KnownNames.require(launcher, names);
        Futures.await(launcher.look(names));
        List<ProcessSnapshot> processes =
                names.stream().flatMap(name -> launcher.process(name).stream()).toList();
        if (!quiet) {
            processes.forEach(process -> environment.out().println(process.state()));
        }
        if (processes.stream().anyMatch(process -> process.state() == ProcessState.UNKNOWN)) {
            ErrorReport.print(environment.err(), UnreachableReasons.of(processes, launcher.machines()));
            return ExitCode.UNREACHABLE;
        }
        // One that was not ready in its time, and lives, is FAILED.
        return processes.stream().allMatch(process -> process.state().isLive() || process.pid() != null)
                ? ExitCode.DONE
                : ExitCode.FAILED;
    }
}
