/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui.model;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.concert.launcher.api.ProcessState;

/** By what processes are sorted; what is worth a look comes first. */
public enum Order {
    /** As they stand in the launcher file. */
    FILE,
    /** By name. */
    NAME,
    /** What is in trouble first, what does not run last. */
    STATE,
    /** Who uses most of the processors first. */
    CPU,
    /** Who uses most memory first. */
    MEMORY,
    /** Who was started last first. */
    UPTIME,
    /** Who was restarted most often first. */
    RESTARTS;

    /** What is in trouble first, what does not run last. */
    public static final Comparator<ProcessState> WORST_FIRST = Comparator.comparingInt(Order::rank);

    /** Return the next one, after the last the first. */
    public Order next() {
        List<Order> all = List.of(values());
        return all.get((all.indexOf(this) + 1) % all.size());
    }

    /** Return what it is called. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Return how it sorts. */
    Comparator<Fleet.Entry> comparator(Fleet fleet) {
        return switch (this) {
            case FILE -> byFile(fleet);
            case NAME -> Comparator.comparing(Fleet.Entry::name);
            case STATE -> Comparator.comparing(Fleet.Entry::state, WORST_FIRST);
            case CPU ->
                Comparator.comparingDouble(entry -> {
                    Double percent = entry.now().resources().cpuPercent();
                    return percent == null ? 1 : -percent;
                });
            case MEMORY ->
                Comparator.comparingLong(entry -> {
                    Long bytes = entry.now().resources().residentBytes();
                    return bytes == null ? 1 : -bytes;
                });
            case UPTIME ->
                Comparator.comparing(entry -> {
                    Duration uptime = entry.now().uptime(fleet.now());
                    return uptime == null ? Duration.ofDays(Integer.MAX_VALUE) : uptime;
                });
            case RESTARTS ->
                Comparator.comparingInt(entry -> -entry.now().counts().restarts());
        };
    }

    private static Comparator<Fleet.Entry> byFile(Fleet fleet) {
        Map<String, Integer> places = new HashMap<>();
        fleet.entries().forEach(entry -> places.put(entry.name(), places.size()));
        return Comparator.comparing(entry -> places.getOrDefault(entry.name(), 0));
    }

    private static int rank(ProcessState state) {
        return switch (state) {
            case FAILED -> 0;
            case UNHEALTHY, UNKNOWN -> 1;
            case BACKOFF, BLOCKED -> 2;
            case WAITING, STARTING, RUNNING, STOPPING -> 3;
            case READY -> 4;
            case DONE, EXITED -> 5;
            case STOPPED -> 6;
        };
    }
}
