/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.jspecify.annotations.Nullable;

/** All that is known of one process, for people: what is not there is left out. */
public final class DescribeText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
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
        add("state", paint.state(process.state(), process.state().name()));
        add("reason", process.message());
        add("machine", process.machine());
        add("container", process.container());
        add("session", process.session());
        add("command", process.launch().command());
        add("variants", String.join(", ", process.launch().variants()));
        add("params", assignments(process.launch().params()));
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
            output.forEach(line -> lines.add("    " + plain(line)));
        }
        return List.copyOf(lines);
    }

    private void addTimes(ProcessSnapshot process) {
        Instant started = process.times().started();
        Duration uptime = process.uptime(now);
        if (started != null) {
            add("started", time(started) + (uptime == null ? "" : " (" + Spans.word(uptime) + " ago)"));
        }
        Instant ready = process.times().ready();
        if (ready != null && started != null && !ready.isBefore(started)) {
            add(
                    "ready",
                    "%.1f s after that"
                            .formatted(Duration.between(started, ready).toMillis() / 1000.0));
        }
        Instant ended = process.times().ended();
        add("ended", ended == null ? null : time(ended));
    }

    private String time(Instant time) {
        return TIME.format(time.atZone(zone));
    }

    private static String assignments(Map<String, String> params) {
        return new TreeMap<>(params)
                .entrySet().stream()
                        .map(param -> param.getKey() + ":=" + param.getValue())
                        .collect(Collectors.joining(" "));
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
        String begin = "  " + label + " ".repeat(LABEL_WIDTH - label.length());
        for (String line : text.lines().toList()) {
            lines.add((begin + line).stripTrailing());
            begin = " ".repeat(LABEL_WIDTH + 2);
        }
    }

    /** What a process prints must not steer the terminal here. */
    private static String plain(String text) {
        return text.replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", "").replaceAll("[\\p{Cntrl}&&[^\\t]]", "?");
    }
}
