/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.services.internal;

import java.util.List;
import java.util.Map;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.ManagedProcess;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.api.Run;
import org.concert.launcher.api.StartRequest;
import org.concert.launcher.api.StopRequest;

/** A process, as its launcher has it. */
final class LaunchedProcess implements ManagedProcess {

    private final Launcher launcher;
    private final String name;
    private volatile ProcessDescription description;
    private volatile ProcessSnapshot last;

    LaunchedProcess(Launcher launcher, ProcessDescription description, ProcessSnapshot snapshot) {
        this.launcher = launcher;
        this.name = description.name();
        this.description = description;
        this.last = snapshot;
    }

    /** Take what the launcher file says of it now. */
    void redefine(ProcessDescription now) {
        description = now;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ProcessSnapshot snapshot() {
        launcher.process(name).ifPresent(snapshot -> last = snapshot);
        return last;
    }

    @Override
    public ProcessDescription description() {
        return description;
    }

    @Override
    public Launcher launcher() {
        return launcher;
    }

    @Override
    public Run start(List<String> variants, Map<String, String> params) throws RequestException {
        return launcher.start(new StartRequest(List.of(name), variants, params));
    }

    @Override
    public Run stop(boolean force) throws RequestException {
        return launcher.stop(new StopRequest(List.of(name), force));
    }

    @Override
    public Run restart() throws RequestException {
        return launcher.restart(List.of(name));
    }

    @Override
    public String toString() {
        return name + " of " + launcher.file();
    }
}
