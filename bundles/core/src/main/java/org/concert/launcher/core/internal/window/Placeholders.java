/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.concert.launcher.core.internal.agent.Agent;

/**
 * Sees to the sessions of processes, and to the panes in them that are there only so that a session can be. Both is done by scripts under
 * the lock of {@code tmux.sh}, as tmux tells its clients of it: one that introduces itself in that moment is its end. Safe for use by
 * several threads.
 */
final class Placeholders {

    private final Agent agent;
    private final TmuxScripts scripts;
    private final Duration longestScript;

    /** By session, its placeholders; asked for once, until a session may have ended. */
    private final Map<String, CompletableFuture<List<String>>> sessions = new ConcurrentHashMap<>();

    /** By placeholder, whether it was removed; each is removed once. */
    private final Map<String, CompletableFuture<Boolean>> removed = new ConcurrentHashMap<>();

    /** Create one that knows of no session. */
    Placeholders(Agent agent, TmuxScripts scripts, Duration longestScript) {
        this.agent = agent;
        this.scripts = scripts;
        this.longestScript = longestScript;
    }

    /** See to it that a session is there, and return its placeholders. */
    CompletableFuture<List<String>> in(String session, String directory) {
        CompletableFuture<List<String>> made = sessions.computeIfAbsent(session, key -> make(key, directory));
        CompletionStage<List<String>> panes = made;
        panes.whenComplete((placeholders, failure) -> {
            if (failure != null) {
                // What failed once, on a machine that was too busy, may be done at the next attempt.
                sessions.remove(session, made);
            }
        });
        return made;
    }

    private CompletableFuture<List<String>> make(String session, String directory) {
        return agent.run(scripts.makeSession(session, directory), longestScript).thenApply(made -> {
            if (made.exitCode() == TmuxScripts.NO_SERVER) {
                throw new IllegalStateException(made.output().strip());
            }
            return made.output().lines().filter(line -> line.startsWith("%")).toList();
        });
    }

    /** Remove placeholders, each once; completed when they are gone, or cannot be removed. */
    CompletableFuture<Void> remove(List<String> placeholders) {
        return CompletableFuture.allOf(placeholders.stream().map(this::remove).toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> remove(String placeholder) {
        CompletableFuture<Boolean> gone = removed.computeIfAbsent(
                placeholder,
                pane -> agent.run(scripts.removePanes(List.of(pane)), longestScript)
                        .handle((done, failure) -> failure == null));
        return gone.thenAccept(done -> {
            if (!done) {
                removed.remove(placeholder, gone);
            }
        });
    }

    /** Take note that sessions may have ended. */
    void forget() {
        sessions.clear();
        removed.clear();
    }
}
