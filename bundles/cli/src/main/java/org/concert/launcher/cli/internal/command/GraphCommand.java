/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.cli.internal.arguments.KnownNames;
import org.concert.launcher.cli.internal.terminal.Environment;
import org.concert.launcher.cli.internal.terminal.ExitCode;
import org.concert.launcher.cli.internal.view.Branches;
import org.concert.launcher.cli.internal.view.DependencyTree;
import org.concert.launcher.json.DependencyGraph;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows who depends on whom. */
@Command(
        name = "graph",
        customSynopsis = "concert_launcher graph [NAME...] [--format text|dot|mermaid] [--by category|machine]",
        header = "Show who depends on whom.",
        description = {
            "",
            "As the launcher file says; no machine is asked. With names: these, what they depend on, and what depends on them.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  concert_launcher graph",
            "  concert_launcher graph --format dot | dot -Tsvg > robot.svg",
            "  concert_launcher graph xbot2 --format mermaid --by machine"
        })
public final class GraphCommand implements Callable<Integer> {

    /** In which language. */
    enum Format {
        TEXT,
        DOT,
        MERMAID;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** By what processes are drawn together. */
    enum Grouping {
        CATEGORY,
        MACHINE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Environment environment;
    private final LauncherSource access;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "The processes; all, if none is named.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "text: a tree, below each process what it depends on; dot for Graphviz; mermaid. Default: text.")
    private Format format = Format.TEXT;

    @Option(
            names = "--by",
            paramLabel = "GROUPS",
            description = "Draw together what is of one category, or on one machine. Default: category.")
    private Grouping by = Grouping.CATEGORY;

    public GraphCommand(Environment environment, LauncherSource access) {
        this.environment = environment;
        this.access = access;
    }

    @Override
    public Integer call() throws LauncherException, InterruptedException {
        return access.use(this::show);
    }

    private int show(Launcher launcher) throws LauncherException, InterruptedException {
        KnownNames.require(launcher, names);
        List<ProcessDescription> shown = shown(launcher.descriptions());
        var graph = by == Grouping.MACHINE ? DependencyGraph.byMachine(shown) : DependencyGraph.byCategory(shown);
        List<String> lines = switch (format) {
            case DOT -> graph.dot();
            case MERMAID -> graph.mermaid();
            case TEXT -> DependencyTree.of(shown).lines(Branches.of(environment.utf8()));
        };
        lines.forEach(environment.out()::println);
        return ExitCode.DONE;
    }

    private List<ProcessDescription> shown(List<ProcessDescription> all) {
        if (names.isEmpty()) {
            return all;
        }
        Set<String> shown = new LinkedHashSet<>(names);
        for (ProcessDescription process : all) {
            if (names.contains(process.name())) {
                shown.addAll(process.dependants());
            } else if (process.dependants().stream().anyMatch(names::contains)) {
                shown.add(process.name());
            }
        }
        return all.stream().filter(process -> shown.contains(process.name())).toList();
    }
}
