/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.MachineSnapshot;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.cli.internal.view.Paint;
import org.concert.launcher.cli.internal.view.StatusJson;
import org.concert.launcher.cli.internal.view.StatusTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what runs. */
@Command(
        name = "status",
        customSynopsis = "concert_launcher status [NAME...] [--json]",
        header = "Show what runs.",
        description = {
            "",
            "A row for each process: name, session, machine, state, pid, exit code, uptime and variants, '-' where there"
                    + " is nothing.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  concert_launcher status",
            "  concert_launcher status xbot2 ecat",
            "  concert_launcher status --json | jq '.processes[] | select(.ready | not) | .name'",
            "",
            "The exit code is 0 whatever the states are, and 3 when a machine could not be reached: its processes are"
                    + " UNKNOWN."
        })
final class StatusCommand implements Callable<Integer> {

    private final Environment environment;
    private final LauncherAccess access;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "The processes; all, if none is named.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    StatusCommand(Environment environment, LauncherAccess access) {
        this.environment = environment;
        this.access = access;
    }

    @Override
    public Integer call() throws LauncherException, InterruptedException {
        return access.use(this::show);
    }

    private int show(Launcher launcher) throws LauncherException, InterruptedException {
        Futures.await(launcher.look(names));
        List<ProcessSnapshot> processes = selected(launcher);
        Instant now = environment.clock().instant();
        if (json) {
            environment.out().println(StatusJson.document(processes, now));
        } else {
            StatusTable.lines(processes, now, Paint.of(environment.colour())).forEach(environment.out()::println);
        }
        environment.out().flush();
        List<String> reasons = unreachable(processes, launcher.machines());
        ErrorReport.print(environment.err(), reasons);
        return reasons.isEmpty() ? ExitCode.DONE : ExitCode.UNREACHABLE;
    }

    /** Return the processes in the order in which they are named, or in that of the file. */
    private List<ProcessSnapshot> selected(Launcher launcher) {
        if (names.isEmpty()) {
            return launcher.processes();
        }
        List<ProcessSnapshot> selected = new ArrayList<>();
        for (String name : new LinkedHashSet<>(names)) {
            launcher.process(name).ifPresent(selected::add);
        }
        return selected;
    }

    /** Return why nothing is known of some of the processes, each reason once. */
    private static List<String> unreachable(List<ProcessSnapshot> processes, List<MachineSnapshot> machines) {
        Set<String> reasons = new LinkedHashSet<>();
        Set<String> explained = new HashSet<>();
        Set<String> used = new HashSet<>();
        for (ProcessSnapshot process : processes) {
            used.add(process.machine());
        }
        for (MachineSnapshot machine : machines) {
            if (machine.state() == MachineSnapshot.State.UNREACHABLE && used.contains(machine.name())) {
                reasons.addAll(machine.lastError().lines().toList());
                explained.add(machine.name());
            }
        }
        for (ProcessSnapshot process : processes) {
            if (process.state() == ProcessState.UNKNOWN && !explained.contains(process.machine())) {
                reasons.add(process.name() + ": " + process.message());
            }
        }
        return List.copyOf(reasons);
    }
}
