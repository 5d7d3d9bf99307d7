/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.concert.launcher.api.ProcessEvent;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;

/**
 * Progress for files and pipes: a line for each state change, easy to grep. What the launcher only finds out about the
 * past, on its first look at a machine, is left out. Why a process is not ready is told again every 10 s.
 */
public final class ProgressLines implements Progress {

    /** How a process leaves STOPPED while somebody looks on; to be in another state at once it must have left before. */
    private static final Set<ProcessState> FIRST_STEPS =
            Set.of(ProcessState.WAITING, ProcessState.STARTING, ProcessState.STOPPING, ProcessState.UNKNOWN);

    private static final Duration SILENCE = Duration.ofSeconds(10);

    private static final int NANOS_PER_MILLI = 1_000_000;

    private final PrintStream out;
    private final ZoneId zone;
    private final Set<String> names;
    private final Function<String, ProcessSnapshot> current;

    /** When a process was told of last; of one that is not heard of, when it was looked at first. */
    private final Map<String, Instant> told = new HashMap<>();

    private Instant nextLook = Instant.EPOCH;
    private boolean closed;

    /**
     * Create one.
     *
     * @param out takes the lines; flushed after each
     * @param zone the zone that times are shown in
     * @param names the processes to tell of, in this order
     * @param current gives what is known of one of them
     */
    public ProgressLines(
            PrintStream out, ZoneId zone, Collection<String> names, Function<String, ProcessSnapshot> current) {
        this.out = out;
        this.zone = zone;
        this.names = new LinkedHashSet<>(names);
        this.current = current;
    }

    @Override
    public synchronized void stateChanged(ProcessEvent event) {
        if (closed || !names.contains(event.process().name()) || isDiscovery(event)) {
            return;
        }
        told.put(event.process().name(), event.at());
        out.println(line(event, zone));
        out.flush();
    }

    @Override
    public synchronized void timePassed(Instant now) {
        if (now.isBefore(nextLook)) {
            return;
        }
        nextLook = now.plusSeconds(1);
        for (String name : names) {
            Instant last = told.putIfAbsent(name, now);
            boolean silent = last != null && !now.isBefore(last.plus(SILENCE));
            ProcessSnapshot process = current.apply(name);
            boolean notReady = process.state() == ProcessState.RUNNING || process.state() == ProcessState.UNHEALTHY;
            if (!closed && silent && notReady && !process.message().isEmpty()) {
                told.put(name, now);
                out.println("%s %s: still %s (%s)"
                        .formatted(time(now, zone), name, process.state(), firstLine(process.message())));
                out.flush();
            }
        }
    }

    private static boolean isDiscovery(ProcessEvent event) {
        return event.previous() == ProcessState.STOPPED
                && !FIRST_STEPS.contains(event.process().state());
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    /** Return {@code 14:03:07.120 xbot2: FAILED (exit code 3)}. */
    static String line(ProcessEvent event, ZoneId zone) {
        ProcessSnapshot process = event.process();
        String line = time(event.at(), zone) + " " + process.name() + ": " + process.state();
        return process.message().isEmpty() ? line : line + " (" + firstLine(process.message()) + ")";
    }

    static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    private static String time(Instant at, ZoneId zone) {
        LocalTime time = LocalTime.ofInstant(at, zone);
        String millis =
                Integer.toString(1000 + time.getNano() / NANOS_PER_MILLI).substring(1);
        return Spans.twoDigits(time.getHour()) + ":" + Spans.twoDigits(time.getMinute()) + ":"
                + Spans.twoDigits(time.getSecond()) + "." + millis;
    }
}
