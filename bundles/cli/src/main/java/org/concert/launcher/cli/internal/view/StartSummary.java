/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.ProcessOutcome.Result;

/** Sums up a start or a restart. */
public final class StartSummary {

    /** How it is said of what ran already that it is not what the launcher file says. */
    private static final String BUT = "ready, but ";

    private StartSummary() {}

    /**
     * Return the summary of a start.
     *
     * @param elapsed how long it took
     * @param typed makes of a command what the user types to give it
     */
    public static OutcomeSummary of(
            Outcome outcome, List<ProcessDescription> descriptions, Duration elapsed, UnaryOperator<String> typed) {
        Set<String> oneShots = new HashSet<>();
        for (ProcessDescription process : descriptions) {
            if (!process.persistent()) {
                oneShots.add(process.name());
            }
        }
        List<String> ready = new ArrayList<>();
        List<String> ended = new ArrayList<>();
        List<String> ranAlready = new ArrayList<>();
        for (ProcessOutcome process : outcome.processes()) {
            if (process.result() == Result.STARTED) {
                (oneShots.contains(process.name()) ? ended : ready).add(process.name());
            } else if (process.result() == Result.ALREADY_RUNNING) {
                ranAlready.add(process.name());
            }
        }
        List<String> results = results(ready, ended, ranAlready, Spans.seconds(elapsed));
        var problems = new Problems(outcome, descriptions);
        List<String> hints =
                outcome.ok() && !ready.isEmpty() ? List.of(next(ready.get(0), typed)) : hints(problems.causes(), typed);
        List<String> complaints = new ArrayList<>(problems.explanations());
        outcome.processes().stream()
                .filter(process -> process.result() == Result.ALREADY_RUNNING
                        && process.message().startsWith(BUT))
                .forEach(process ->
                        complaints.add(process.name() + " " + process.message().substring(BUT.length())));
        return new OutcomeSummary(results, complaints, hints);
    }

    private static List<String> results(List<String> ready, List<String> ended, List<String> already, String elapsed) {
        List<String> parts = new ArrayList<>();
        if (!ready.isEmpty()) {
            parts.add(Phrases.processes(ready) + " ready in " + elapsed);
        }
        if (!ended.isEmpty()) {
            parts.add(Phrases.processes(ended) + " ended with 0" + (parts.isEmpty() ? " in " + elapsed : ""));
        }
        if (!already.isEmpty() && parts.isEmpty()) {
            parts.add(Phrases.processes(already) + (already.size() == 1 ? " runs" : " run")
                    + " already; nothing was changed");
        } else if (!already.isEmpty()) {
            parts.add(Phrases.processes(already) + " ran already");
        }
        return parts.isEmpty() ? List.of() : List.of(String.join("; ", parts));
    }

    private static String next(String name, UnaryOperator<String> typed) {
        return "Try next: " + typed.apply("status") + ", " + typed.apply("watch " + name) + ", "
                + typed.apply("kill --all");
    }

    private static List<String> hints(List<ProcessOutcome> causes, UnaryOperator<String> typed) {
        List<String> hints = new ArrayList<>();
        for (ProcessOutcome cause : causes) {
            if (cause.result() == Result.FAILED) {
                hints.add("Try '" + typed.apply("watch " + cause.name()) + "' to see what it printed.");
            }
        }
        return hints;
    }
}
