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
import org.jspecify.annotations.Nullable;

/** Finds out what happened to processes, from the notes beside their output. Lives on the loop. */
public final class ProcessHistory {

    /** Logs may be large, and a disk slow. */
    private static final Duration LONGEST_READ = Duration.ofSeconds(60);

    private static final String FUNCTIONS = Resource.text(ProcessHistory.class, "notes.sh");

    private final Loop loop;

    /** A session on a machine, in which no name stands for two processes. */
    private record Window(MachineLink link, String session) {}

    /** Create one. */
    public ProcessHistory(Loop loop) {
        this.loop = loop;
    }

    /**
     * Return what happened to some processes; each machine is asked once for each session. Completed on the loop.
     *
     * @param since since when; null for the boot of each machine
     */
    public CompletableFuture<History> of(Collection<ProcessEntry> processes, @Nullable Instant since) {
        Map<Window, List<ProcessEntry>> byWindow = processes.stream()
                .collect(Collectors.groupingBy(
                        entry -> new Window(entry.link(), entry.key().session()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        List<HistoryEntry> entries = new ArrayList<>();
        Map<String, String> unreachable = new LinkedHashMap<>();
        List<CompletableFuture<Void>> read = byWindow.entrySet().stream()
                .map(window -> loop.either(read(window.getKey(), window.getValue(), since), (found, failure) -> {
                    if (found == null) {
                        unreachable.put(window.getKey().link().machine(), Loop.reason(failure));
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
                                .sorted(Comparator.comparing(HistoryEntry::time))
                                .toList(),
                        unreachable));
    }

    private CompletableFuture<List<HistoryEntry>> read(
            Window window, List<ProcessEntry> processes, @Nullable Instant since) {
        MachineLink link = window.link();
        return loop.then(
                link.connect(),
                connected -> loop.then(link.place(null), place -> {
                    String calls = processes.stream()
                            .map(entry -> ShellQuote.words(List.of("notes", entry.name(), ProcessOutput.logFile(entry)))
                                    + "\n")
                            .collect(Collectors.joining());
                    return loop.map(
                            place.agent().run(FUNCTIONS + calls, LONGEST_READ),
                            result -> Notes.read(
                                    result.output(),
                                    link.machine(),
                                    processes.stream()
                                            .collect(Collectors.toMap(ProcessEntry::name, entry -> window.session())),
                                    since));
                }));
    }
}
