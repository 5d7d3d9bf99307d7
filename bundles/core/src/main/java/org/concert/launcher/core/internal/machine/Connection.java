/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.util.Collection;
import org.concert.launcher.api.Host;
import org.concert.launcher.core.internal.agent.CommandAgent;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.TmuxServer;
import org.concert.launcher.tmux.TmuxClient;

/** An open connection to a machine: its host, one shell and one tmux client. */
final class Connection implements AutoCloseable {

    final Host host;
    final CommandAgent agent;
    final TmuxClient client;
    final TmuxServer server;
    final MachineFacts facts;
    final String origin;
    final Collection<PaneRecord> panes;

    final Orphans orphans;

    Connection(
            Host host,
            CommandAgent agent,
            TmuxClient client,
            TmuxServer server,
            MachineFacts facts,
            String origin,
            Collection<PaneRecord> panes,
            Orphans orphans) {
        this.host = host;
        this.agent = agent;
        this.client = client;
        this.server = server;
        this.facts = facts;
        this.origin = origin;
        this.panes = panes;
        this.orphans = orphans;
    }

    @Override
    public void close() {
        client.close();
        agent.close();
        host.close();
    }
}
