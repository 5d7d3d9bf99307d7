/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.services.internal;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.Launcher.Registration;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessEvent;
import org.concert.launcher.api.ProcessListener;
import org.concert.launcher.api.ProcessSnapshot;

/**
 * The services of the processes of one launcher. On the launcher's thread it only notes that there is news. A lane of its
 * own brings the services up to what the launcher shows by then; so a service listener that is slow holds up the news of
 * this launcher's processes and nothing else, and whatever is passed over meanwhile, what lasts is shown.
 */
final class ProcessServices implements ProcessListener, Registration {

    private final Launcher launcher;
    private final Registrar registrar;
    private final Lane lane;
    private final Registration listening;

    /** What is registered, by process; guarded by itself. Nothing of others is called under its lock. */
    private final Map<String, Shown> shown = new HashMap<>();

    private volatile boolean closed;

    /** A service and what it tells. */
    private record Shown(LaunchedProcess process, Registrar.Service service, Map<String, Object> properties) {}

    private ProcessServices(Launcher launcher, Registrar registrar) {
        this.launcher = launcher;
        this.registrar = registrar;
        lane = new Lane("concert-services-" + launcher.session(), this::showAll);
        listening = launcher.listen(this);
    }

    /** Show the processes of a launcher until the result is closed. */
    static ProcessServices show(Launcher launcher, Registrar registrar) {
        var services = new ProcessServices(launcher, registrar);
        services.lane.ask();
        return services;
    }

    @Override
    public void stateChanged(ProcessEvent event) {
        lane.ask();
    }

    @Override
    public void firstSeen(ProcessSnapshot process) {
        lane.ask();
    }

    @Override
    public void processesChanged() {
        lane.ask();
    }

    /** Used on the lane only. */
    private void showAll() {
        Map<String, ProcessDescription> wanted = new LinkedHashMap<>();
        launcher.descriptions().forEach(description -> wanted.put(description.name(), description));
        Map<String, Shown> gone = shown();
        gone.keySet().removeAll(wanted.keySet());
        gone.keySet().forEach(this::withdraw);
        wanted.values().forEach(this::show);
    }

    private void show(ProcessDescription description) {
        ProcessSnapshot snapshot = launcher.process(description.name()).orElse(null);
        if (closed || snapshot == null) {
            // It leaves just now, which is told after this.
            return;
        }
        Map<String, Object> properties = ProcessProperties.of(snapshot, description.category());
        Shown present = shown().get(description.name());
        if (present == null) {
            var process = new LaunchedProcess(launcher, description, snapshot);
            keep(new Shown(process, registrar.register(process, properties), properties));
            return;
        }
        present.process().redefine(description);
        if (!ProcessProperties.same(present.properties(), properties)) {
            present.service().update(properties);
            keep(new Shown(present.process(), present.service(), properties));
        }
    }

    private Map<String, Shown> shown() {
        synchronized (shown) {
            return new HashMap<>(shown);
        }
    }

    private void keep(Shown now) {
        synchronized (shown) {
            if (!closed) {
                shown.put(now.process().name(), now);
                return;
            }
        }
        now.service().close();
    }

    private void withdraw(String name) {
        Shown gone;
        synchronized (shown) {
            gone = shown.remove(name);
        }
        if (gone != null) {
            gone.service().close();
        }
    }

    /** Take the services away. One that is being registered meanwhile is taken away by its lane. */
    @Override
    public void close() {
        listening.close();
        lane.close();
        synchronized (shown) {
            closed = true;
        }
        shown().keySet().forEach(this::withdraw);
    }
}
