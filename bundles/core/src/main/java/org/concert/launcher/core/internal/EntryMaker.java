/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import java.time.Clock;
import java.util.concurrent.Executor;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.machine.Connections;
import org.concert.launcher.core.internal.machine.MachineLink;
import org.concert.launcher.core.internal.process.OutlivedWatch;
import org.concert.launcher.core.internal.process.ProcessBoard;
import org.concert.launcher.core.internal.process.ProcessEntry;
import org.concert.launcher.core.internal.process.Readiness;
import org.concert.launcher.core.internal.process.RestartWatch;

/**
 * Makes the entries of processes and the links to machines, and has done with what was kept of those that go.
 *
 * @param connections makes the connections of links
 * @param waiting runs what waits for machines
 * @param watcher hears what links learn
 * @param board shows what is known of the processes
 * @param clock gives the times that people see
 */
record EntryMaker(
        Connections connections,
        Loop loop,
        Executor waiting,
        MachineLink.Watcher watcher,
        ProcessBoard board,
        Clock clock,
        Readiness readiness,
        RestartWatch restarts,
        OutlivedWatch outlived)
        implements Roster.Maker {

    @Override
    public MachineLink link(String machine) {
        return new MachineLink(machine, connections, loop, waiting, watcher);
    }

    @Override
    public ProcessEntry entry(ProcessConfig process, MachineLink link) {
        return new ProcessEntry(process, link, board, loop, clock);
    }

    @Override
    public void redefined(ProcessEntry entry) {
        readiness.forget(entry);
    }

    @Override
    public void dropped(ProcessEntry entry) {
        readiness.forget(entry);
        restarts.drop(entry);
        outlived.forget(entry);
        entry.dismiss();
        board.remove(entry.name());
    }
}
