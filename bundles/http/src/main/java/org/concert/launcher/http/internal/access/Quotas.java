/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** What one user may have of the server at once: some of its threads, and some of its memory. */
final class Quotas {

    /** Of the two hundred threads of the server, for one user; a browser asks for six things at once. */
    static final int MOST_TURNS = 40;

    private final Turns turns = new Turns(MOST_TURNS);
    private final AnswerMemory memory = AnswerMemory.ofThisJvm();

    /** Take a request of a user on; empty if too many are being answered already. */
    Optional<Quota> begin(String user) {
        return turns.begin(user) ? Optional.of(new Quota(user)) : Optional.empty();
    }

    /** What one request has of it. */
    final class Quota {

        private final String user;
        private final AnswerMemory.Share share;
        private final AtomicBoolean turnOver = new AtomicBoolean();

        private Quota(String user) {
            this.user = user;
            this.share = memory.share(user, this::endTurn);
        }

        private void endTurn() {
            if (!turnOver.getAndSet(true)) {
                turns.end(user);
            }
        }

        /** Return its part of the memory. */
        AnswerMemory.Share share() {
            return share;
        }

        /**
         * Give it back, if need be when the answer is taken: till then that is kept in memory.
         *
         * @param reading whether the answer is soon there; who waits for a start holds no thread
         */
        void end(HttpServletRequest request, boolean reading) {
            if (!request.isAsyncStarted()) {
                share.close();
                return;
            }
            if (!reading) {
                endTurn();
            }
            request.getAsyncContext().addListener(new AnswerEnd(share::close));
        }
    }
}
