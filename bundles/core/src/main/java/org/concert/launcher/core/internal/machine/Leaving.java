/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.concert.launcher.api.Channel;
import org.concert.launcher.api.Host;
import org.concert.launcher.core.internal.agent.CommandAgent;
import org.concert.launcher.tmux.TmuxClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets go of a machine. Waits for a moment until tmux has been left, so that a command does not end while a session of its is
 * being removed: tmux may crash if somebody attaches a control client just then; see {@code tmux.sh}.
 *
 * @param tmux the channel of the client
 */
record Leaving(Host host, CommandAgent agent, TmuxClient client, Channel tmux) implements Runnable {

    private static final Logger logger = LoggerFactory.getLogger(Leaving.class);

    /** Some ten milliseconds, unless the machine is busy or other launchers come and go. */
    private static final Duration LONGEST = Duration.ofSeconds(1);

    @Override
    public void run() {
        client.close();
        if (!host.lost().toCompletableFuture().isDone()) {
            awaitLeft();
        }
        agent.close();
        host.close();
    }

    private void awaitLeft() {
        try {
            tmux.exit().toCompletableFuture().get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            logger.debug("tmux is left without waiting on", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
