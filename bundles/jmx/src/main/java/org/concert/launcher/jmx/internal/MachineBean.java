/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal;

import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.MachineSnapshot;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.jmx.MachineMXBean;
import org.jspecify.annotations.Nullable;

/** A machine as its MBean shows it, by the view of one launcher. */
final class MachineBean implements MachineMXBean {

    private final Launcher launcher;
    private final String name;

    MachineBean(Launcher launcher, String name) {
        this.launcher = launcher;
        this.name = name;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public @Nullable String getTransport() {
        return snapshot().transport();
    }

    @Override
    public String getState() {
        return snapshot().state().name();
    }

    @Override
    public boolean isConnected() {
        return snapshot().state() == MachineSnapshot.State.CONNECTED;
    }

    @Override
    public @Nullable String getContainerRuntime() {
        return snapshot().containerRuntime();
    }

    @Override
    public @Nullable String getTmuxVersion() {
        return snapshot().tmuxVersion();
    }

    @Override
    public @Nullable Long getLatencyMillis() {
        return snapshot().latencyMillis();
    }

    @Override
    public String getLastError() {
        return snapshot().lastError();
    }

    @Override
    public String[] getProcesses() {
        return launcher.descriptions().stream()
                .filter(process -> process.machine().equals(name))
                .map(ProcessDescription::name)
                .toArray(String[]::new);
    }

    private MachineSnapshot snapshot() {
        return launcher.machines().stream()
                .filter(machine -> machine.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The launcher no longer knows the machine " + name));
    }
}
