/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.concert.launcher.access.AuditEntry;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.api.TargetPlan;
import org.concert.launcher.cli.internal.arguments.AskedFor;
import org.concert.launcher.cli.internal.status.UnreachableReasons;
import org.concert.launcher.cli.internal.terminal.Environment;
import org.concert.launcher.cli.internal.terminal.ErrorReport;
import org.concert.launcher.cli.internal.terminal.ExitCode;
import org.concert.launcher.cli.internal.terminal.Futures;
import org.concert.launcher.cli.internal.view.DependencyTree;
import org.concert.launcher.cli.internal.view.Paint;
import org.concert.launcher.cli.internal.view.TargetPlanText;
import org.concert.launcher.cli.internal.view.UpSummary;
import org.concert.launcher.json.TargetPlanJson;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has all that runs be what a target says. */
@Command(
        name = "up",
        customSynopsis = {
            "concert_launcher up [TARGET | --previous]",
            "       concert_launcher up [TARGET | --previous] --plan [--json]",
        },
        header = "Bring up a target: have all that runs be what it says.",
        description = {
            "",
            "What is too much is stopped, what is missing is started, and what runs with other variants, parameters or an"
                    + " older definition is restarted, with what depends on it. The rest is left alone. A later 'up' of another"
                    + " target takes the place of one that is under way.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  concert_launcher up field --plan",
            "  concert_launcher up field",
            "  concert_launcher up --previous           back to the target before the present one",
            "  concert_launcher up sim --plan --json | jq -r '.changes[] | select(.action == \"restart\") | .name'",
            "",
            "The targets are in context.targets of the launcher file. 'concert_launcher down' stops all."
        })
public final class UpCommand implements Callable<Integer> {

    private final Environment environment;
    private final LauncherSource access;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "TARGET",
            arity = "0..1",
            description = "The target; if none is named, the only one there is.")
    private @Nullable String target;

    @Option(
            names = "--previous",
            description = "The target that was brought up last before the present one, from this account.")
    private boolean previous;

    @Option(names = "--plan", description = "Show what it would do, and do nothing.")
    private boolean plan;

    @Option(names = "--json", description = "With --plan: print JSON.")
    private boolean json;

    public UpCommand(Environment environment, LauncherSource access) {
        this.environment = environment;
        this.access = access;
    }

    @Override
    public Integer call() throws LauncherException, InterruptedException {
        if (spec != null && json && !plan) {
            throw new ParameterException(spec.commandLine(), "--json is for --plan");
        } else if (spec != null && previous && target != null) {
            throw new ParameterException(
                    spec.commandLine(), "Cannot bring up both " + target + " and the previous target: name one");
        }
        return access.use(plan ? this::show : this::bringUp);
    }

    private int show(Launcher launcher) throws LauncherException, InterruptedException {
        TargetPlan changes = planned(launcher);
        if (json) {
            environment.out().println(TargetPlanJson.document(changes));
        } else {
            TargetPlanText.lines(changes, Paint.of(environment.colour())).forEach(environment.out()::println);
        }
        environment.out().flush();
        List<String> reasons = UnreachableReasons.of(launcher.processes(), launcher.machines());
        ErrorReport.print(environment.err(), reasons);
        return reasons.isEmpty() ? ExitCode.DONE : ExitCode.UNREACHABLE;
    }

    private int bringUp(Launcher launcher) throws LauncherException, InterruptedException {
        TargetPlan changes = planned(launcher);
        var tree = DependencyTree.ofUp(changes, launcher.descriptions());
        String onInterrupt = "what was started goes on, what was stopped stays stopped; see '"
                + access.typed("up " + changes.target() + " --plan") + "'";
        var operation =
                new Operation(environment, launcher, List.of(), tree, onInterrupt).tellingQuestions(access::typed);
        return ExitCode.of(operation.carryOut(
                () -> launcher.up(changes.target()),
                (outcome, elapsed) ->
                        UpSummary.of(changes.target(), outcome, launcher.descriptions(), elapsed, access::typed)));
    }

    private TargetPlan planned(Launcher launcher) throws LauncherException, InterruptedException {
        if (!previous) {
            // A mistake in the name is told before any machine is asked.
            launcher.planUp(target(launcher));
        }
        Futures.await(launcher.look(List.of()));
        // Which one is in force is known now.
        return launcher.planUp(previous ? previous(launcher) : target(launcher));
    }

    /** Return the target that was asked for last, but for the one in force; the audit log has all that were. */
    private String previous(Launcher launcher) throws LauncherException {
        return AskedFor.newest(environment, 1, entry -> isPrevious(entry, launcher)).stream()
                .flatMap(entry -> entry.processes().stream())
                .findFirst()
                .orElseThrow(() -> new RequestException(
                        List.of("no other target than the present one was brought up from this account")));
    }

    private static boolean isPrevious(AuditEntry entry, Launcher launcher) {
        return entry.action().equals("up")
                && entry.result() == AuditEntry.Result.ACCEPTED
                && entry.session().equals(launcher.session())
                && entry.processes().stream()
                        .allMatch(name -> launcher.targets().contains(name) && !name.equals(launcher.target()));
    }

    private String target(Launcher launcher) throws RequestException {
        List<String> targets = launcher.targets();
        if (target != null) {
            return target;
        } else if (targets.isEmpty()) {
            throw new RequestException(List.of(
                    "the launcher file has no targets; they stand in context.targets, as in {field: [PROCESS...]}"));
        } else if (targets.size() > 1) {
            throw new RequestException(List.of("no target is named; there are " + String.join(", ", targets)));
        }
        return targets.get(0);
    }
}
