/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Limits the threads and the memory of the server that one user can hold at once. */
final class Quotas {

    /** The server has two hundred threads; a browser sends six requests at once. */
    static final int MOST_REQUESTS = 40;

    private final ConcurrencyLimit requests = new ConcurrencyLimit(MOST_REQUESTS);
    private final AnswerMemory memory = AnswerMemory.ofThisJvm();

    /** Begin a request of a user; empty if the user has too many in progress. */
    Optional<Quota> begin(String user) {
        return requests.begin(user) ? Optional.of(new Quota(user)) : Optional.empty();
    }

    /** The resources of one request. */
    final class Quota {

        private final String user;
        private final AnswerMemory.Share share;
        private final AtomicBoolean ended = new AtomicBoolean();

        private Quota(String user) {
            this.user = user;
            this.share = memory.share(user, this::endRequest);
        }

        private void endRequest() {
            if (!ended.getAndSet(true)) {
                requests.end(user);
            }
        }

        /** Return its memory share. */
        AnswerMemory.Share share() {
            return share;
        }

        /**
         * Release them; for an asynchronous answer, once that has been sent, as it is in memory until then.
         *
         * @param reading whether the answer comes soon; a request that waits for a start holds no thread
         */
        void end(HttpServletRequest request, boolean reading) {
            if (!request.isAsyncStarted()) {
                share.close();
                return;
            }
            if (!reading) {
                endRequest();
            }
            request.getAsyncContext().addListener(new AnswerEnd(share::close));
        }
    }
}
