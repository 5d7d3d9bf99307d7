/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.concert.launcher.api.ExitStatus;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.core.internal.loop.ManualLoop;
import org.concert.launcher.core.internal.machine.Connector;
import org.concert.launcher.core.internal.machine.MachineLink;
import org.concert.launcher.core.internal.machine.Transports;
import org.concert.launcher.core.internal.window.PaneMarks;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.RestartMarks;
import org.concert.launcher.core.internal.window.StartMark;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of what this launcher does and what tmux tells, in whichever order the two come. */
class ProcessEntryTests {

    private final ManualLoop loop = new ManualLoop();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService waiting = Executors.newSingleThreadExecutor();
    private final ProcessBoard board = new ProcessBoard(Clock.systemUTC());
    private final ProcessEntry entry = new ProcessEntry(
            TestProcesses.of(""),
            TestProcesses.of("").placement(),
            new MachineLink(
                    "local", new Connector(new Transports(Duration.ZERO), null, timer), loop, waiting, new Deaf()),
            Contexts.of(loop, board));

    @BeforeEach
    void show() {
        entry.appear(null);
    }

    @AfterEach
    void close() {
        timer.shutdownNow();
        waiting.shutdownNow();
    }

    @Test
    void startIsOverWhenThePaneIsMade() {
        entry.intend(new Intent(Intent.Kind.STARTING, ""));

        entry.made(pane("%1", null));

        assertThat(entry.state()).isEqualTo(ProcessState.RUNNING);
    }

    @Test
    void deathThatTmuxTellsBeforeItTellsOfTheStartIsNotForgotten() {
        entry.intend(new Intent(Intent.Kind.STARTING, ""));
        entry.told(pane("%1", ExitStatus.ofCode(7)));

        entry.made(pane("%1", null));

        assertThat(entry.state()).isEqualTo(ProcessState.FAILED);
        assertThat(entry.message()).isEqualTo("exit code 7");
    }

    @Test
    void reasonThatAnotherLauncherFoundIsTold() {
        entry.told(pane("%1", null, "ready_check: exit code 1: no master"));

        assertThat(entry.message()).isEqualTo("ready_check: exit code 1: no master");
        assertThat(board.read("p").orElseThrow().message()).isEqualTo(entry.message());
    }

    @Test
    void reasonThatThisLauncherFoundIsTheLatest() {
        entry.told(pane("%1", null, "ready_check: exit code 1"));

        entry.note("ready_check: exit code 2");

        assertThat(entry.message()).isEqualTo("ready_check: exit code 2");
    }

    /** On a busy machine the answer to the removal comes before tmux has told that the pane is gone. */
    @Test
    void howItEndedIsKnownAsSoonAsItsWindowIsRemoved() {
        entry.told(pane("%1", null));
        PaneRecord ended =
                pane("%1", ExitStatus.ofCode(0)).with(PaneMarks.NONE.withBegun().withStop(1));
        entry.told(ended);

        entry.goneFrom(ended);

        assertThat(entry.state()).isEqualTo(ProcessState.STOPPED);
        assertThat(board.read("p").orElseThrow().exit()).isEqualTo(ExitStatus.ofCode(0));
    }

    private PaneRecord pane(String id, ExitStatus exit) {
        return pane(id, exit, "");
    }

    private PaneRecord pane(String id, ExitStatus exit, String lack) {
        StartMark mark = new StartMark("robot/p/1", System.currentTimeMillis(), List.of(), Map.of(), "/log", "");
        return new PaneRecord(
                entry.key(),
                id,
                new PaneRecord.Programs(4711, 0),
                exit == null ? null : new PaneRecord.End(exit, 0),
                mark,
                PaneMarks.NONE.withBegun().withLack(lack),
                RestartMarks.NONE,
                0);
    }

    private static final class Deaf implements MachineLink.Watcher {

        @Override
        public void panes(MachineLink link, Collection<PaneRecord> panes) {}

        @Override
        public void containers(MachineLink link, Map<String, String> troubles) {}

        @Override
        public void lost(MachineLink link) {}

        @Override
        public void unreachable(MachineLink link) {}
    }
}
