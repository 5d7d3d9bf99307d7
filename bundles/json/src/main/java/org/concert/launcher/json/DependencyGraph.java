/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.concert.launcher.api.ProcessDescription;

/** Shows who depends on whom to programs that draw. An arrow leads to what is started after. */
public final class DependencyGraph {

    private final List<ProcessDescription> processes;
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, List<ProcessDescription>> groups = new LinkedHashMap<>();

    /** Create one; {@code group} gives the group that a process is drawn in, empty for none. */
    DependencyGraph(List<ProcessDescription> processes, Function<ProcessDescription, String> group) {
        this.processes = List.copyOf(processes);
        for (ProcessDescription process : processes) {
            // Names may be words of these languages ("end", "node").
            ids.put(process.name(), "p" + ids.size());
            groups.computeIfAbsent(group.apply(process), none -> new ArrayList<>())
                    .add(process);
        }
    }

    /** Return one that draws together what is of one category. */
    public static DependencyGraph byCategory(List<ProcessDescription> processes) {
        return new DependencyGraph(processes, process -> Objects.requireNonNullElse(process.category(), ""));
    }

    /** Return one that draws together what is on one machine. */
    public static DependencyGraph byMachine(List<ProcessDescription> processes) {
        return new DependencyGraph(processes, ProcessDescription::machine);
    }

    /** Return lines for Graphviz. */
    public List<String> dot() {
        List<String> lines = new ArrayList<>(List.of("digraph launcher {", "  rankdir=LR;", "  node [shape=box];"));
        int[] number = {0};
        groups.forEach((group, members) -> {
            String indent = group.isEmpty() ? "  " : "    ";
            if (!group.isEmpty()) {
                lines.add("  subgraph cluster_" + number[0]++ + " {");
                lines.add("    label=" + quoted(group) + ";");
            }
            members.forEach(process -> lines.add(indent + ids.get(process.name()) + " [label=" + quoted(process.name())
                    + (process.persistent() ? "" : ", style=rounded") + "];"));
            if (!group.isEmpty()) {
                lines.add("  }");
            }
        });
        arrows().forEach(arrow -> lines.add("  " + arrow.from() + " -> " + arrow.to() + ";"));
        lines.add("}");
        return lines;
    }

    /** Return lines for Mermaid, as Markdown of many hosts shows it. */
    public List<String> mermaid() {
        List<String> lines = new ArrayList<>(List.of("flowchart LR"));
        int[] number = {0};
        groups.forEach((group, members) -> {
            String indent = group.isEmpty() ? "  " : "    ";
            if (!group.isEmpty()) {
                lines.add("  subgraph g" + number[0]++ + "[\"" + group.replace("\"", "#quot;") + "\"]");
            }
            members.forEach(process -> lines.add(indent
                    + ids.get(process.name())
                    + (process.persistent() ? "[" : "([")
                    + process.name()
                    + (process.persistent() ? "]" : "])")));
            if (!group.isEmpty()) {
                lines.add("  end");
            }
        });
        arrows().forEach(arrow -> lines.add("  " + arrow.from() + " --> " + arrow.to()));
        return lines;
    }

    private record Arrow(String from, String to) {}

    private List<Arrow> arrows() {
        List<Arrow> arrows = new ArrayList<>();
        for (ProcessDescription process : processes) {
            for (String dependency : process.dependsOn()) {
                String from = ids.get(dependency);
                String to = ids.get(process.name());
                if (from != null && to != null) {
                    arrows.add(new Arrow(from, to));
                }
            }
        }
        return arrows;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
