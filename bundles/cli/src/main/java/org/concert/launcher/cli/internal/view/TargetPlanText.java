/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concert.launcher.api.TargetPlan;
import org.concert.launcher.api.TargetPlan.Action;
import org.concert.launcher.api.TargetPlan.Change;

/** Shows what it takes to bring up a target. */
public final class TargetPlanText {

    private static final String NOTHING = "-";

    private TargetPlanText() {}

    /** Return the lines: a row for each process with which something is to be done, and a sum. */
    public static List<String> lines(TargetPlan plan, Paint paint) {
        List<String> lines = new ArrayList<>();
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"ACTION", "NAME", "WITH", "REASON"});
        plan.changes().stream()
                .filter(change -> change.action() != Action.KEEP)
                .forEach(change -> rows.add(new String[] {
                    word(change.action()),
                    change.name(),
                    with(change),
                    change.reason().isEmpty() ? NOTHING : change.reason()
                }));
        if (rows.size() > 1) {
            lines.addAll(Table.lines(rows, paint));
        }
        lines.add(sum(plan));
        return lines;
    }

    private static String word(Action action) {
        return action.name().toLowerCase(Locale.ROOT);
    }

    private static String with(Change change) {
        String with = Stream.concat(change.variants().stream(), PlainText.params(change.params()).stream())
                .collect(Collectors.joining(","));
        return with.isEmpty() ? NOTHING : with;
    }

    private static String sum(TargetPlan plan) {
        int kept = plan.names(Action.KEEP).size();
        if (plan.isReached()) {
            return "Nothing to do: all of " + plan.target() + " is as it should be";
        }
        List<String> parts = new ArrayList<>();
        for (Action action : List.of(Action.STOP, Action.RESTART, Action.START)) {
            int number = plan.names(action).size();
            if (number > 0) {
                parts.add(number + " to " + word(action));
            }
        }
        if (kept > 0) {
            parts.add(kept + " left alone");
        }
        return plan.target() + ": " + String.join(", ", parts);
    }
}
