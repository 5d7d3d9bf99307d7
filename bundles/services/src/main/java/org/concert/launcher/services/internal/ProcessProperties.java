/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.services.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.concert.launcher.api.ExitStatus;
import org.concert.launcher.api.ManagedProcess;
import org.concert.launcher.api.ProcessEvent;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.services.ProcessTopics;
import org.jspecify.annotations.Nullable;

/** What services and events tell of a process: values that filters know, and nothing where there is nothing. */
final class ProcessProperties {

    /** The property of {@code org.osgi.service.event.EventConstants}, which need not be there at run time. */
    private static final String TIMESTAMP = "timestamp";

    private ProcessProperties() {}

    /** Return those of a service. */
    static Map<String, Object> of(ProcessSnapshot process, @Nullable String category) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ManagedProcess.PROCESS, process.name());
        properties.put(ManagedProcess.SESSION, process.session());
        properties.put(ManagedProcess.MACHINE, process.machine());
        properties.put(ManagedProcess.STATE, process.state().name());
        properties.put(ManagedProcess.CODE, process.state().code());
        properties.put(ManagedProcess.READY, process.ready());
        properties.put(ManagedProcess.VARIANTS, process.launch().variants().toArray(String[]::new));
        put(properties, ManagedProcess.CONTAINER, process.container());
        put(properties, ManagedProcess.PID, process.pid());
        ExitStatus exit = process.exit();
        put(properties, ManagedProcess.EXIT_CODE, exit == null ? null : exit.code());
        put(properties, ManagedProcess.SIGNAL, exit == null ? null : exit.signal());
        put(properties, ManagedProcess.CATEGORY, category);
        return Map.copyOf(properties);
    }

    /** Return those of an event. */
    static Map<String, Object> of(ProcessEvent event, @Nullable String category) {
        Map<String, Object> properties = new HashMap<>(of(event.process(), category));
        properties.put(ProcessTopics.PREVIOUS_STATE, event.previous().name());
        properties.put(ProcessTopics.MESSAGE, event.process().message());
        properties.put(TIMESTAMP, event.at().toEpochMilli());
        return Map.copyOf(properties);
    }

    /** Return whether two tell the same; arrays are compared by what they hold. */
    static boolean same(Map<String, Object> one, Map<String, Object> other) {
        return one.keySet().equals(other.keySet())
                && one.keySet().stream().allMatch(key -> Objects.deepEquals(one.get(key), other.get(key)));
    }

    private static void put(Map<String, Object> properties, String name, @Nullable Object value) {
        if (value != null) {
            properties.put(name, value);
        }
    }
}
