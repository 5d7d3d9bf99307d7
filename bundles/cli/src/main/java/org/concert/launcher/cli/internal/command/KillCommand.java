/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.StopRequest;
import org.concert.launcher.cli.internal.arguments.KnownNames;
import org.concert.launcher.cli.internal.terminal.Environment;
import org.concert.launcher.cli.internal.terminal.ExitCode;
import org.concert.launcher.cli.internal.view.DependencyTree;
import org.concert.launcher.cli.internal.view.StopSummary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Stops processes and what depends on them. */
@Command(
        name = "kill",
        customSynopsis = {"concert_launcher kill NAME... [--force]", "       concert_launcher kill [--all] [--force]"},
        header = "Stop processes, and everything that depends on them.",
        description = {
            "",
            "Without a name, everything is stopped; on a terminal it is asked first. What depends on a process is stopped first. Each gets its stop signal (SIGINT, if the launcher file says"
                    + " nothing else), then SIGTERM, then SIGKILL to the whole process tree. A one-shot with"
                    + " dependencies stands for these too.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  concert_launcher kill xbot2",
            "  concert_launcher kill --all",
            "  concert_launcher kill camera --force"
        })
public final class KillCommand implements Callable<Integer> {

    private final Environment environment;
    private final LauncherSource access;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description = "The processes; also those that run and are not in the launcher file.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = {"-a", "--all"},
            description =
                    "Stop all processes of the launcher file, and what was started from it and is not in it any more."
                            + " What another file has started in the same session is left, and named.")
    private boolean all;

    @Option(names = "--force", description = "Begin with SIGKILL.")
    private boolean force;

    public KillCommand(Environment environment, LauncherSource access) {
        this.environment = environment;
        this.access = access;
    }

    @Override
    public Integer call() throws LauncherException, InterruptedException {
        if (spec != null && all && !names.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Name processes, or use --all: not both");
        }
        if (spec != null && names.isEmpty() && !all && !isMeant()) {
            throw new ParameterException(
                    spec.commandLine(), "No process is named: nothing was stopped; --all stops everything");
        }
        all = names.isEmpty();
        return access.use(this::kill);
    }

    private boolean isMeant() throws LauncherException {
        try {
            return environment.foreground().confirms("No process is named. Stop everything?");
        } catch (IOException e) {
            throw new LauncherException("Cannot read the answer: " + e.getMessage(), e);
        }
    }

    /** Stop all processes, and return the exit code. */
    int killAll(Launcher launcher) throws LauncherException, InterruptedException {
        all = true;
        return kill(launcher);
    }

    private int kill(Launcher launcher) throws LauncherException, InterruptedException {
        KnownNames.require(launcher, names);
        List<String> asked = List.copyOf(new LinkedHashSet<>(all ? allNames(launcher) : names));
        if (asked.isEmpty()) {
            environment.out().println("The launcher file has no processes");
            return ExitCode.DONE;
        }
        var tree = DependencyTree.ofStop(asked, launcher.descriptions());
        String onInterrupt = "what was asked to stop goes on stopping or runs on; see '" + access.typed("status") + "'";
        var operation = new Operation(environment, launcher, all ? List.of() : asked, tree, onInterrupt);
        return ExitCode.of(operation.carryOut(
                () -> launcher.stop(all ? StopRequest.everything(force) : new StopRequest(asked, force)),
                (outcome, elapsed) -> StopSummary.of(outcome, all ? List.of() : asked, elapsed, access::typed)));
    }

    private static List<String> allNames(Launcher launcher) {
        return launcher.descriptions().stream().map(ProcessDescription::name).toList();
    }
}
