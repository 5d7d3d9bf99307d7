/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.util.ArrayList;
import java.util.List;
import org.concert.launcher.api.LaunchPlan;
import org.concert.launcher.api.LaunchStep;
import org.jspecify.annotations.Nullable;

/** Shows a launch plan for people: a paragraph for each step, what is not there left out. */
public final class PlanText {

    private static final String LABEL_INDENT = "     ";
    private static final int LABEL_WIDTH = 13;

    private PlanText() {}

    /** Return the lines. */
    public static List<String> lines(LaunchPlan plan, Paint paint) {
        List<String> lines = new ArrayList<>();
        int number = 1;
        for (LaunchStep step : plan.steps()) {
            String place = number < 10 ? "  " + number : number < 100 ? " " + number : Integer.toString(number);
            lines.add(place + ". " + paint.bold(step.name()) + (step.persistent() ? "" : " (one-shot)"));
            details(lines, step);
            number++;
        }
        return lines;
    }

    private static void details(List<String> lines, LaunchStep step) {
        add(lines, "machine", step.machine());
        add(lines, "container", step.container());
        add(lines, "session", step.session());
        add(lines, "command", step.command());
        add(lines, "cwd", step.cwd());
        step.env().forEach((name, value) -> add(lines, "env", name + "=" + value));
        step.checks().forEach((check, text) -> add(lines, check.replace('_', ' '), text));
        add(lines, "depends on", String.join(", ", step.dependsOn()));
        add(lines, "variants", String.join(", ", step.variants()));
        add(lines, "params", String.join(" ", PlainText.params(step.params())));
    }

    private static void add(List<String> lines, String label, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return;
        }
        String start = LABEL_INDENT + label + " ".repeat(LABEL_WIDTH - label.length());
        for (String line : text.lines().toList()) {
            lines.add((start + line).stripTrailing());
            start = " ".repeat(LABEL_INDENT.length() + LABEL_WIDTH);
        }
    }
}
