/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.OutputLine;
import org.concert.launcher.api.OutputStart;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.cli.internal.arguments.KnownNames;
import org.concert.launcher.cli.internal.status.UnreachableReasons;
import org.concert.launcher.cli.internal.terminal.Environment;
import org.concert.launcher.cli.internal.terminal.ErrorReport;
import org.concert.launcher.cli.internal.terminal.ExitCode;
import org.concert.launcher.cli.internal.terminal.Futures;
import org.concert.launcher.cli.internal.view.DescribeText;
import org.concert.launcher.cli.internal.view.Paint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows all that is known of processes. */
@Command(
        name = "describe",
        customSynopsis = "concert_launcher describe NAME... [-n LINES]",
        header = "Show all that is known of a process.",
        description = {
            "",
            "Its state and why, with what it runs, since when, what it waits for, and what it printed last.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {"  concert_launcher describe xbot2", "", "The exit code is 3 when its machine could not be reached."})
public final class DescribeCommand implements Callable<Integer> {

    private final Environment environment;
    private final LauncherSource access;

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "The processes.")
    private List<String> names = new ArrayList<>();

    @Option(names = "-n", paramLabel = "LINES", description = "How many of its last lines. Default: 10.")
    private int most = 10;

    public DescribeCommand(Environment environment, LauncherSource access) {
        this.environment = environment;
        this.access = access;
    }

    @Override
    public Integer call() throws LauncherException, InterruptedException {
        return access.use(this::describe);
    }

    private int describe(Launcher launcher) throws LauncherException, InterruptedException {
        KnownNames.require(launcher, names);
        // All of them: their states tell what it waits for.
        Futures.await(launcher.look(List.of()));
        DescribeText text = new DescribeText(
                name -> launcher.process(name).map(ProcessSnapshot::state).orElse(null),
                environment.clock().instant(),
                environment.zone().get(),
                Paint.of(environment.colour()));
        List<ProcessSnapshot> described = new ArrayList<>();
        for (String name : new LinkedHashSet<>(names)) {
            ProcessSnapshot process = launcher.process(name).orElseThrow();
            described.add(process);
            text.lines(description(launcher, name), process, output(launcher, name))
                    .forEach(environment.out()::println);
        }
        environment.out().flush();
        List<String> reasons = UnreachableReasons.of(described, launcher.machines());
        ErrorReport.print(environment.err(), reasons);
        return reasons.isEmpty() ? ExitCode.DONE : ExitCode.UNREACHABLE;
    }

    private static ProcessDescription description(Launcher launcher, String name) {
        return launcher.descriptions().stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Return the last lines; where they cannot be read, why. */
    private List<String> output(Launcher launcher, String name) throws LauncherException {
        if (most < 1) {
            return List.of();
        }
        try (Stream<OutputLine> lines = launcher.lines(name, OutputStart.last(most), false)) {
            return withoutWordOfShell(lines.map(line -> (line.kind() == OutputLine.Kind.NOTE ? "# " : "") + line.text())
                    .toList());
        } catch (CompletionException e) {
            return List.of("(" + LauncherException.causeOf(e).getMessage() + ")");
        }
    }

    /** Drop the "exit" that an interactive bash prints when it exits. */
    private static List<String> withoutWordOfShell(List<String> lines) {
        int word = lines.size() - 2;
        if (word < 0
                || !lines.get(word).equals(OutputLine.EXIT_OF_BASH)
                || !lines.get(word + 1).startsWith("# ended ")) {
            return lines;
        }
        List<String> without = new ArrayList<>(lines);
        without.remove(word);
        return without;
    }
}
