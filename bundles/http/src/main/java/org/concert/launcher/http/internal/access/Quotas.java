/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** What one user may have of the server at once: some of its threads, and some of its memory. */
final class Quotas {

    /** Of the two hundred threads of the server, for one user; a browser asks for six things at once. */
    static final int MOST_TURNS = 40;

    private final Turns turns = new Turns(MOST_TURNS);
    private final AnswerMemory memory = AnswerMemory.ofThisJvm();

    /** Take a request of a user on; empty if too many are being answered already. */
    Optional<Quota> begin(String user) {
        return turns.begin(user) ? Optional.of(new Quota(user, memory.share(user))) : Optional.empty();
    }

    /** What one request has of it. */
    final class Quota {

        private final String user;
        private final AnswerMemory.Share share;

        private Quota(String user, AnswerMemory.Share share) {
            this.user = user;
            this.share = share;
        }

        /** Return its part of the memory. */
        AnswerMemory.Share share() {
            return share;
        }

        /**
         * Give it back, if need be when the answer is taken: till then that is kept in memory.
         *
         * @param reading whether the answer is soon there; who waits for a start, or reads events, holds no thread
         */
        void end(HttpServletRequest request, boolean reading) {
            if (!request.isAsyncStarted()) {
                share.close();
                turns.end(user);
                return;
            }
            request.getAsyncContext().addListener(new AnswerEnd(() -> {
                share.close();
                if (reading) {
                    turns.end(user);
                }
            }));
            if (!reading) {
                turns.end(user);
            }
        }
    }
}
