/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.ShellQuote;
import org.concert.launcher.core.internal.agent.CommandAgent;

/**
 * Ends what earlier runs of a process have left behind: children of one that died, and programs that outlived the tmux
 * server. They would be in the way of a new run.
 */
final class Leftovers {

    /** How long they may take to end by SIGTERM, before SIGKILL, and how long by that. */
    private static final int SECONDS = 2;

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final CommandAgent agent;

    Leftovers(CommandAgent agent) {
        this.agent = agent;
    }

    /**
     * End the leftovers of a process that has no living pane; completed with whether there may have been any.
     *
     * <p>What looked like an orphan when the machine was connected to may be what another launcher was just starting, so
     * tmux is asked again first: a pane is there before its programs are.
     */
    CompletableFuture<Boolean> end(ProcessEntry entry) {
        if (entry.link().orphans(entry.key()).isEmpty()) {
            return endNow(entry);
        }
        return entry.link().look().thenCompose(looked -> endNow(entry));
    }

    private CompletableFuture<Boolean> endNow(ProcessEntry entry) {
        List<String> runs = new ArrayList<>(entry.link().orphans(entry.key()));
        entry.pane()
                .filter(pane -> !pane.alive())
                .ifPresent(dead -> runs.add(dead.start().run()));
        if (runs.isEmpty()) {
            return CompletableFuture.completedFuture(false);
        }
        StringBuilder script = new StringBuilder();
        for (String run : runs) {
            String word = ShellQuote.word(ProcessCommand.RUN_VARIABLE + "=" + run);
            script.append("left=$(stop_tree TERM %d %s 0 ''); ".formatted(SECONDS, word));
            script.append("[ -z \"$left\" ] || stop_tree KILL %d %s 0 \"$left\"; ".formatted(SECONDS, word));
        }
        return agent.run(script.toString(), LIMIT).thenApply(ended -> {
            entry.link().forgetOrphans(entry.key());
            return true;
        });
    }
}
