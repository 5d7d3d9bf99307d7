/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.launchers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.Launcher.Registration;
import org.concert.launcher.api.MachineSnapshot;
import org.concert.launcher.api.ProcessDescription;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The launchers that are services, in the order of their sessions. They come and go on any thread. */
@Component(name = "org.concert.launcher.http.launchers", service = Launchers.class)
public final class Launchers {

    /** Hears of launchers that come and go; must return quickly. */
    public interface Watcher {

        /** Take note of a launcher, new or there when the watching began. */
        void added(Launcher launcher);

        /** Take note that a launcher is there no more. */
        void removed(Launcher launcher);
    }

    /** Guards itself and the watchers, and makes each of them hear of one change at a time. */
    private final List<Launcher> launchers = new ArrayList<>();

    private final List<Watcher> watchers = new ArrayList<>();

    private volatile List<Launcher> shown = List.of();

    /** Take a launcher. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addLauncher(Launcher launcher) {
        synchronized (launchers) {
            launchers.add(launcher);
            show();
            watchers.forEach(watcher -> watcher.added(launcher));
        }
    }

    /** Let go of a launcher. */
    public void removeLauncher(Launcher launcher) {
        synchronized (launchers) {
            launchers.removeIf(known -> known == launcher);
            show();
            watchers.forEach(watcher -> watcher.removed(launcher));
        }
    }

    private void show() {
        List<Launcher> sorted = new ArrayList<>(launchers);
        sorted.sort(Comparator.comparing(Launcher::session));
        shown = List.copyOf(sorted);
    }

    /** Hear of launchers, beginning with those that are there; close the result to hear no more. */
    public Registration watch(Watcher watcher) {
        synchronized (launchers) {
            watchers.add(watcher);
            launchers.forEach(watcher::added);
        }
        return () -> {
            synchronized (launchers) {
                watchers.remove(watcher);
            }
        };
    }

    /** Return the launchers that are there now. */
    public List<Launcher> all() {
        return shown;
    }

    /** Return all processes of all launchers. */
    public List<LaunchedProcess> processes() {
        List<LaunchedProcess> processes = new ArrayList<>();
        for (Launcher launcher : shown) {
            Map<String, ProcessDescription> descriptions = new HashMap<>();
            launcher.descriptions().forEach(description -> descriptions.put(description.name(), description));
            launcher.processes()
                    .forEach(process ->
                            processes.add(new LaunchedProcess(launcher, process, descriptions.get(process.name()))));
        }
        return processes;
    }

    /** Return the process of a name whose window is in a session. */
    public Optional<LaunchedProcess> process(String session, String name) {
        return shown.stream()
                .flatMap(launcher -> launcher.process(name).stream()
                        .filter(process -> process.session().equals(session))
                        .map(process -> LaunchedProcess.of(launcher, process)))
                .findFirst();
    }

    /** Return the machines of all launchers, each once: launchers that share one see it alike. */
    public List<MachineSnapshot> machines() {
        Map<String, MachineSnapshot> machines = new HashMap<>();
        for (Launcher launcher : shown) {
            for (MachineSnapshot machine : launcher.machines()) {
                machines.merge(machine.name(), machine, Launchers::better);
            }
        }
        return machines.values().stream()
                .sorted(Comparator.comparing(MachineSnapshot::name))
                .toList();
    }

    /** A launcher that does not use the machine now has nothing to say of it. */
    private static MachineSnapshot better(MachineSnapshot one, MachineSnapshot other) {
        return one.state() == MachineSnapshot.State.IDLE ? other : one;
    }
}
