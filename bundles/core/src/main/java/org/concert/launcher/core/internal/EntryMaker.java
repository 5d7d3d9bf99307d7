/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import java.util.concurrent.Executor;
import org.concert.launcher.config.Placement;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.core.internal.machine.Connections;
import org.concert.launcher.core.internal.machine.MachineLink;
import org.concert.launcher.core.internal.process.ProcessContext;
import org.concert.launcher.core.internal.process.ProcessEntry;

/**
 * Makes the entries of processes and the links to machines.
 *
 * @param connections makes the connections of links
 * @param waiting runs what waits for machines
 * @param watcher hears what links learn
 * @param context what the processes share
 */
record EntryMaker(Connections connections, Executor waiting, MachineLink.Watcher watcher, ProcessContext context)
        implements Roster.Maker {

    @Override
    public MachineLink link(String machine) {
        return new MachineLink(machine, connections, context.loop(), waiting, watcher);
    }

    @Override
    public ProcessEntry entry(ProcessConfig process, Placement placement, MachineLink link) {
        return new ProcessEntry(process, placement, link, context);
    }
}
