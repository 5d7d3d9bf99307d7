/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.concert.launcher.api.HistoryEntry;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * When processes ran, by time, and who waited for whom.
 *
 * @param bars the processes, who started first first
 * @param begin where the time begins
 * @param end where it ends
 * @param critical the processes that took the time of the start, one after the other; empty if it is no start that is shown
 */
public record Timeline(List<Bar> bars, Instant begin, Instant end, List<String> critical) {

    /** What is further apart is another start. */
    private static final Duration APART = Duration.ofSeconds(30);

    /**
     * One run of a process.
     *
     * @param name the process
     * @param started when it was started
     * @param ready when it was ready, or a one-shot done; null if it was not, or that is not known
     * @param ended when it ended; null if it runs
     * @param awaited which of its dependencies was ready last; empty if it waited for none
     */
    public record Bar(
            String name,
            Instant started,
            @Nullable Instant ready,
            @Nullable Instant ended,
            String awaited) {

        /** Return when it was ready, else when it ended, else when it was started. */
        Instant reached() {
            return ready != null ? ready : ended != null ? ended : started;
        }
    }

    /** Keep copies of the lists. */
    public Timeline {
        bars = List.copyOf(bars);
        critical = List.copyOf(critical);
    }

    /** Return the last start of all: of what was started one after the other, the latest run of each; empty if nothing ever was. */
    public static Optional<Timeline> ofLastStart(
            Collection<ProcessSnapshot> processes, List<ProcessDescription> descriptions) {
        Map<String, Bar> latest = new LinkedHashMap<>();
        processes.forEach(process -> bar(process, descriptions).ifPresent(bar -> latest.put(bar.name(), bar)));
        List<Bar> newestFirst = latest.values().stream()
                .sorted(Comparator.comparing(Bar::started).reversed())
                .toList();
        Map<String, Bar> together = new LinkedHashMap<>();
        Instant earliest = Instant.MAX;
        for (Bar bar : newestFirst) {
            if (!together.isEmpty() && bar.reached().plus(APART).isBefore(earliest)) {
                break;
            }
            earliest = bar.started();
            together.put(bar.name(), bar);
        }
        if (together.isEmpty()) {
            return Optional.empty();
        }
        List<Bar> bars = together.values().stream()
                .map(bar -> awaiting(bar, together, descriptions))
                .sorted(Comparator.comparing(Bar::started).thenComparing(Bar::reached))
                .toList();
        Instant end =
                bars.stream().map(Bar::reached).max(Comparator.naturalOrder()).orElse(earliest);
        return Optional.of(new Timeline(bars, earliest, end, criticalPath(bars)));
    }

    private static Optional<Bar> bar(ProcessSnapshot process, List<ProcessDescription> descriptions) {
        Instant started = process.times().started();
        if (started == null) {
            return Optional.empty();
        }
        Instant ended = process.pid() == null ? notBefore(process.times().ended(), started) : null;
        boolean oneShot =
                descriptions.stream().anyMatch(file -> file.name().equals(process.name()) && !file.persistent());
        Instant ready = oneShot ? ended : notBefore(process.times().ready(), started);
        return Optional.of(new Bar(process.name(), started, ready, ended, ""));
    }

    private static @Nullable Instant notBefore(@Nullable Instant time, Instant earliest) {
        return time == null || time.isBefore(earliest) ? null : time;
    }

    private static Bar awaiting(Bar bar, Map<String, Bar> bars, List<ProcessDescription> descriptions) {
        String awaited = descriptions.stream()
                .filter(file -> file.name().equals(bar.name()))
                .flatMap(file -> file.dependsOn().stream())
                .flatMap(name -> Stream.ofNullable(bars.get(name)))
                .max(Comparator.comparing(Bar::reached))
                .map(Bar::name)
                .orElse("");
        return new Bar(bar.name(), bar.started(), bar.ready(), bar.ended(), awaited);
    }

    /** From the one that was ready last back to the one that waited for nobody. */
    private static List<String> criticalPath(List<Bar> bars) {
        List<String> path = new ArrayList<>();
        Optional<Bar> next = bars.stream().max(Comparator.comparing(Bar::reached));
        while (next.isPresent() && !path.contains(next.get().name())) {
            path.add(0, next.get().name());
            String awaited = next.get().awaited();
            next = bars.stream().filter(bar -> bar.name().equals(awaited)).findFirst();
        }
        return path;
    }

    /**
     * Return what ran since some time, each run for itself; empty if nothing was started or ended since then.
     *
     * @param entries what happened, by time
     */
    public static Optional<Timeline> ofHistory(List<HistoryEntry> entries, Instant since, Instant now) {
        List<Bar> bars = new ArrayList<>();
        Map<String, Instant> started = new LinkedHashMap<>();
        for (HistoryEntry entry : entries) {
            if (entry.kind() == HistoryEntry.Kind.STARTED) {
                started.put(entry.process(), entry.time());
            } else if (entry.kind() == HistoryEntry.Kind.ENDED) {
                // What began before runs from the beginning of what is shown.
                Instant begin = started.getOrDefault(entry.process(), since);
                started.remove(entry.process());
                bars.add(new Bar(entry.process(), begin, null, entry.time(), ""));
            }
        }
        started.forEach((name, begin) -> bars.add(new Bar(name, begin, null, null, "")));
        bars.sort(Comparator.comparing(Bar::started));
        Optional<Instant> first = bars.stream().map(Bar::started).findFirst();
        return first.map(begin -> new Timeline(bars, begin, now, List.of()));
    }
}
