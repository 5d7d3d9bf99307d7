/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.ProcessOutcome.Result;

/** Sums up a stop. */
public final class StopSummary {

    private static final Pattern ORDINARY = Pattern.compile("stopped( by SIG\\w+)? in \\d+ ms");

    private StopSummary() {}

    /**
     * Return the summary of a stop that took so long.
     *
     * @param asked the processes named; empty when all were meant, so that nobody wonders about a single one
     * @param typed makes of a command what the user types to give it
     */
    public static OutcomeSummary of(
            Outcome outcome, List<String> asked, Duration elapsed, UnaryOperator<String> typed) {
        List<String> stopped = new ArrayList<>();
        List<String> didNotRun = new ArrayList<>();
        for (ProcessOutcome process : outcome.processes()) {
            if (process.result() == Result.STOPPED) {
                stopped.add(process.name());
            } else if (process.result() == Result.NOT_RUNNING && asked.contains(process.name())) {
                didNotRun.add(process.name());
            }
        }
        var problems = new Problems(outcome, List.of());
        List<String> complaints = left(outcome, typed);
        List<String> parts = new ArrayList<>();
        if (!stopped.isEmpty()) {
            parts.add(Phrases.processes(stopped) + " stopped in " + Spans.seconds(elapsed));
        }
        if (!didNotRun.isEmpty()) {
            parts.add(Phrases.processes(didNotRun) + (didNotRun.size() == 1 ? " was" : " were") + " not running");
        }
        if (parts.isEmpty() && complaints.isEmpty() && outcome.ok()) {
            parts.add("Nothing was running");
        }
        List<String> hints = problems.causes().stream().anyMatch(p -> p.result() == Result.FAILED)
                ? List.of("Try '--force' to begin with SIGKILL.")
                : List.of();
        List<String> results = new ArrayList<>();
        if (!parts.isEmpty()) {
            results.add(String.join("; ", parts));
        }
        outcome.processes().stream()
                .filter(process -> process.result() == Result.STOPPED && isUncommon(process.message()))
                .forEach(process -> results.add(process.name() + " " + process.message()));
        complaints.addAll(problems.explanations());
        return new OutcomeSummary(results, complaints, hints);
    }

    /** Return what was left as it is, and how to stop it. */
    private static List<String> left(Outcome outcome, UnaryOperator<String> typed) {
        List<String> left = new ArrayList<>();
        for (ProcessOutcome process : outcome.processes()) {
            if (process.result() == Result.LEFT) {
                left.add("%s was not stopped: %s: %s"
                        .formatted(process.name(), process.message(), typed.apply("kill " + process.name())));
            }
        }
        return left;
    }

    /** How long each took is no news, but that it was no ordinary stop is. */
    private static boolean isUncommon(String message) {
        return !message.isEmpty() && !ORDINARY.matcher(message).matches();
    }
}
