/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.Launcher.Registration;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.OutputStart;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.cli.internal.arguments.TypedTime;
import org.concert.launcher.cli.internal.terminal.Environment;
import org.concert.launcher.cli.internal.terminal.ExitCode;
import org.concert.launcher.cli.internal.view.LineDisplay;
import org.concert.launcher.cli.internal.view.OutputLines;
import org.concert.launcher.cli.internal.view.Paint;
import org.concert.launcher.cli.internal.view.StreamedLines;
import org.concert.launcher.cli.internal.view.TerminalLines;
import org.concert.launcher.cli.internal.watch.FirstLine;
import org.concert.launcher.cli.internal.watch.OutputPrinter;
import org.concert.launcher.cli.internal.watch.Watching;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what processes print. */
@Command(
        name = "watch",
        customSynopsis =
                "concert_launcher watch [NAME...] [-n LINES|+LINE | --since WHEN] [-t] [--grep REGEX] [--no-follow]",
        header = "Show what processes print.",
        description = {
            "",
            "The last lines are shown, then every new one as it is printed, until Ctrl-C. The output of several"
                    + " processes has the name before each line. Lines that begin with \"# \" are the launcher's: they tell"
                    + " of starts and ends, and of output that is missing. Watching changes nothing for the processes. On a terminal"
                    + " a line looks as it did there: what it has overwritten is gone, and nothing but its colours reaches the reader's."
                    + " One that has not ended, such as a question, is shown as it stands; to answer it, see 'attach'. What a process"
                    + " without a terminal prints to standard error is red.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  concert_launcher watch xbot2",
            "  concert_launcher watch xbot2 ecat -n 100",
            "  concert_launcher watch --grep 'error|warn'",
            "  concert_launcher watch --since 10m -t",
            "  concert_launcher watch xbot2 -n +1 --no-follow > xbot2.txt"
        })
public final class WatchCommand implements Callable<Integer> {

    private final Environment environment;
    private final LauncherSource access;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "The processes; all, if none is named.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "LINES",
            converter = FirstLine.class,
            description =
                    "How many lines to begin with; +N begins with line N, so +1 shows all. Lines keep their number"
                            + " when logs are rotated away. Default: 20.")
    private @Nullable OutputStart lines;

    @Option(names = "--since", paramLabel = "WHEN", description = TypedTime.DESCRIPTION)
    private @Nullable String since;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on as more is printed, as it does anyway.")
    @SuppressWarnings("UnusedVariable") // what others need to say
    private boolean follow;

    @Option(names = "--raw", description = "Pass all that was printed to the terminal, with what steers it.")
    private boolean raw;

    @Option(
            names = "--grep",
            paramLabel = "REGEX",
            description = "Show only lines in which this regular expression is found.")
    private @Nullable String grep;

    @Option(
            names = {"-t", "--timestamps"},
            description = "Show when each line was printed, in the local time zone.")
    private boolean timestamps;

    @Option(names = "--no-follow", description = "End after the lines there are.")
    private boolean noFollow;

    public WatchCommand(Environment environment, LauncherSource access) {
        this.environment = environment;
        this.access = access;
    }

    @Override
    public Integer call() throws LauncherException, InterruptedException {
        Pattern pattern = pattern();
        Instant begin = since == null
                ? null
                : TypedTime.of(since, environment, Objects.requireNonNull(spec).commandLine());
        return access.use(launcher -> watch(launcher, pattern, begin));
    }

    private int watch(Launcher launcher, @Nullable Pattern pattern, @Nullable Instant begin)
            throws LauncherException, InterruptedException {
        List<String> watched = watched(launcher);
        var format = new OutputLines(
                watched,
                Paint.of(environment.colour()),
                environment.outIsTerminal() && !raw,
                timestamps ? environment.zone().get() : null);
        LineDisplay display = environment.outIsCapable() && !raw
                ? new TerminalLines(environment.out(), format)
                : new StreamedLines(environment.out(), format, watched.size() == 1 && pattern == null);
        var wanted = new OutputPrinter.Wanted(pattern, begin, !noFollow);
        var printer = new OutputPrinter(environment.out(), display, wanted);
        Registration interrupted = environment.interrupts().during(printer::end);
        try {
            int code = new Watching(launcher, printer, environment.err()).of(watched, start(begin), !noFollow);
            return printer.hasEnded() ? ExitCode.INTERRUPTED : code;
        } finally {
            interrupted.close();
            printer.end();
        }
    }

    /** The logs are by line and byte, so for a time they are read from their beginning. */
    private OutputStart start(@Nullable Instant begin) {
        return lines != null ? lines : begin != null ? OutputStart.lineNumber(1) : OutputStart.last(20);
    }

    private List<String> watched(Launcher launcher) {
        return names.isEmpty()
                ? launcher.descriptions().stream().map(ProcessDescription::name).toList()
                : List.copyOf(new LinkedHashSet<>(names));
    }

    private @Nullable Pattern pattern() {
        if (grep == null || spec == null) {
            return null;
        }
        try {
            return Pattern.compile(grep);
        } catch (PatternSyntaxException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Cannot use --grep '" + grep + "': " + e.getDescription() + " at character " + (e.getIndex() + 1),
                    e);
        }
    }
}
