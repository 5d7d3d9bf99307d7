/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concert.launcher.cli.internal.view.Samples.description;
import static org.concert.launcher.cli.internal.view.Samples.oneShot;
import static org.concert.launcher.cli.internal.view.Samples.plan;

import java.util.List;
import org.concert.launcher.api.ProcessDescription;
import org.junit.jupiter.api.Test;

class DependencyTreeTests {

    private static final ProcessDescription ECAT = description("ecat");
    private static final ProcessDescription IMU = description("imu");
    private static final ProcessDescription XBOT2 = description("xbot2", "ecat", "imu");
    private static final ProcessDescription CARTESIO = description("cartesio", "xbot2", "ecat");

    @Test
    void sharedDependencyIsExpandedOnceAndThenReferredTo() {
        var tree = DependencyTree.ofStart(List.of("cartesio"), plan(ECAT, IMU, XBOT2, CARTESIO));

        assertThat(drawn(tree)).containsExactly("cartesio", "├─ xbot2", "│  ├─ ecat", "│  └─ imu", "└─ ecat (above)");
    }

    @Test
    void processAskedForBelowAnotherIsNoRoot() {
        var tree = DependencyTree.ofStart(List.of("xbot2", "cartesio", "xbot2"), plan(ECAT, IMU, XBOT2, CARTESIO));

        assertThat(drawn(tree)).first().isEqualTo("cartesio");
        assertThat(tree.names()).containsExactly("cartesio", "xbot2", "ecat", "imu");
    }

    @Test
    void stopHoldsTheDependants() {
        var tree = DependencyTree.ofStop(List.of("ecat"), List.of(ECAT, IMU, XBOT2, CARTESIO));

        assertThat(drawn(tree)).containsExactly("ecat", "├─ xbot2", "│  └─ cartesio", "└─ cartesio (above)");
    }

    @Test
    void stopOfAGroupHoldsItsMembers() {
        var group = oneShot("all", "ecat", "imu");

        var tree = DependencyTree.ofStop(List.of("all"), List.of(ECAT, IMU, group));

        assertThat(drawn(tree)).containsExactly("all", "├─ ecat", "└─ imu");
    }

    @Test
    void whatIsBelowAHiddenProcessMovesUp() {
        var tree = DependencyTree.ofStart(List.of("cartesio"), plan(ECAT, IMU, XBOT2, CARTESIO));

        var rows = tree.rows(name -> !name.equals("xbot2"));

        assertThat(rows)
                .containsExactly(
                        new DependencyTree.Row("", "cartesio", false),
                        new DependencyTree.Row("├─ ", "ecat", false),
                        new DependencyTree.Row("└─ ", "imu", false));
    }

    @Test
    void whatMovesUpToTheTopIsNotRepeatedThere() {
        var group = oneShot("all", "ecat", "xbot2");
        var tree = DependencyTree.ofStop(List.of("all", "ecat", "xbot2"), List.of(ECAT, IMU, XBOT2, group));

        var rows = tree.rows(name -> !name.equals("all"));

        assertThat(rows)
                .containsExactly(
                        new DependencyTree.Row("", "ecat", false), new DependencyTree.Row("└─ ", "xbot2", false));
    }

    private static List<String> drawn(DependencyTree tree) {
        return tree.rows(name -> true).stream()
                .map(row -> row.branch() + row.name() + (row.reference() ? " (above)" : ""))
                .toList();
    }
}
