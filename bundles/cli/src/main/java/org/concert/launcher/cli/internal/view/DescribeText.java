/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.jspecify.annotations.Nullable;

/** All that is known of one process, for people: what is not there is left out. */
public final class DescribeText {

    private static final int LABEL_WIDTH = 13;

    private final Function<String, @Nullable ProcessState> states;
    private final Instant now;
    private final ZoneId zone;
    private final Paint paint;
    private final List<String> lines = new ArrayList<>();

    /**
     * Create one.
     *
     * @param states gives the states of other processes; null where that is not known
     */
    public DescribeText(Function<String, @Nullable ProcessState> states, Instant now, ZoneId zone, Paint paint) {
        this.states = states;
        this.now = now;
        this.zone = zone;
        this.paint = paint;
    }

    /**
     * Return the lines.
     *
     * @param description what the launcher file says of it
     * @param process what it does
     * @param output the last lines that it has printed
     */
    public List<String> lines(ProcessDescription description, ProcessSnapshot process, List<String> output) {
        lines.clear();
        lines.add(paint.bold(process.name()));
        lines.add(begin("state") + paint.state(process.state(), process.state().name()));
        add("reason", process.message());
        add("machine", process.machine());
        add("container", process.container());
        add("session", process.session());
        add("command", process.launch().command());
        add("variants", String.join(", ", process.launch().variants()));
        add("params", String.join(" ", PlainText.params(process.launch().params())));
        add("pid", process.pid());
        addTimes(process);
        add("exit", process.exit());
        int restarts = process.counts().restarts();
        add("restarts", restarts == 0 ? null : restarts + " by its policy");
        add("depends on", others(description.dependsOn()));
        add("needed by", others(description.dependants()));
        add(
                "may be",
                description.variants().stream()
                        .map(variant -> variant.options().isEmpty()
                                ? variant.name()
                                : variant.name() + " = " + String.join(" | ", variant.options()))
                        .collect(Collectors.joining(", ")));
        add("log", process.launch().logFile());
        if (!output.isEmpty()) {
            lines.add("  last output:");
            output.forEach(line -> lines.add("    " + PlainText.ofOutput(line)));
        }
        return List.copyOf(lines);
    }

    private void addTimes(ProcessSnapshot process) {
        Instant started = process.times().started();
        Duration uptime = process.uptime(now);
        if (started != null) {
            add("started", PlainText.time(started, zone) + (uptime == null ? "" : " (" + Spans.word(uptime) + " ago)"));
        }
        Instant ready = process.times().ready();
        if (ready != null && started != null && !ready.isBefore(started)) {
            add(
                    "ready",
                    "%.1f s after that"
                            .formatted(Duration.between(started, ready).toMillis() / 1000.0));
        }
        Instant ended = process.times().ended();
        add("ended", ended == null ? null : PlainText.time(ended, zone));
    }

    private String others(Collection<String> names) {
        return names.stream()
                .map(name -> {
                    ProcessState state = states.apply(name);
                    return state == null ? name : name + " (" + state + ")";
                })
                .collect(Collectors.joining(", "));
    }

    private void add(String label, @Nullable Object value) {
        String text = value == null ? "" : value.toString();
        String begin = begin(label);
        for (String line : text.lines().toList()) {
            lines.add((begin + PlainText.ofOutput(line)).stripTrailing());
            begin = begin("");
        }
    }

    private static String begin(String label) {
        return "  " + label + " ".repeat(LABEL_WIDTH - label.length());
    }
}
