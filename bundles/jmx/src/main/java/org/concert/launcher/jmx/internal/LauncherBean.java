/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.MachineSnapshot;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.jmx.LauncherMXBean;
import org.jspecify.annotations.Nullable;

/** A launcher as its MBean shows it. */
final class LauncherBean implements LauncherMXBean {

    private final Launcher launcher;
    private final Operations operations;
    private final Delivery delivery;
    private final String version;

    LauncherBean(Launcher launcher, Operations operations, Delivery delivery, String version) {
        this.launcher = launcher;
        this.operations = operations;
        this.delivery = delivery;
        this.version = version;
    }

    @Override
    public String getFile() {
        return launcher.file().toString();
    }

    @Override
    public String getSession() {
        return launcher.session();
    }

    @Override
    public String getVersion() {
        return version;
    }

    @Override
    public String[] getProcesses() {
        return names().toArray(String[]::new);
    }

    @Override
    public String[] getMachines() {
        return launcher.machines().stream().map(MachineSnapshot::name).toArray(String[]::new);
    }

    @Override
    public Map<String, String> getStates() {
        Map<String, String> states = new LinkedHashMap<>();
        launcher.processes()
                .forEach(process -> states.put(process.name(), process.state().name()));
        return states;
    }

    @Override
    public Map<String, Integer> getStateCounts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (ProcessState state : ProcessState.values()) {
            counts.put(state.name(), 0);
        }
        launcher.processes().forEach(process -> counts.merge(process.state().name(), 1, Integer::sum));
        return counts;
    }

    @Override
    public int getReadyCount() {
        return count(ProcessState.READY);
    }

    @Override
    public int getFailedCount() {
        return count(ProcessState.FAILED);
    }

    @Override
    public String[] getWarnings() {
        return launcher.warnings().toArray(String[]::new);
    }

    @Override
    public String getConfigError() {
        return launcher.configError();
    }

    @Override
    public String[] getTargets() {
        return launcher.targets().toArray(String[]::new);
    }

    @Override
    public String getTarget() {
        return launcher.target();
    }

    @Override
    public String[] getDeviations() {
        return operations.deviations().toArray(String[]::new);
    }

    @Override
    public long getDroppedNotifications() {
        return delivery.dropped();
    }

    @Override
    public void start(@Nullable String names, @Nullable String variants, @Nullable String params) {
        operations.start(Words.names(names), variants, params);
    }

    @Override
    public String[] plan(@Nullable String names, @Nullable String variants, @Nullable String params) {
        return operations.plan(Words.names(names), variants, params).toArray(String[]::new);
    }

    @Override
    public void stop(@Nullable String names) {
        operations.stop(Words.names(names), false);
    }

    @Override
    public void kill(@Nullable String names) {
        operations.stop(Words.names(names), true);
    }

    @Override
    public void restart(@Nullable String names) {
        operations.restart(Words.names(names));
    }

    @Override
    public void up(@Nullable String target) {
        operations.up(Words.name(target));
    }

    @Override
    public String[] planUp(@Nullable String target) {
        return operations.planUp(Words.name(target)).toArray(String[]::new);
    }

    @Override
    public void reload() {
        operations.reload();
    }

    @Override
    public void stopAll() {
        operations.stopAll(names());
    }

    private List<String> names() {
        return launcher.descriptions().stream().map(ProcessDescription::name).toList();
    }

    private int count(ProcessState state) {
        return (int) launcher.processes().stream()
                .filter(process -> process.state() == state)
                .count();
    }
}
