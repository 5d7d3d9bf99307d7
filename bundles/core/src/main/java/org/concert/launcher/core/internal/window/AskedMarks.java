/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Notes on a tmux server what launchers are asked for and have not done yet. Safe for use by several threads. */
final class AskedMarks {

    private final Changes changes;
    private final Changes changesAndRing;
    private final String client;
    private boolean ringing;
    private boolean ringAgain;

    /** Makes changes on the server. */
    interface Changes {

        /** Run a list of commands. */
        CompletableFuture<List<String>> make(String... commands);
    }

    /**
     * Create one.
     *
     * @param changesAndRing rings after it
     * @param client the name of the control client by which it is known that this launcher is there
     */
    AskedMarks(Changes changes, Changes changesAndRing, String client) {
        this.changes = changes;
        this.changesAndRing = changesAndRing;
        this.client = client;
    }

    /** See {@link Panes#noteWish}. */
    CompletableFuture<List<String>> noteWish(ProcessKey key, Wish wish) {
        CompletableFuture<List<String>> noted = changes.make(wish.note(key, client));
        ring();
        return noted;
    }

    /** Of many wishes that are noted at a time, launchers are told twice: of the first, and of all. */
    private synchronized void ring() {
        if (ringing) {
            ringAgain = true;
            return;
        }
        ringing = true;
        CompletionStage<List<String>> rung = changesAndRing.make();
        rung.whenComplete((told, failure) -> rung(failure == null));
    }

    private synchronized void rung(boolean there) {
        ringing = false;
        if (ringAgain && there) {
            ringAgain = false;
            ring();
        }
    }

    /** See {@link Panes#changeWish}. */
    CompletableFuture<Boolean> changeWish(ProcessKey key, String id, @Nullable Wish next) {
        return changesAndRing
                .make(
                        Proviso.drop(Bell.MUTE, Wish.isOther(key, id)),
                        next == null ? Wish.forget(key) : next.note(key, client))
                .thenApply(told -> !told.contains(Bell.MUTE));
    }

    /** See {@link Panes#noteUp}. */
    CompletableFuture<Boolean> noteUp(String session, UpMark up) {
        CompletableFuture<List<String>> noted = Proviso.reply(UpMark.OVERTAKEN, changes.make(up.note(session, client)));
        return noted.thenCompose(told -> changesAndRing.make())
                .thenCombine(noted, (rung, told) -> !told.contains(UpMark.OVERTAKEN));
    }
}
