/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.cli.internal.arguments.KnownNames;
import org.concert.launcher.cli.internal.status.StatusFilter;
import org.concert.launcher.cli.internal.status.StatusFormat;
import org.concert.launcher.cli.internal.status.StatusTrees;
import org.concert.launcher.cli.internal.status.StatusWatch;
import org.concert.launcher.cli.internal.status.UnreachableReasons;
import org.concert.launcher.cli.internal.terminal.Environment;
import org.concert.launcher.cli.internal.terminal.ErrorReport;
import org.concert.launcher.cli.internal.terminal.ExitCode;
import org.concert.launcher.cli.internal.terminal.Futures;
import org.concert.launcher.cli.internal.view.LiveStatus;
import org.concert.launcher.cli.internal.view.Paint;
import org.concert.launcher.cli.internal.view.SinceBoot;
import org.concert.launcher.cli.internal.view.StatusDisplay;
import org.concert.launcher.cli.internal.view.StatusLines;
import org.concert.launcher.cli.internal.view.StatusTable;
import org.concert.launcher.cli.internal.view.TerminalSize;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what runs. */
@Command(
        name = "status",
        customSynopsis = {
            "concert_launcher status [NAME...] [--state S] [--machine M] [--category C] [-w] [-o FORMAT]",
            "       concert_launcher status [NAME...] -t",
            "       concert_launcher status [NAME...] --since-boot"
        },
        header = "Show what runs.",
        description = {
            "",
            "A row for each process: name, session, machine, state, pid, exit code, uptime, variants and how it came to its"
                    + " state, '-' where there is nothing. A terminal that is too narrow for all of that shows what differs. With --watch also CPU (100%% is one core) and memory of the whole process tree.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  concert_launcher status",
            "  concert_launcher status xbot2 ecat --watch",
            "  concert_launcher status xbot2 --pstree",
            "  concert_launcher status --state failed,unknown -o name",
            "  concert_launcher status --json | jq '.processes[] | select(.ready | not) | .name'",
            "",
            "The exit code is 0 whatever the states are, and 3 when a machine could not be reached: its processes are"
                    + " UNKNOWN. With --watch they are shown so, until they are found again."
        })
public final class StatusCommand implements Callable<Integer> {

    private final Environment environment;
    private final LauncherSource access;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "The processes; all, if none is named.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = {"-w", "--watch"},
            description = "Go on until Ctrl-C: on a terminal a table that is always up to date, else a table after each"
                    + " change. With --json a line of JSON after each change, of CPU and memory too.")
    private boolean watch;

    @Option(
            names = {"-t", "--pstree"},
            description = "Show the programs of each process below it, as a tree.")
    private boolean trees;

    @Option(
            names = "--since-boot",
            description =
                    "Show below it how often each process was started and failed since the boot of its machine, and its first failure.")
    private boolean sinceBoot;

    @Option(names = "--json", description = "The same as -o json.")
    private boolean json;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description =
                    "table; wide, with container, restarts, log and category; json; yaml; or name, a name in each line.")
    private StatusFormat format = StatusFormat.TABLE;

    @Mixin
    private final StatusFilter filter = new StatusFilter();

    public StatusCommand(Environment environment, LauncherSource access) {
        this.environment = environment;
        this.access = access;
    }

    @Override
    public Integer call() throws LauncherException, InterruptedException {
        json = json || format == StatusFormat.JSON;
        if (spec != null && watch && !json && format != StatusFormat.TABLE) {
            throw new ParameterException(
                    spec.commandLine(), "Cannot go on in that format: --watch shows a table, or JSON with -o json");
        }
        if (spec != null && trees && (watch || json)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Cannot show --pstree with " + (json ? "--json" : "--watch") + ": use one of both");
        }
        if (spec != null && sinceBoot && (watch || json || trees)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Cannot show --since-boot with --watch, --json or --pstree; 'history --since boot' takes --json");
        }
        if (watch && isLive()) {
            access.logErrorsOnly();
        }
        return access.use(watch ? this::watch : this::show);
    }

    private int watch(Launcher launcher) throws LauncherException, InterruptedException {
        KnownNames.require(launcher, names);
        return new StatusWatch(environment, launcher, names, filter.of(launcher), display()).show();
    }

    private StatusDisplay display() {
        Paint paint = Paint.of(environment.colour());
        if (json) {
            return StatusLines.json(environment.out());
        }
        return isLive() ? LiveStatus.begin(environment.out(), paint) : StatusLines.tables(environment.out(), paint);
    }

    private boolean isLive() {
        return !json && environment.outIsCapable();
    }

    private int show(Launcher launcher) throws LauncherException, InterruptedException {
        KnownNames.require(launcher, names);
        Futures.await(launcher.look(names));
        List<ProcessSnapshot> processes =
                selected(launcher).stream().filter(filter.of(launcher)).toList();
        Instant now = environment.clock().instant();
        List<String> reasons = new ArrayList<>(UnreachableReasons.of(processes, launcher.machines()));
        Paint paint = Paint.of(environment.colour());
        if (json || format == StatusFormat.YAML || format == StatusFormat.NAME) {
            (json ? StatusFormat.JSON : format).lines(processes, now).forEach(environment.out()::println);
        } else if (format == StatusFormat.WIDE) {
            StatusTable.wide(processes, launcher.descriptions(), now, paint).forEach(environment.out()::println);
        } else if (trees) {
            new StatusTrees(environment, launcher).print(processes, StatusTable.lines(processes, now, paint), reasons);
        } else {
            int columns = environment.outIsTerminal() ? TerminalSize.ofOutput().columns() : 0;
            List<String> lines = columns > 0
                    ? StatusTable.fitting(processes, now, paint, columns)
                    : StatusTable.lines(processes, now, paint);
            lines.forEach(environment.out()::println);
            showTarget(launcher);
            if (sinceBoot) {
                SinceBoot.lines(
                                Futures.await(launcher.history(names, null)),
                                processes.stream().map(ProcessSnapshot::name).toList(),
                                environment.zone().get(),
                                paint)
                        .forEach(environment.out()::println);
            }
        }
        environment.out().flush();
        ErrorReport.print(environment.err(), reasons);
        return reasons.isEmpty() ? ExitCode.DONE : ExitCode.UNREACHABLE;
    }

    /** Tell a person which target is in force; a program that reads the table finds rows only. */
    private void showTarget(Launcher launcher) {
        if (environment.outIsTerminal()
                && names.isEmpty()
                && filter.isEmpty()
                && !launcher.targets().isEmpty()) {
            String target = launcher.target();
            environment.out().println("Target: " + (target.isEmpty() ? "none, nothing runs" : target));
            launcher.deviations()
                    .forEach(change -> environment
                            .out()
                            .println("  " + change.name() + " is not as it says: up would "
                                    + change.action().name().toLowerCase(Locale.ROOT) + " it"
                                    + (change.reason().isEmpty() ? "" : " (" + change.reason() + ")")));
        }
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
}
