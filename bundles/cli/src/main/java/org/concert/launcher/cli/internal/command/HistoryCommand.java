/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.concert.launcher.access.AuditEntry;
import org.concert.launcher.api.History;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.cli.internal.arguments.AskedFor;
import org.concert.launcher.cli.internal.arguments.KnownNames;
import org.concert.launcher.cli.internal.arguments.TypedTime;
import org.concert.launcher.cli.internal.terminal.Environment;
import org.concert.launcher.cli.internal.terminal.ErrorReport;
import org.concert.launcher.cli.internal.terminal.ExitCode;
import org.concert.launcher.cli.internal.terminal.Futures;
import org.concert.launcher.cli.internal.view.HistoryText;
import org.concert.launcher.cli.internal.view.Paint;
import org.concert.launcher.json.HistoryJson;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what happened. */
@Command(
        name = "history",
        customSynopsis = "concert_launcher history [NAME...] [-n N] [--since WHEN] [--json]",
        header = "Show what happened: starts, ends, and who asked for what.",
        description = {
            "",
            "The newest come last. What a process printed last stands below an end that was neither by exit code 0 nor that of a stop. It is noted beside their"
                    + " output, on their machines, whether a launcher was there or not; who asked is in the audit log of this user.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  concert_launcher history xbot2",
            "  concert_launcher history --since 10m",
            "  concert_launcher history --since 2026-11-30T06:00 -n 1000",
            "",
            "The exit code is 3 when a machine could not be reached: what happened there is missing."
        })
public final class HistoryCommand implements Callable<Integer> {

    private static final String BOOT = "boot";

    private final Environment environment;
    private final LauncherSource access;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "The processes; all, if none is named.")
    private List<String> names = new ArrayList<>();

    @Option(names = "-n", paramLabel = "N", description = "How many at most. Default: 50.")
    private int most = 50;

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            description = {TypedTime.DESCRIPTION, "Or 'boot': that of each machine."})
    private @Nullable String since;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    public HistoryCommand(Environment environment, LauncherSource access) {
        this.environment = environment;
        this.access = access;
    }

    @Override
    public Integer call() throws LauncherException, InterruptedException {
        Instant begin = BOOT.equals(since) ? null : begin();
        return access.use(launcher -> show(launcher, begin));
    }

    private int show(Launcher launcher, @Nullable Instant begin) throws LauncherException, InterruptedException {
        KnownNames.require(launcher, names);
        History history = Futures.await(launcher.history(names, begin));
        if (json) {
            environment.out().println(HistoryJson.document(history.newest(most)));
        } else {
            new HistoryText(history.entries(), asked(launcher, begin == null ? oldest(history) : begin))
                    .lines(most, environment.zone().get(), Paint.of(environment.colour()))
                    .forEach(environment.out()::println);
        }
        if (history.unreachable().isEmpty()) {
            return ExitCode.DONE;
        }
        environment.out().flush();
        ErrorReport.print(
                environment.err(),
                history.unreachable().values().stream().distinct().toList());
        return ExitCode.UNREACHABLE;
    }

    private Instant oldest(History history) {
        return history.entries().isEmpty()
                ? environment.clock().instant()
                : history.entries().get(0).time();
    }

    /** Return what was asked for by way of this account, of these processes. */
    private List<AuditEntry> asked(Launcher launcher, Instant begin) throws LauncherException {
        return AskedFor.newest(
                environment,
                Math.max(1, most),
                entry -> entry.session().equals(launcher.session())
                        && !entry.time().isBefore(begin)
                        && (names.isEmpty() || entry.processes().stream().anyMatch(names::contains)));
    }

    private Instant begin() {
        return since == null
                ? Instant.EPOCH
                : TypedTime.of(since, environment, Objects.requireNonNull(spec).commandLine());
    }
}
