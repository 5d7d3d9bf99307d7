/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.concert.launcher.api.ExitStatus;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.jmx.ProcessMXBean;
import org.jspecify.annotations.Nullable;

/** A process as its MBean shows it; every attribute is a read of the snapshot of the moment. */
final class ProcessBean implements ProcessMXBean {

    private volatile ProcessDescription description;
    private final Supplier<ProcessSnapshot> snapshot;
    private final Operations operations;
    private final Clock clock;

    /** Why the last request came to nothing while the state stayed as it was; empty when it did not. */
    private volatile String failure = "";

    ProcessBean(
            ProcessDescription description, Supplier<ProcessSnapshot> snapshot, Operations operations, Clock clock) {
        this.description = description;
        this.snapshot = snapshot;
        this.operations = operations;
        this.clock = clock;
    }

    /** Show from now on what another launcher file says. */
    void redefine(ProcessDescription definition) {
        description = definition;
    }

    /** Show from now on why a request failed; an empty text to show again how the process came to its state. */
    void showFailure(String why) {
        failure = why;
    }

    @Override
    public String getName() {
        return description.name();
    }

    @Override
    public String getSession() {
        return snapshot.get().session();
    }

    @Override
    public String getMachine() {
        return snapshot.get().machine();
    }

    @Override
    public @Nullable String getContainer() {
        return snapshot.get().container();
    }

    @Override
    public String getCommand() {
        return snapshot.get().launch().command();
    }

    @Override
    public String getState() {
        return snapshot.get().state().name();
    }

    @Override
    public int getCode() {
        return snapshot.get().state().code();
    }

    @Override
    public boolean isReady() {
        return snapshot.get().ready();
    }

    @Override
    public @Nullable Long getPid() {
        return snapshot.get().pid();
    }

    @Override
    public @Nullable Integer getExitCode() {
        ExitStatus exit = snapshot.get().exit();
        return exit == null ? null : (Integer) exit.code();
    }

    @Override
    public @Nullable String getSignal() {
        ExitStatus exit = snapshot.get().exit();
        return exit == null ? null : exit.signal();
    }

    @Override
    public @Nullable Date getStartTime() {
        return date(snapshot.get().times().started());
    }

    @Override
    public @Nullable Date getReadyTime() {
        return date(snapshot.get().times().ready());
    }

    @Override
    public @Nullable Date getEndTime() {
        return date(snapshot.get().times().ended());
    }

    @Override
    public @Nullable Double getUptimeSeconds() {
        Duration uptime = snapshot.get().uptime(clock.instant());
        return uptime == null ? null : uptime.toMillis() / 1000.0;
    }

    @Override
    public Map<String, String[]> getVariants() {
        Map<String, String[]> variants = new LinkedHashMap<>();
        description
                .variants()
                .forEach(variant ->
                        variants.put(variant.name(), variant.options().toArray(String[]::new)));
        return variants;
    }

    @Override
    public Parameter[] getAvailableParams() {
        return description.parameters().stream().map(DeclaredParameter::new).toArray(Parameter[]::new);
    }

    @Override
    public String[] getSelectedVariants() {
        return snapshot.get().launch().variants().toArray(String[]::new);
    }

    @Override
    public Map<String, String> getParams() {
        return snapshot.get().launch().params();
    }

    @Override
    public String[] getDependsOn() {
        return description.dependsOn().toArray(String[]::new);
    }

    @Override
    public String[] getDependants() {
        return description.dependants().toArray(String[]::new);
    }

    @Override
    public int getRestartCount() {
        return snapshot.get().counts().restarts();
    }

    @Override
    public @Nullable Double getCpuPercent() {
        return snapshot.get().resources().cpuPercent();
    }

    @Override
    public @Nullable Long getResidentBytes() {
        return snapshot.get().resources().residentBytes();
    }

    @Override
    public @Nullable Integer getProgramCount() {
        return snapshot.get().resources().programs();
    }

    @Override
    public String getLastMessage() {
        String why = failure;
        return why.isEmpty() ? snapshot.get().message() : why;
    }

    @Override
    public @Nullable String getLogFile() {
        return snapshot.get().launch().logFile();
    }

    @Override
    public void start() {
        start(null, null);
    }

    @Override
    public void start(@Nullable String variants, @Nullable String params) {
        operations.start(itself(), variants, params);
    }

    @Override
    public void stop() {
        operations.stop(itself(), false);
    }

    @Override
    public void kill() {
        operations.stop(itself(), true);
    }

    @Override
    public void restart() {
        operations.restart(itself());
    }

    @Override
    public String[] tail(int lines) {
        return operations.tail(description.name(), lines).toArray(String[]::new);
    }

    @Override
    public String[] history(int most) {
        return operations.history(description.name(), most).toArray(String[]::new);
    }

    @Override
    public String processTree() {
        return operations.processTree(description.name());
    }

    private List<String> itself() {
        return List.of(description.name());
    }

    private static @Nullable Date date(@Nullable Instant time) {
        return time == null ? null : Date.from(time);
    }
}
