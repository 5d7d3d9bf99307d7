/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.concert.launcher.api.Channel;
import org.concert.launcher.api.Host;
import org.concert.launcher.core.internal.agent.CommandAgent;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.TmuxServer;
import org.concert.launcher.tmux.TmuxClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An open connection to a machine: its host, one shell and one tmux client. */
final class Connection implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(Connection.class);

    /** Some ten milliseconds, unless the machine is busy or other launchers come and go. */
    private static final Duration LONGEST_LEAVING = Duration.ofSeconds(1);

    final Host host;
    final CommandAgent agent;
    final TmuxClient client;
    final TmuxServer server;
    final MachineFacts facts;
    final String origin;
    final Collection<PaneRecord> panes;

    final Orphans orphans;

    private final Channel tmux;

    /** Create one; the channel is that of the client. */
    Connection(
            Host host,
            CommandAgent agent,
            Channel tmux,
            TmuxClient client,
            TmuxServer server,
            MachineFacts facts,
            String origin,
            Collection<PaneRecord> panes,
            Orphans orphans) {
        this.host = host;
        this.agent = agent;
        this.tmux = tmux;
        this.client = client;
        this.server = server;
        this.facts = facts;
        this.origin = origin;
        this.panes = panes;
        this.orphans = orphans;
    }

    /**
     * Let go of the machine. Waits for a moment until tmux has been left, so that a command does not end while a session of
     * its is being removed: tmux may crash if somebody attaches a control client just then; see {@code tmux.sh}.
     */
    @Override
    public void close() {
        client.close();
        if (!host.lost().toCompletableFuture().isDone()) {
            awaitLeft();
        }
        agent.close();
        host.close();
    }

    private void awaitLeft() {
        try {
            tmux.exit().toCompletableFuture().get(LONGEST_LEAVING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            logger.debug("tmux is left without waiting on", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
