/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import java.util.HashMap;
import java.util.Map;

/**
 * Limits the memory of concurrent requests and answers, in total and for each user. Whatever is large is counted before it is allocated,
 * and released when its answer has ended. Thread-safe.
 */
public final class AnswerMemory {

    /** Divides the heap: the rest is for the launcher, and for what is not counted. */
    private static final int PART = 4;

    /** Divides the memory for answers: no user can take all of it. */
    private static final int PART_OF_USER = 2;

    /** Requests this small always succeed, so that a user whose memory is used up can still stop processes. */
    private static final long SMALL = 4 * 1024;

    private final long most;
    private final long mostOfUser;

    /** Guarded by this, as is all that shares count. */
    private long taken;

    private final Map<String, Long> takenByUser = new HashMap<>();

    /** Create one with limits in bytes, in total and for each user. */
    public AnswerMemory(long most, long mostOfUser) {
        this.most = most;
        this.mostOfUser = mostOfUser;
    }

    /** Create one for a part of the heap of this JVM. */
    static AnswerMemory ofThisJvm() {
        long most = Runtime.getRuntime().maxMemory() / PART;
        return new AnswerMemory(most, most / PART_OF_USER);
    }

    /**
     * Create an empty share for a request of a user.
     *
     * @param ended runs when the answer has ended, or no longer needs a thread
     */
    public Share share(String user, Runnable ended) {
        return new Share(user, ended);
    }

    /** The memory of one request. */
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

        /** Reserve more bytes; return whether there was room for them. */
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

        /** Release some bytes. */
        public void giveBack(long less) {
            synchronized (AnswerMemory.this) {
                count(-Math.min(less, bytes));
            }
        }

        /** Return whether a reservation has failed. */
        public boolean isRefused() {
            synchronized (AnswerMemory.this) {
                return refused;
            }
        }

        /** Stop counting against the user's concurrency limit: the answer goes on for long and holds no thread. */
        public void lasts() {
            ended.run();
        }

        /**
         * Release everything, as the answer has ended. Jetty notifies no AsyncListener when a reader disconnects, so whoever notices calls
         * this. Idempotent.
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
                // An answer that nobody waits for any more is still being made, and is soon done.
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
