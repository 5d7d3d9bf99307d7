/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.util.List;
import java.util.Map;

/**
 * What happened to processes.
 *
 * @param entries what is known of it, the oldest first; of each process at most the last 400 lines of notes and of what stands before them, cut at 300 bytes
 * @param unreachable the machines that could not be asked, with the reason
 */
public record History(List<HistoryEntry> entries, Map<String, String> unreachable) {

    /** Copy both, so that nobody can change them later. */
    public History {
        entries = List.copyOf(entries);
        unreachable = Map.copyOf(unreachable);
    }

    /** Return only the newest entries. */
    public History newest(int most) {
        return new History(entries.subList(Math.max(0, entries.size() - most), entries.size()), unreachable);
    }
}
