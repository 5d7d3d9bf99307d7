/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.json;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.concert.launcher.api.ExitStatus;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessSnapshot.Launch.Definition;
import org.concert.launcher.api.ProcessState;

/** Makes snapshots of which a test states only what it is about. */
public final class SnapshotBuilder {

    private final String name;
    private String machine = "local";
    private String container;
    private ProcessState state = ProcessState.STOPPED;
    private Long pid;
    private ExitStatus exit;
    private Instant startTime;
    private Instant readyTime;
    private List<String> variants = List.of();
    private int restartCount;
    private Double cpuPercent;
    private Long residentBytes;
    private Integer programCount;
    private String logFile;
    private String message = "";

    private SnapshotBuilder(String name) {
        this.name = name;
    }

    /** Begin with a stopped process of which nothing else is known. */
    public static SnapshotBuilder process(String name) {
        return new SnapshotBuilder(name);
    }

    public SnapshotBuilder machine(String machine) {
        this.machine = machine;
        return this;
    }

    public SnapshotBuilder container(String container) {
        this.container = container;
        return this;
    }

    public SnapshotBuilder state(ProcessState state) {
        this.state = state;
        return this;
    }

    public SnapshotBuilder pid(long pid) {
        this.pid = pid;
        return this;
    }

    public SnapshotBuilder exitCode(int exitCode) {
        this.exit = ExitStatus.ofCode(exitCode);
        return this;
    }

    public SnapshotBuilder signal(int number) {
        this.exit = ExitStatus.ofSignal(number);
        return this;
    }

    public SnapshotBuilder startTime(Instant startTime) {
        this.startTime = startTime;
        return this;
    }

    public SnapshotBuilder readyTime(Instant readyTime) {
        this.readyTime = readyTime;
        return this;
    }

    public SnapshotBuilder variants(String... variants) {
        this.variants = List.of(variants);
        return this;
    }

    public SnapshotBuilder restartCount(int restartCount) {
        this.restartCount = restartCount;
        return this;
    }

    public SnapshotBuilder cpuPercent(double cpuPercent) {
        this.cpuPercent = cpuPercent;
        return this;
    }

    public SnapshotBuilder residentBytes(long residentBytes) {
        this.residentBytes = residentBytes;
        return this;
    }

    public SnapshotBuilder programCount(int programCount) {
        this.programCount = programCount;
        return this;
    }

    public SnapshotBuilder logFile(String logFile) {
        this.logFile = logFile;
        return this;
    }

    public SnapshotBuilder message(String message) {
        this.message = message;
        return this;
    }

    /** Return the snapshot. */
    public ProcessSnapshot build() {
        return new ProcessSnapshot(
                name,
                "robot",
                machine,
                container,
                state,
                message,
                new ProcessSnapshot.Launch("run " + name, variants, Map.of(), logFile, Definition.PRESENT),
                pid,
                exit,
                new ProcessSnapshot.Times(startTime, null, readyTime, null),
                new ProcessSnapshot.Resources(cpuPercent, residentBytes, programCount),
                new ProcessSnapshot.Counts(restartCount, 0));
    }
}
