/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DependencyGraphTests {

    private static final DependencyGraph ROBOT = graph(
            "cartesio", "homing", //
            "homing", "xbot2",
            "xbot2", "imu ecat",
            "ecat", "",
            "imu", "",
            "camera", "gone",
            "all", "camera cartesio");

    @Test
    void dependenciesStartFirstElseTheFileDecides() {
        assertThat(ROBOT.startOrder()).containsExactly("ecat", "imu", "xbot2", "homing", "cartesio", "camera", "all");
    }

    @Test
    void startOrderOfAProcessHoldsWhatItNeedsAndNoMore() {
        assertThat(ROBOT.startOrder(List.of("homing"))).containsExactly("ecat", "imu", "xbot2", "homing");
        assertThat(ROBOT.startOrder(List.of("camera", "imu", "ecat"))).containsExactly("ecat", "imu", "camera");
        assertThat(ROBOT.startOrder(List.of("gone"))).isEmpty();
    }

    @Test
    void dependantsAreFoundThroughOthers() {
        assertThat(ROBOT.dependants("imu")).containsExactly("cartesio", "homing", "xbot2", "all");
        assertThat(ROBOT.dependants("all")).isEmpty();
        assertThat(ROBOT.dependants("gone")).containsExactly("camera", "all");
    }

    @Test
    void dependenciesAreFoundThroughOthers() {
        assertThat(ROBOT.dependencies("cartesio")).containsExactly("homing", "xbot2", "ecat", "imu");
        assertThat(ROBOT.dependencies("camera")).isEmpty();
    }

    @Test
    void directDependenciesKeepTheirOrderAndMayBeUndefined() {
        assertThat(ROBOT.direct("xbot2")).containsExactly("imu", "ecat");
        assertThat(ROBOT.direct("camera")).containsExactly("gone");
        assertThat(ROBOT.direct("gone")).isEmpty();
        assertThat(ROBOT.undefined("camera")).containsExactly("gone");
        assertThat(ROBOT.undefined("xbot2")).isEmpty();
    }

    @Test
    void graphWithoutCyclesHasNone() {
        assertThat(ROBOT.cycles()).isEmpty();
    }

    @Test
    void cycleIsGivenFromItsFirstInTheFile() {
        assertThat(graph("d", "b", "a", "c", "b", "a", "c", "b").cycles()).containsExactly(List.of("a", "c", "b"));
    }

    @Test
    void shortestOfSeveralCyclesIsGiven() {
        assertThat(graph("a", "b", "b", "c", "c", "a d", "d", "a", "e", "a").cycles())
                .containsExactly(List.of("a", "b", "c"));
    }

    @Test
    void separateCyclesAreGivenSeparately() {
        assertThat(graph("a", "b", "b", "a c", "c", "d", "d", "c", "e", "e").cycles())
                .containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("e"));
    }

    @Test
    void cycleHasNoStartOrder() {
        var graph = graph("a", "b", "b", "a", "c", "");

        assertThat(graph.startOrder(List.of("c"))).containsExactly("c");
        assertThatIllegalStateException()
                .isThrownBy(graph::startOrder)
                .withMessage("Cannot order processes that depend on each other: [[a, b]]");
    }

    @Test
    void anyGraphHasEitherACycleOrAnOrder() {
        var random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            var depends = randomDepends(random);
            var graph = DependencyGraph.of(depends);

            if (graph.cycles().isEmpty()) {
                List<String> order = graph.startOrder();
                assertThat(order).containsExactlyInAnyOrderElementsOf(depends.keySet());
                order.forEach(name ->
                        assertThat(order.subList(0, order.indexOf(name))).containsAll(graph.dependencies(name)));
            } else {
                assertThat(graph.cycles()).allSatisfy(cycle -> {
                    for (int i = 0; i < cycle.size(); i++) {
                        assertThat(graph.direct(cycle.get(i))).contains(cycle.get((i + 1) % cycle.size()));
                    }
                });
                assertThatIllegalStateException().isThrownBy(graph::startOrder);
            }
        }
    }

    private static Map<String, List<String>> randomDepends(Random random) {
        Map<String, List<String>> depends = new LinkedHashMap<>();
        int size = 1 + random.nextInt(8);
        for (int i = 0; i < size; i++) {
            depends.put(
                    "p" + i,
                    random.ints(random.nextInt(3), 0, size)
                            .mapToObj(n -> "p" + n)
                            .toList());
        }
        return depends;
    }

    /** Make a graph of names, each followed by its dependencies. */
    private static DependencyGraph graph(String... lines) {
        Map<String, List<String>> depends = new LinkedHashMap<>();
        for (int i = 0; i < lines.length; i += 2) {
            depends.put(lines[i], lines[i + 1].isEmpty() ? List.of() : List.of(lines[i + 1].split(" ", -1)));
        }
        return DependencyGraph.of(depends);
    }
}
