/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.Panes;
import org.concert.launcher.core.internal.window.Wish;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * That one process is to run which does not yet, as it is noted on its machine: for all launchers, and for as long as it may take. Lives
 * on the loop.
 */
public final class Wished {

    private static final Logger logger = LoggerFactory.getLogger(Wished.class);

    /** tmux puts its own name for the launcher here. */
    private static final String THIS_LAUNCHER = "this";

    private final ProcessEntry entry;
    private final Loop loop;
    private @Nullable Wish wish;

    /** What this launcher is about to start it for, and where that is noted. */
    private @Nullable Wish own;

    private @Nullable Panes notedOn;

    /** The living pane it had then, which is to be stopped first; empty if it had none. */
    private String before = "";

    private int stopRequests;

    /** How many changes of what is noted are under way: answers that come before theirs are older. */
    private int changes;

    /** Create one. */
    Wished(ProcessEntry entry, ProcessContext context) {
        this.entry = entry;
        this.loop = context.loop();
    }

    /** Take note that somebody asks for its stop: what was asked for before is not begun any more. */
    public void stopAsked() {
        stopRequests++;
    }

    /** Return how often its stop was asked for. */
    public int stopRequests() {
        return stopRequests;
    }

    /** Count what was asked of another place of the process that was shown before. */
    void takeOver(Wished other) {
        stopRequests = Math.max(stopRequests, other.stopRequests);
    }

    /** Return what is noted, if it is to run and does not yet. */
    public Optional<Wish> get() {
        return Optional.ofNullable(wish);
    }

    /** Return who is about to start it, for people; only of use while that is noted. */
    String starter() {
        return own == null ? "was asked for by another launcher" : "this launcher is about to start it";
    }

    /** Note that this launcher is about to start it. */
    public void await(LaunchStep step, String id) {
        own = new Wish(id, THIS_LAUNCHER, step.variants(), step.params(), "");
        before = entry.alivePane().map(PaneRecord::paneId).orElse("");
        notedOn = null;
        note();
    }

    private void note() {
        Panes server = entry.link().server().orElse(null);
        Wish noted = own;
        if (server != null && noted != null && !server.equals(notedOn)) {
            notedOn = server;
            wish = noted;
            change(server.noteWish(entry.key(), noted));
        }
    }

    /** Note why it cannot be started, unless somebody has asked for its stop meanwhile; it is BLOCKED from then on. */
    public void block(String id, String obstacle) {
        Wish held = own;
        Panes server = entry.link().server().orElse(null);
        own = null;
        if (server == null || held == null || !held.id().equals(id)) {
            entry.intend(new Intent(Intent.Kind.FAILED, "not started: " + obstacle));
            return;
        }
        wish = held.leftFor(obstacle);
        change(server.changeWish(entry.key(), id, wish));
        entry.intend(Intent.NONE);
    }

    /** Take back what was noted for a request, if it still is. */
    public void withdraw(String id) {
        if (own != null && own.id().equals(id)) {
            own = null;
            drop(id);
        }
    }

    /** Take back whatever is noted, as somebody asks for its stop; return whether it was to be started. */
    public boolean withdraw() {
        Wish noted = wish;
        own = null;
        if (noted != null) {
            drop(noted.id());
        }
        return noted != null && entry.alivePane().isEmpty();
    }

    private void drop(String id) {
        if (wish != null && wish.id().equals(id)) {
            wish = null;
            entry.changed();
        }
        entry.link().server().ifPresent(server -> change(server.changeWish(entry.key(), id, null)));
    }

    private void change(CompletableFuture<?> changed) {
        changes++;
        loop.listen(changed, (done, failure) -> {
            changes--;
            if (Boolean.FALSE.equals(done)) {
                entry.link().listSoon();
            }
            if (failure != null) {
                logger.debug("{}: it is not noted what is asked of it", entry.name(), failure);
            }
        });
    }

    /** Take note of what its machine tells, before the same is done with its pane. */
    void told(@Nullable Wish now, @Nullable PaneRecord pane) {
        if (changes > 0) {
            return;
        }
        wish = now;
        Wish held = own;
        if (held == null) {
            return;
        }
        if (pane != null && pane.alive()) {
            // Another launcher was quicker, and may have been before this was noted.
            if (now != null && now.id().equals(held.id()) && !pane.paneId().equals(before)) {
                withdraw(held.id());
            }
        } else if (!entry.waiting()) {
            return;
        } else if (!entry.link().server().equals(Optional.ofNullable(notedOn))) {
            // It may be another tmux server by now, which knows nothing.
            note();
        } else if (now == null) {
            // Somebody has asked for its stop.
            own = null;
            entry.intend(Intent.NONE);
        }
    }
}
