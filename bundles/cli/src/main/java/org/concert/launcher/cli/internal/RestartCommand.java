/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.concert.launcher.api.LaunchPlan;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.StartRequest;
import org.concert.launcher.api.StopRequest;
import org.concert.launcher.cli.internal.request.StartAfterStop;
import org.concert.launcher.cli.internal.view.DependencyTree;
import org.concert.launcher.cli.internal.view.StartSummary;
import org.concert.launcher.cli.internal.view.StopSummary;
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
final class RestartCommand implements Callable<Integer> {

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

    RestartCommand(Environment environment, LauncherSource access) {
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
        boolean asTheyRan = request.variants().isEmpty() && request.params().isEmpty();
        return access.use(launcher -> {
            KnownNames.require(launcher, request.names());
            if (request.only()) {
                return restartOnly(launcher, request);
            }
            return asTheyRan ? restart(launcher, request.names()) : restartWith(launcher, request);
        });
    }

    private int restartAll(Launcher launcher) throws LauncherException, InterruptedException {
        Futures.await(launcher.look(List.of()));
        List<String> running = launcher.processes().stream()
                .filter(StartAfterStop::runs)
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
        return ExitCode.of(operation(launcher, asked)
                .carryOut(
                        () -> launcher.restart(asked),
                        (outcome, elapsed) ->
                                StartSummary.of(outcome, launcher.descriptions(), elapsed, access::typed)));
    }

    private int restartOnly(Launcher launcher, StartRequest request) throws LauncherException, InterruptedException {
        var tree = DependencyTree.ofStart(request.names(), new LaunchPlan(List.of()));
        return ExitCode.of(
                new Operation(environment, launcher, request.names(), tree, ON_INTERRUPT + access.typed("status") + "'")
                        .carryOut(
                                () -> launcher.restart(request),
                                (outcome, elapsed) ->
                                        StartSummary.of(outcome, launcher.descriptions(), elapsed, access::typed)));
    }

    /** Stop and start: what is wrong with the start is told before anything is stopped. */
    private int restartWith(Launcher launcher, StartRequest given) throws LauncherException, InterruptedException {
        Futures.await(launcher.look(List.of()));
        StartRequest again = StartAfterStop.of(launcher, given);
        Outcome stopped = operation(launcher, given.names())
                .carryOut(
                        () -> launcher.stop(new StopRequest(given.names(), false)),
                        (outcome, elapsed) -> StopSummary.of(outcome, given.names(), elapsed, access::typed));
        if (!stopped.ok()) {
            return ExitCode.of(stopped);
        }
        var tree = DependencyTree.ofStart(again.names(), launcher.plan(again));
        return ExitCode.of(
                new Operation(environment, launcher, again.names(), tree, ON_INTERRUPT + access.typed("status") + "'")
                        .carryOut(
                                () -> launcher.start(again),
                                (outcome, elapsed) ->
                                        StartSummary.of(outcome, launcher.descriptions(), elapsed, access::typed)));
    }

    private Operation operation(Launcher launcher, List<String> names) {
        var tree = DependencyTree.ofStop(names, launcher.descriptions());
        return new Operation(environment, launcher, names, tree, ON_INTERRUPT + access.typed("status") + "'");
    }
}
