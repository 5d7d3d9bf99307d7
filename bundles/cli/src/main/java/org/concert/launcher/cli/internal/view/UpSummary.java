/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.ProcessOutcome.Result;

/** Sums up what was done to bring up a target. */
public final class UpSummary {

    private UpSummary() {}

    /**
     * Return the summary.
     *
     * @param elapsed how long it took
     * @param typed makes of a command what the user types to give it
     */
    public static OutcomeSummary of(
            String target,
            Outcome outcome,
            List<ProcessDescription> descriptions,
            Duration elapsed,
            UnaryOperator<String> typed) {
        List<String> parts = new ArrayList<>();
        add(parts, "started", names(outcome, Result.STARTED));
        add(parts, "stopped", names(outcome, Result.STOPPED));
        List<String> kept = names(outcome, Result.ALREADY_RUNNING);
        if (!kept.isEmpty()) {
            parts.add(kept.size() + " left alone");
        }
        String what = outcome.ok() ? target + " is up in " + Spans.seconds(elapsed) : target + " is not up";
        String result = parts.isEmpty() ? what : what + ": " + String.join("; ", parts);
        var problems = new Problems(outcome, descriptions);
        List<String> hints = outcome.ok()
                ? List.of("Try next: " + typed.apply("status") + ", " + typed.apply("down"))
                : List.of("Try '" + typed.apply("up " + target + " --plan") + "' to see what is missing.");
        return new OutcomeSummary(List.of(result), problems.explanations(), hints);
    }

    private static void add(List<String> parts, String done, List<String> names) {
        if (!names.isEmpty()) {
            parts.add(done + " " + (names.size() <= 5 ? String.join(", ", names) : names.size() + " processes"));
        }
    }

    private static List<String> names(Outcome outcome, Result result) {
        return outcome.processes().stream()
                .filter(process -> process.result() == result)
                .map(ProcessOutcome::name)
                .toList();
    }
}
