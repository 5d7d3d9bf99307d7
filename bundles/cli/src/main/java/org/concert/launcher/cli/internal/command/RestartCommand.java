/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.command;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.concert.launcher.api.LaunchPlan;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.StartRequest;
import org.concert.launcher.cli.internal.arguments.KnownNames;
import org.concert.launcher.cli.internal.arguments.StartArguments;
import org.concert.launcher.cli.internal.terminal.Environment;
import org.concert.launcher.cli.internal.terminal.ExitCode;
import org.concert.launcher.cli.internal.terminal.Futures;
import org.concert.launcher.cli.internal.view.DependencyTree;
import org.concert.launcher.cli.internal.view.StartSummary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Stops processes and starts them again. */
@Command(
        name = "restart",
        customSynopsis = {
            "concert_launcher restart NAME... [-v VARIANT...] [-p KEY:=VALUE...] [--only]",
            "       concert_launcher restart --all"
        },
        header = "Stop processes and start them again.",
        description = {
            "",
            "They come back with the variants and parameters they ran with, or with those that are given. What depends on"
                    + " them is stopped first, and started again after them, as it ran.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  concert_launcher restart xbot2",
            "  concert_launcher restart xbot2 -v dummy",
            "  concert_launcher restart --all           all that runs"
        })
public final class RestartCommand implements Callable<Integer> {

    private static final String ON_INTERRUPT = "what was started goes on, what was stopped stays stopped; see '";

    private final Environment environment;
    private final LauncherSource access;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final StartArguments arguments = new StartArguments();

    @Option(
            names = {"-a", "--all"},
            description = "All processes that run.")
    private boolean all;

    public RestartCommand(Environment environment, LauncherSource access) {
        this.environment = environment;
        this.access = access;
    }

    @Override
    public Integer call() throws LauncherException, InterruptedException {
        if (all) {
            if (!arguments.isEmpty()) {
                throw new ParameterException(
                        Objects.requireNonNull(spec).commandLine(),
                        "All processes come back as they ran: --all takes no names, variants or parameters, and not --only");
            }
            return access.use(this::restartAll);
        }
        StartRequest request = arguments.request();
        boolean asTheyRan = request.variants().isEmpty() && request.params().isEmpty() && !request.only();
        return access.use(launcher -> {
            KnownNames.require(launcher, request.names());
            if (asTheyRan) {
                return restart(launcher, request.names());
            }
            var tree = request.only()
                    ? DependencyTree.ofStart(request.names(), new LaunchPlan(List.of()))
                    : DependencyTree.ofStop(request.names(), launcher.descriptions());
            return restart(launcher, request.names(), tree, () -> launcher.restart(request));
        });
    }

    private int restartAll(Launcher launcher) throws LauncherException, InterruptedException {
        Futures.await(launcher.look(List.of()));
        List<String> running = launcher.processes().stream()
                .filter(RestartCommand::runs)
                .map(ProcessSnapshot::name)
                .toList();
        if (running.isEmpty()) {
            environment.out().println("Nothing runs that could be restarted");
            return ExitCode.DONE;
        }
        return restart(launcher, running);
    }

    private int restart(Launcher launcher, List<String> names) throws LauncherException, InterruptedException {
        List<String> asked = List.copyOf(new LinkedHashSet<>(names));
        var tree = DependencyTree.ofStop(asked, launcher.descriptions());
        return restart(launcher, asked, tree, () -> launcher.restart(asked));
    }

    private int restart(Launcher launcher, List<String> names, DependencyTree tree, Operation.Action action)
            throws LauncherException, InterruptedException {
        return ExitCode.of(
                new Operation(environment, launcher, names, tree, ON_INTERRUPT + access.typed("status") + "'")
                        .carryOut(
                                action,
                                (outcome, elapsed) ->
                                        StartSummary.of(outcome, launcher.descriptions(), elapsed, access::typed)));
    }

    /** Return whether a stop would end a process, or cancel its restart. */
    private static boolean runs(ProcessSnapshot process) {
        return process.state().isLive() || process.pid() != null || process.state() == ProcessState.BACKOFF;
    }
}
