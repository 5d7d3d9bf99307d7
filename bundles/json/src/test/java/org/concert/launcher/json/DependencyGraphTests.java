/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concert.launcher.json.DescriptionBuilder.described;

import java.util.List;
import org.concert.launcher.api.ProcessDescription;
import org.junit.jupiter.api.Test;

class DependencyGraphTests {

    private static final List<ProcessDescription> ROBOT = List.of(
            described("ecat").build(),
            described("end").persistent(false).dependsOn("ecat").build(),
            described("arm-left").dependsOn("end", "not-in-the-file").build());

    @Test
    void graphvizGetsNodesInTheirGroupsAndArrowsToWhatIsStartedAfter() {
        var graph = new DependencyGraph(ROBOT, one -> one.name().equals("ecat") ? "" : "The \"arm\"");

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
        var graph = new DependencyGraph(ROBOT, one -> "local");

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
}
