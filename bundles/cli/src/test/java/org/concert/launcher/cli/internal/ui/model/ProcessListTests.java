/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.json.SnapshotBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProcessListTests {

    private final ProcessList list = new ProcessList();

    @BeforeEach
    void showARobot() {
        list.show(Fleets.robot());
    }

    private List<String> rows() {
        return list.rows().stream()
                .map(row -> row.entry() == null ? row.text() : row.text() + row.name())
                .toList();
    }

    @Test
    void processesStandByCategoryWithHowManyAreReady() {
        assertThat(rows())
                .containsExactly("Arm  2 of 3, 1 in trouble", "ecat", "control", "gripper", "Vision  0 of 1", "camera");
    }

    @Test
    void oneGroupNeedsNoHeading() {
        list.nextGrouping();

        assertThat(list.grouping()).isEqualTo(Grouping.MACHINE);
        assertThat(rows()).containsExactly("ecat", "control", "gripper", "camera");
    }

    @Test
    void treeHasBelowEachWhatItDependsOn() {
        list.toggleTree();

        assertThat(rows()).containsExactly("control", "└─ ecat", "gripper", "└─ ecat", "camera");
    }

    @Test
    void cursorStaysOnItsProcessWhateverIsShown() {
        list.move(2);

        list.toggleTree();
        list.toggleTree();
        list.show(Fleets.robot());

        assertThat(list.current().orElseThrow().name()).isEqualTo("gripper");
    }

    @Test
    void cursorPassesHeadings() {
        list.move(3);

        assertThat(list.current().orElseThrow().name()).isEqualTo("camera");
    }

    @Test
    void cursorDoesNotLeaveTheList() {
        list.move(Integer.MAX_VALUE);
        list.move(1);
        assertThat(list.current().orElseThrow().name()).isEqualTo("camera");

        list.move(-Integer.MAX_VALUE);
        list.move(-1);
        assertThat(list.current().orElseThrow().name()).isEqualTo("ecat");
    }

    @Test
    void cursorGoesToANeighbourOfWhatIsShownNoMore() {
        list.move(1);

        list.filter(new Filter("!control"));

        assertThat(list.current().orElseThrow().name()).isEqualTo("gripper");
    }

    @Test
    void filterTakesWordsOfNameStateCategoryAndReason() {
        list.filter(new Filter("arm failed"));
        assertThat(rows()).containsExactly("gripper");

        list.filter(new Filter("code"));
        assertThat(rows()).containsExactly("gripper");

        list.filter(new Filter("arm !failed"));
        assertThat(rows()).containsExactly("ecat", "control");
    }

    @Test
    void nothingIsChosenWhereNothingIsShown() {
        list.filter(new Filter("nothing of this"));

        assertThat(list.chosen()).isEmpty();
        assertThat(list.rows()).isEmpty();
    }

    @Test
    void markedProcessesAreMeantRatherThanTheOneWithTheCursor() {
        list.toggleMark();
        list.toggleMark();

        assertThat(list.current().orElseThrow().name()).isEqualTo("gripper");
        assertThat(list.chosen()).containsExactly("ecat", "control");
    }

    @Test
    void failedProcessesAreMarkedByOneKey() {
        list.toggleMark();

        list.markFailed();

        assertThat(list.chosen()).containsExactly("gripper");
        assertThat(list.current().orElseThrow().name()).isEqualTo("gripper");
    }

    @Test
    void allThatIsShownIsMarkedAndMarkedNoMore() {
        list.filter(new Filter("arm"));

        list.markShown();
        assertThat(list.marks()).containsExactly("ecat", "control", "gripper");

        list.markShown();
        assertThat(list.marks()).isEmpty();
    }

    @Test
    void whatIsGoneIsMarkedNoMore() {
        list.markShown();

        list.show(Fleets.begin().with("Arm", "ecat", ProcessState.READY).build());

        assertThat(list.marks()).containsExactly("ecat");
    }

    @Test
    void sortingByStateBringsTroubleFirst() {
        list.nextGrouping();
        list.nextOrder();
        list.nextOrder();

        assertThat(list.order()).isEqualTo(Order.STATE);
        assertThat(rows()).containsExactly("gripper", "ecat", "control", "camera");
    }

    @Test
    void sortingByMemoryPutsThoseOfWhichNothingIsKnownLast() {
        list.show(Fleets.begin()
                .with("A", "unknown", ProcessState.STOPPED)
                .with("A", SnapshotBuilder.process("small").residentBytes(10), "small")
                .with("A", SnapshotBuilder.process("large").residentBytes(1_000), "large")
                .build());

        while (list.order() != Order.MEMORY) {
            list.nextOrder();
        }
        assertThat(rows()).containsExactly("large", "small", "unknown");

        list.reverse();
        assertThat(rows()).containsExactly("unknown", "small", "large");
    }

    @Test
    void whatIsSortedByTheFileCanBeReversed() {
        list.nextGrouping();

        list.reverse();

        assertThat(rows()).containsExactly("camera", "gripper", "control", "ecat");
    }

    @Test
    void rowsThatAreShownHoldTheCursorAndTheHeadingAboveIt() {
        assertThat(list.top(3)).isZero();

        list.move(Integer.MAX_VALUE);
        assertThat(list.top(3)).isEqualTo(3);

        list.move(-Integer.MAX_VALUE);
        assertThat(list.top(3)).isZero();
    }

    @Test
    void threeHundredProcessesAreArrangedInNoTime() {
        Fleets fleets = Fleets.begin();
        for (int i = 0; i < 300; i++) {
            fleets.with(
                    "C" + i % 8,
                    "p" + i,
                    ProcessState.READY,
                    i == 0 ? new String[0] : new String[] {"p" + (i - 1) / 2});
        }
        Fleet fleet = fleets.build();
        list.toggleTree();

        long begin = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            list.show(fleet);
        }

        assertThat((System.nanoTime() - begin) / 20).as("nanoseconds").isLessThan(50_000_000);
    }
}
