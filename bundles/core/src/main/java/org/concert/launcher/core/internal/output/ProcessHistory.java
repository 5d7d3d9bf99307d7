/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.output;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.concert.launcher.api.History;
import org.concert.launcher.api.HistoryEntry;
import org.concert.launcher.api.ShellQuote;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.machine.MachineLink;
import org.concert.launcher.core.internal.process.ProcessEntry;
import org.concert.launcher.core.internal.script.Resource;

/** Finds out what happened to processes, from the notes beside their output. Lives on the loop. */
public final class ProcessHistory {

    /** Logs may be large, and a disk slow. */
    private static final Duration LONGEST_READ = Duration.ofSeconds(60);

    private static final String FUNCTIONS = Resource.text(ProcessHistory.class, "notes.sh");

    private final Loop loop;

    /** Create one. */
    public ProcessHistory(Loop loop) {
        this.loop = loop;
    }

    /** Return what happened to some processes since a time; each machine is asked once. Completed on the loop. */
    public CompletableFuture<History> of(Collection<ProcessEntry> processes, Instant since) {
        Map<MachineLink, Map<String, ProcessEntry>> byMachine = processes.stream()
                .collect(Collectors.groupingBy(
                        ProcessEntry::link, LinkedHashMap::new, Collectors.toMap(ProcessEntry::name, entry -> entry)));
        List<HistoryEntry> entries = new ArrayList<>();
        Map<String, String> unreachable = new LinkedHashMap<>();
        List<CompletableFuture<Void>> read = byMachine.entrySet().stream()
                .map(machine -> loop.either(read(machine.getKey(), machine.getValue()), (found, failure) -> {
                    if (found == null) {
                        unreachable.put(machine.getKey().machine(), Loop.reason(failure));
                    } else {
                        entries.addAll(found);
                    }
                    return CompletableFuture.<Void>completedFuture(null);
                }))
                .toList();
        return loop.map(
                Loop.all(read),
                all -> new History(
                        entries.stream()
                                .filter(entry -> !entry.time().isBefore(since))
                                .sorted(Comparator.comparing(HistoryEntry::time))
                                .toList(),
                        unreachable));
    }

    private CompletableFuture<List<HistoryEntry>> read(MachineLink link, Map<String, ProcessEntry> processes) {
        return loop.then(
                link.connect(),
                connected -> loop.then(link.place(null), place -> {
                    String calls = processes.values().stream()
                            .map(entry -> ShellQuote.words(List.of("notes", entry.name(), ProcessOutput.logFile(entry)))
                                    + "\n")
                            .collect(Collectors.joining());
                    return loop.map(
                            place.agent().run(FUNCTIONS + calls, LONGEST_READ),
                            result -> Notes.read(
                                    result.output(),
                                    link.machine(),
                                    processes.values().stream()
                                            .collect(Collectors.toMap(
                                                    ProcessEntry::name,
                                                    entry -> entry.key().session()))));
                }));
    }
}
