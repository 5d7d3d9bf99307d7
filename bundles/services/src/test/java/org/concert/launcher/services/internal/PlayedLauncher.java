/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.services.internal;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.concert.launcher.api.ExitStatus;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.Launcher.Registration;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessEvent;
import org.concert.launcher.api.ProcessListener;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessSnapshot.Launch.Definition;
import org.concert.launcher.api.ProcessState;

/** A launcher whose processes are what a test says; it can be looked at and listened to, and nothing else. */
final class PlayedLauncher {

    private final Map<String, ProcessSnapshot> processes = new ConcurrentHashMap<>();
    private final List<ProcessListener> listeners = new CopyOnWriteArrayList<>();
    private volatile List<ProcessDescription> descriptions = List.of();

    Launcher launcher() {
        return (Launcher)
                Proxy.newProxyInstance(Launcher.class.getClassLoader(), new Class<?>[] {Launcher.class}, this::answer);
    }

    private Object answer(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "session" -> "lab";
            case "file" -> Path.of("/robot/launcher.yaml");
            case "descriptions" -> descriptions;
            case "process" -> Optional.ofNullable(processes.get((String) arguments[0]));
            case "listen" -> listen((ProcessListener) arguments[0]);
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            default -> throw new UnsupportedOperationException(method.getName());
        };
    }

    private Registration listen(ProcessListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    int listeners() {
        return listeners.size();
    }

    /** Have these processes, new ones STOPPED. */
    void processes(String... names) {
        descriptions = List.of(names).stream()
                .map(name -> new ProcessDescription(
                        name, "lab", "local", null, "true", true, List.of(), List.of(), List.of(), List.of(), true,
                        "sensors", true))
                .toList();
        for (String name : names) {
            processes.putIfAbsent(name, snapshot(name, ProcessState.STOPPED));
        }
        processes.keySet().retainAll(List.of(names));
        listeners.forEach(ProcessListener::processesChanged);
    }

    /** Have a process come to a state, and listeners hear of it. */
    void comes(String name, ProcessState state) {
        ProcessSnapshot now = snapshot(name, state);
        ProcessSnapshot before = processes.put(name, now);
        ProcessEvent event = new ProcessEvent(Instant.ofEpochMilli(1000), before.state(), now);
        listeners.forEach(listener -> listener.stateChanged(event));
    }

    /** Have a process found in a state by the first look. */
    void isFound(String name, ProcessState state) {
        ProcessSnapshot now = snapshot(name, state);
        processes.put(name, now);
        listeners.forEach(listener -> listener.firstSeen(now));
    }

    private static ProcessSnapshot snapshot(String name, ProcessState state) {
        boolean failed = state == ProcessState.FAILED;
        return new ProcessSnapshot(
                name,
                "lab",
                "local",
                null,
                state,
                failed ? "exit code 7" : "",
                new ProcessSnapshot.Launch("true", List.of("loud"), Map.of(), null, Definition.PRESENT),
                state.isLive() ? 4711L : null,
                failed ? ExitStatus.ofCode(7) : null,
                ProcessSnapshot.Times.NONE,
                ProcessSnapshot.Resources.UNKNOWN,
                ProcessSnapshot.Counts.NONE);
    }
}
