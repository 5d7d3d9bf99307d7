/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.status;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import picocli.CommandLine.Option;

/** Options that have fewer processes shown; all of those that are given must fit. */
public final class StatusFilter {

    @Option(
            names = "--state",
            paramLabel = "STATE",
            split = ",",
            description = "Only those in one of these states, such as failed,unknown.")
    private List<ProcessState> states = new ArrayList<>();

    @Option(
            names = "--machine",
            paramLabel = "MACHINE",
            split = ",",
            description = "Only those on one of these machines.")
    private List<String> machines = new ArrayList<>();

    @Option(
            names = "--category",
            paramLabel = "CATEGORY",
            split = ",",
            description = "Only those of one of these categories.")
    private List<String> categories = new ArrayList<>();

    public boolean isEmpty() {
        return states.isEmpty() && machines.isEmpty() && categories.isEmpty();
    }

    /** Return what tells whether a process of a launcher is shown. */
    public Predicate<ProcessSnapshot> of(Launcher launcher) {
        Set<ProcessState> wanted = states.isEmpty() ? EnumSet.allOf(ProcessState.class) : EnumSet.copyOf(states);
        Map<String, String> category = new HashMap<>();
        for (ProcessDescription process : launcher.descriptions()) {
            if (process.category() != null) {
                category.put(process.name(), process.category());
            }
        }
        return process -> wanted.contains(process.state())
                && (machines.isEmpty() || machines.contains(process.machine()))
                && (categories.isEmpty() || categories.contains(category.getOrDefault(process.name(), "")));
    }
}
