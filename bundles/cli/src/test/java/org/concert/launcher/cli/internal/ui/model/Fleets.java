/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui.model;

import static org.concert.launcher.json.DescriptionBuilder.described;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.concert.launcher.api.MachineSnapshot;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.VariantDescription;
import org.concert.launcher.json.SnapshotBuilder;

/** Makes fleets of which a test states only what it is about. */
public final class Fleets {

    public static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final List<Fleet.Entry> entries = new ArrayList<>();
    private final List<MachineSnapshot> machines = new ArrayList<>();

    private Fleets() {}

    public static Fleets begin() {
        return new Fleets();
    }

    /** Add a process of a category; one that is live has a pid. */
    public Fleets with(String category, String name, ProcessState state, String... dependsOn) {
        SnapshotBuilder snapshot = SnapshotBuilder.process(name).state(state);
        return with(category, state.isLive() ? snapshot.pid(4711) : snapshot, name, dependsOn);
    }

    public Fleets with(String category, SnapshotBuilder snapshot, String name, String... dependsOn) {
        entries.add(new Fleet.Entry(description(category, name, List.of(), dependsOn), snapshot.build()));
        return this;
    }

    public Fleets lost(String machine) {
        machines.add(new MachineSnapshot(
                machine, "ssh", MachineSnapshot.State.UNREACHABLE, null, null, null, "no route to host"));
        return this;
    }

    public Fleet build() {
        List<Fleet.Entry> all = new ArrayList<>();
        for (Fleet.Entry entry : entries) {
            var file = entry.file();
            all.add(new Fleet.Entry(
                    described(file.name())
                            .command(file.command())
                            .dependsOn(file.dependsOn().toArray(String[]::new))
                            .dependants(dependants(file.name()))
                            .category(file.category())
                            .build(),
                    entry.now()));
        }
        return new Fleet(all, machines, "", NOW);
    }

    private List<String> dependants(String name) {
        List<String> dependants = new ArrayList<>();
        for (Fleet.Entry entry : entries) {
            if (entry.file().dependsOn().contains(name)) {
                dependants.add(entry.name());
                dependants.addAll(dependants(entry.name()));
            }
        }
        return dependants;
    }

    /** Return the description of a process with variants. */
    public static ProcessDescription description(
            String category, String name, List<VariantDescription> variants, String... dependsOn) {
        return described(name)
                .dependsOn(dependsOn)
                .variants(variants)
                .category(category)
                .build();
    }

    /** Return a robot: an arm of three that depend on each other, of which the last has failed, and a camera. */
    public static Fleet robot() {
        return begin().with("Arm", "ecat", ProcessState.READY)
                .with("Arm", "control", ProcessState.READY, "ecat")
                .with(
                        "Arm",
                        SnapshotBuilder.process("gripper")
                                .state(ProcessState.FAILED)
                                .message("exit code 2"),
                        "gripper",
                        "ecat")
                .with("Vision", "camera", ProcessState.STOPPED)
                .build();
    }
}
