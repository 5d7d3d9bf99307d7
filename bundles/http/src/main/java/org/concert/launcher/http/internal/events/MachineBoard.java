/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.events;

import java.util.List;
import java.util.Optional;
import org.concert.launcher.api.MachineSnapshot;
import org.concert.launcher.json.Json;
import org.concert.launcher.json.LauncherJson;

/** The machines as they were last seen, with a version that is raised by each change. */
final class MachineBoard {

    private List<MachineSnapshot> machines = List.of();
    private long version;
    private String written = "";

    /** Compare with what is known now; return whether anything differs. */
    synchronized boolean update(List<MachineSnapshot> now) {
        if (machines.equals(now)) {
            return false;
        }
        machines = List.copyOf(now);
        version++;
        written = Json.document(Json.list("machines", machines, LauncherJson::machine));
        return true;
    }

    synchronized long version() {
        return version;
    }

    /** Return the machines, if they are others than at a version. */
    synchronized Optional<String> since(long since) {
        return since >= version ? Optional.empty() : Optional.of(written);
    }
}
