/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.concert.launcher.api.Host;
import org.concert.launcher.core.internal.agent.Agent;
import org.concert.launcher.core.internal.window.Listing;
import org.concert.launcher.core.internal.window.Panes;
import org.concert.launcher.core.internal.window.Stranger;

/**
 * An open connection to a machine.
 *
 * @param host the machine
 * @param agent runs scripts there
 * @param server the panes of ours there
 * @param tmuxLost completed with the reason when nothing more is heard of the panes
 * @param facts what the machine told of itself
 * @param origin what tells the programs that its tmux server starts from those of others
 * @param listing what there was of ours at the connection
 * @param strangers what other accounts have started there
 * @param orphans the programs without a pane there were at the connection
 * @param leaving lets go of the machine; may wait for a moment
 */
record Connection(
        Host host,
        Agent agent,
        Panes server,
        CompletionStage<String> tmuxLost,
        MachineFacts facts,
        String origin,
        Listing listing,
        List<Stranger> strangers,
        Orphans orphans,
        Runnable leaving)
        implements AutoCloseable {

    @Override
    public void close() {
        leaving.run();
    }
}
