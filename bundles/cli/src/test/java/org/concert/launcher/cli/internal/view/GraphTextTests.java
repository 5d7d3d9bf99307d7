/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.concert.launcher.api.ProcessDescription;
import org.junit.jupiter.api.Test;

class GraphTextTests {

    private static final List<ProcessDescription> ROBOT = List.of(
            Samples.description("ecat"),
            Samples.oneShot("end", "ecat"),
            Samples.description("arm-left", "end", "not-in-the-file"));

    @Test
    void graphvizGetsNodesInTheirGroupsAndArrowsToWhatIsStartedAfter() {
        var graph = new GraphText(ROBOT, process -> process.name().equals("ecat") ? null : "The \"arm\"");

        assertThat(graph.dot())
                .containsExactly(
                        "digraph launcher {",
                        "  rankdir=LR;",
                        "  node [shape=box];",
                        "  p0 [label=\"ecat\"];",
                        "  subgraph cluster_0 {",
                        "    label=\"The \\\"arm\\\"\";",
                        "    p1 [label=\"end\", style=rounded];",
                        "    p2 [label=\"arm-left\"];",
                        "  }",
                        "  p0 -> p1;",
                        "  p1 -> p2;",
                        "}");
    }

    @Test
    void mermaidGetsTheSame() {
        var graph = new GraphText(ROBOT, process -> "local");

        assertThat(graph.mermaid())
                .containsExactly(
                        "flowchart LR",
                        "  subgraph g0[\"local\"]",
                        "    p0[ecat]",
                        "    p1([end])",
                        "    p2[arm-left]",
                        "  end",
                        "  p0 --> p1",
                        "  p1 --> p2");
    }

    @Test
    void treeHasBelowEachWhatItDependsOnAndExpandsItOnce() {
        var graph = new GraphText(
                List.of(Samples.description("a"), Samples.description("b", "a"), Samples.description("c", "b", "a")),
                process -> null);

        assertThat(graph.tree(Branches.LINES)).containsExactly("c", "├─ b", "│  └─ a", "└─ a (see above)");
        assertThat(graph.tree(Branches.ASCII)).containsExactly("c", "|- b", "|  `- a", "`- a (see above)");
    }
}
