/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.window.Listing;
import org.concert.launcher.core.internal.window.Panes;
import org.concert.launcher.tmux.Notification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks one tmux server for our panes whenever something has changed, one question at a time. Lives on the loop. */
final class PaneListing {

    private static final Logger logger = LoggerFactory.getLogger(PaneListing.class);

    /** How long tmux takes to find out how a pane ended, once it is nudged; see {@link Panes#nudge}. */
    private static final Duration END_UNKNOWN = Duration.ofMillis(20);

    private static final Duration BEFORE_NUDGE = Duration.ofMillis(10);

    private final Panes server;
    private final Loop loop;
    private final Consumer<Listing> told;
    private boolean listing;
    private boolean listAgain;
    private boolean nudging;
    private boolean ended;

    /**
     * Create one.
     *
     * @param told takes each answer
     */
    PaneListing(Panes server, Loop loop, Consumer<Listing> told) {
        this.server = server;
        this.loop = loop;
        this.told = told;
    }

    /** Ask soon, at least once from now on. */
    void listSoon() {
        if (listing) {
            listAgain = true;
            return;
        }
        if (ended) {
            return;
        }
        listing = true;
        CompletableFuture<Void> handed = loop.then(server.list(), listing -> {
            if (!ended) {
                tell(listing);
            }
            return CompletableFuture.completedFuture(null);
        });
        loop.listen(handed, (done, failure) -> {
            listing = false;
            if (failure != null) {
                logger.debug("The panes are not listed", failure);
            }
            if (listAgain) {
                listAgain = false;
                listSoon();
            }
        });
    }

    /** Hand over what was told. If it was not told how a pane ended, ask again. */
    void tell(Listing listed) {
        told.accept(listed);
        if (listed.panes().stream().anyMatch(pane -> pane.dead() && pane.exit() == null)) {
            nudge();
            loop.schedule(END_UNKNOWN, this::listSoon);
        }
    }

    /** Have tmux find out, in a moment, what has ended; see {@link Panes#nudge}. One nudge does for all. */
    void nudge() {
        if (nudging) {
            return;
        }
        nudging = true;
        loop.schedule(BEFORE_NUDGE, () -> {
            nudging = false;
            if (!ended) {
                loop.listen(server.nudge(), (done, failure) -> {
                    if (failure != null) {
                        logger.debug("tmux is not nudged", failure);
                    }
                });
            }
        });
    }

    /** Take note of what tmux tells. */
    void heard(Notification notification) {
        switch (notification.name()) {
            case "window-renamed", "subscription-changed", "unlinked-window-close", "window-close", "client-detached" ->
                listSoon();
            default -> logger.trace("{}", notification);
        }
    }

    /** Ask and tell no more. */
    void end() {
        ended = true;
    }
}
