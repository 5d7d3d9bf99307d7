/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.concert.launcher.api.History;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.cli.internal.arguments.KnownNames;
import org.concert.launcher.cli.internal.arguments.TypedTime;
import org.concert.launcher.cli.internal.status.UnreachableReasons;
import org.concert.launcher.cli.internal.terminal.Environment;
import org.concert.launcher.cli.internal.terminal.ErrorReport;
import org.concert.launcher.cli.internal.terminal.ExitCode;
import org.concert.launcher.cli.internal.terminal.Futures;
import org.concert.launcher.cli.internal.view.Paint;
import org.concert.launcher.cli.internal.view.Timeline;
import org.concert.launcher.cli.internal.view.TimelineSvg;
import org.concert.launcher.cli.internal.view.TimelineText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows time as a picture. */
@Command(
        name = "timeline",
        customSynopsis = "concert_launcher timeline [NAME...] [--since WHEN] [--format text|svg]",
        header = "Show when processes started and were ready, and who waited for whom.",
        description = {
            "",
            "The last start: for each process how long it waited (.), was on its way (=) and ran (#), and the critical path, which is what"
                    + " took the time. With --since all runs since then, as noted beside their output.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  concert_launcher timeline",
            "  concert_launcher timeline --format svg > start.svg",
            "  concert_launcher timeline xbot2 imu --since 2h",
            "",
            "The exit code is 3 when a machine could not be reached: what ran there is missing."
        })
public final class TimelineCommand implements Callable<Integer> {

    private static final int WIDTH = 100;

    /** How it is drawn. */
    enum Format {
        TEXT,
        SVG;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Environment environment;
    private final LauncherSource access;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "The processes; all, if none is named.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--since", paramLabel = "WHEN", description = TypedTime.DESCRIPTION)
    private @Nullable String since;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or svg. Default: text.")
    private Format format = Format.TEXT;

    public TimelineCommand(Environment environment, LauncherSource access) {
        this.environment = environment;
        this.access = access;
    }

    @Override
    public Integer call() throws LauncherException, InterruptedException {
        Instant begin = since == null
                ? null
                : TypedTime.of(since, environment, Objects.requireNonNull(spec).commandLine());
        return access.use(launcher -> begin == null ? lastStart(launcher) : since(launcher, begin));
    }

    private int lastStart(Launcher launcher) throws LauncherException, InterruptedException {
        KnownNames.require(launcher, names);
        Futures.await(launcher.look(names));
        List<ProcessSnapshot> processes = launcher.processes().stream()
                .filter(process -> names.isEmpty() || names.contains(process.name()))
                .toList();
        show(launcher, Timeline.ofLastStart(processes, launcher.descriptions()));
        return told(UnreachableReasons.of(processes, launcher.machines()));
    }

    private int since(Launcher launcher, Instant begin) throws LauncherException, InterruptedException {
        KnownNames.require(launcher, names);
        History history = Futures.await(launcher.history(names, begin));
        show(
                launcher,
                Timeline.ofHistory(history.entries(), begin, environment.clock().instant()));
        return told(history.unreachable().values().stream().distinct().toList());
    }

    private void show(Launcher launcher, Optional<Timeline> timeline) {
        if (timeline.isEmpty()) {
            environment.out().println("Nothing was started");
            return;
        }
        var zone = environment.zone().get();
        List<String> lines = format == Format.SVG
                ? new TimelineSvg(timeline.get()).lines(launcher.session(), zone)
                : new TimelineText(timeline.get(), WIDTH).lines(zone, Paint.of(environment.colour()));
        lines.forEach(environment.out()::println);
    }

    private int told(List<String> reasons) {
        environment.out().flush();
        ErrorReport.print(environment.err(), reasons);
        return reasons.isEmpty() ? ExitCode.DONE : ExitCode.UNREACHABLE;
    }
}
