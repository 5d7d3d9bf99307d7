/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import java.util.HashMap;
import java.util.Map;

/**
 * Bounds the memory that requests and their answers take at once, over all and for each user: what is large is counted
 * before it is made, until its answer has ended. Safe for use by several threads.
 */
public final class AnswerMemory {

    /** Of the memory of this JVM: the rest is for the launcher, and for what is not counted. */
    private static final int PART = 4;

    /** Of what there is for answers: nobody takes all of it from the others. */
    private static final int PART_OF_USER = 2;

    /** So little is not counted, so that who has used up the rest can still stop what moves. */
    private static final long SMALL = 4 * 1024;

    private final long most;
    private final long mostOfUser;

    /** Guarded by this, as is all that shares count. */
    private long taken;

    private final Map<String, Long> takenByUser = new HashMap<>();

    /** Create one for so many bytes of all and of each user. */
    public AnswerMemory(long most, long mostOfUser) {
        this.most = most;
        this.mostOfUser = mostOfUser;
    }

    /** Return a part of the memory of this JVM. */
    static AnswerMemory ofThisJvm() {
        long most = Runtime.getRuntime().maxMemory() / PART;
        return new AnswerMemory(most, most / PART_OF_USER);
    }

    /**
     * Return the share of a request of a user, with nothing in it.
     *
     * @param ended is run when the answer has ended, or goes on without a thread
     */
    public Share share(String user, Runnable ended) {
        return new Share(user, ended);
    }

    /** What one request takes. */
    public final class Share {

        private final String user;
        private final Runnable ended;
        private long bytes;
        private boolean refused;
        private boolean closed;

        private Share(String user, Runnable ended) {
            this.user = user;
            this.ended = ended;
        }

        /** Return whether there is room for so many bytes more, and count them then. */
        public boolean take(long more) {
            synchronized (AnswerMemory.this) {
                long own = takenByUser.getOrDefault(user, 0L);
                if (more > SMALL && (taken + more > most || own + more > mostOfUser)) {
                    refused = true;
                    return false;
                }
                count(more);
                return true;
            }
        }

        /** Give some bytes back. */
        public void giveBack(long less) {
            synchronized (AnswerMemory.this) {
                count(-Math.min(less, bytes));
            }
        }

        /** Return whether there was no room at some time. */
        public boolean isRefused() {
            synchronized (AnswerMemory.this) {
                return refused;
            }
        }

        /** Give back the turn of the user: the answer goes on for long, and needs no thread meanwhile. */
        public void lasts() {
            ended.run();
        }

        /**
         * Give everything back: the answer has ended. Of one whose reader has gone Jetty tells no AsyncListener, so who hears of that
         * calls this. A second call does nothing.
         */
        public void close() {
            synchronized (AnswerMemory.this) {
                if (closed) {
                    return;
                }
                count(-bytes);
                closed = true;
            }
            ended.run();
        }

        private void count(long more) {
            if (closed) {
                // Somebody still works on an answer that nobody waits for any more, and is soon done.
                return;
            }
            bytes += more;
            taken += more;
            long own = takenByUser.merge(user, more, Long::sum);
            if (own == 0) {
                takenByUser.remove(user);
            }
        }
    }
}
