/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.events;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.http.internal.launchers.LaunchedProcess;
import org.concert.launcher.json.Json;
import org.concert.launcher.json.ProcessJson;

/** What processes use of their machines: the latest figures only, each with the tick of its last change. */
final class ResourceBoard {

    private record Figures(ProcessSnapshot process, long tick) {

        boolean sameAs(ProcessSnapshot other) {
            return process.resources().equals(other.resources());
        }
    }

    private Map<String, Figures> board = Map.of();
    private long tick;
    private long writtenFrom = -1;
    private String written = "";

    /** Compare with what is known now; return whether anything differs. */
    synchronized boolean update(List<LaunchedProcess> processes) {
        Map<String, Figures> next = new HashMap<>();
        boolean changed = false;
        for (LaunchedProcess each : processes) {
            ProcessSnapshot process = each.snapshot();
            String key = process.session() + "/" + process.name();
            Figures known = board.get(key);
            if (known != null && known.sameAs(process)) {
                next.put(key, known);
            } else {
                next.put(key, new Figures(process, tick + 1));
                changed = true;
            }
        }
        board = next;
        if (changed) {
            tick++;
            writtenFrom = -1;
        }
        return changed;
    }

    /** Return the tick of the newest figures. */
    synchronized long tick() {
        return tick;
    }

    /** Return the figures that changed after a tick, if any did; written once for all readers who keep up. */
    synchronized Optional<String> since(long since) {
        if (since >= tick) {
            return Optional.empty();
        }
        if (writtenFrom != since) {
            written = Json.document(Json.list(
                    "processes",
                    board.values().stream()
                            .filter(figures -> figures.tick() > since)
                            .toList(),
                    (json, figures) -> ProcessJson.resources(json, figures.process())));
            writtenFrom = since;
        }
        return Optional.of(written);
    }
}
