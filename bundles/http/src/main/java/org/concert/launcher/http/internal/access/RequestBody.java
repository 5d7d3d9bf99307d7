/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.concert.launcher.http.internal.message.ProblemException;

/**
 * Reads the bodies of requests before anybody works with them: they are small, and have to be there soon. Whoever sends a
 * byte now and then would else keep a thread for as long as he likes.
 */
final class RequestBody implements AutoCloseable {

    static final int LARGEST = 1024 * 1024;

    /** Who is not logged in has nothing to send but name and password. */
    static final int LARGEST_OF_STRANGERS = 16 * 1024;

    /** What is made of JSON takes up to some twenty bytes for each of its own. */
    private static final int BYTES_FOR_EACH = 20;

    private static final int PIECE = 8192;

    /** Of the two hundred threads of the server; the others answer meanwhile. */
    private static final int MOST_OF_USERS = 100;

    /** Apart from those of users: else whoever sends slow log-ins would keep users from stopping what moves. */
    private static final int MOST_OF_STRANGERS = 50;

    private final Duration patience;
    private final Semaphore ofUsers;
    private final Semaphore ofStrangers;
    private final ScheduledExecutorService deadlines;

    RequestBody(Duration patience) {
        this(patience, MOST_OF_USERS, MOST_OF_STRANGERS);
    }

    RequestBody(Duration patience, int mostOfUsers, int mostOfStrangers) {
        this.patience = patience;
        this.ofUsers = new Semaphore(mostOfUsers);
        this.ofStrangers = new Semaphore(mostOfStrangers);
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "concert-http-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        deadlines = executor;
    }

    /**
     * Return the body of a request.
     *
     * @param share counts what it takes; empty if it is not that of a user
     * @throws ProblemException if it is not to be worked with; the status says why
     */
    byte[] read(HttpServletRequest request, Optional<AnswerMemory.Share> share) throws ProblemException, IOException {
        int largest = share.isPresent() ? LARGEST : LARGEST_OF_STRANGERS;
        if (request.getContentLengthLong() > largest) {
            throw tooLarge(largest);
        }
        if (request.getContentLengthLong() == 0
                || (request.getContentLengthLong() < 0 && request.getHeader("Transfer-Encoding") == null)) {
            return new byte[0];
        }
        Semaphore readers = share.isPresent() ? ofUsers : ofStrangers;
        if (!readers.tryAcquire()) {
            throw new ProblemException(503, "Cannot read the request: too many others are being read; try again");
        }
        Deadline deadline = new Deadline(Thread.currentThread());
        var unused = deadlines.schedule(deadline::pass, patience.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return readAll(request, deadline, share);
        } catch (IOException e) {
            if (deadline.hasPassed()) {
                throw tooSlow();
            }
            throw e;
        } finally {
            deadline.end();
            unused.cancel(false);
            readers.release();
        }
    }

    private byte[] readAll(HttpServletRequest request, Deadline deadline, Optional<AnswerMemory.Share> share)
            throws ProblemException, IOException {
        int largest = share.isPresent() ? LARGEST : LARGEST_OF_STRANGERS;
        InputStream in = request.getInputStream();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
            if (deadline.hasPassed()) {
                throw tooSlow();
            }
            if (share.isPresent() && !share.get().take((long) count * BYTES_FOR_EACH)) {
                throw new ProblemException(
                        503, "Cannot take the request: too much is being answered at once; try again");
            }
            body.write(piece, 0, count);
            if (body.size() > largest) {
                throw tooLarge(largest);
            }
        }
        return body.toByteArray();
    }

    private static ProblemException tooLarge(int largest) {
        return new ProblemException(413, "Cannot take the request: its body is larger than " + largest + " bytes");
    }

    private ProblemException tooSlow() {
        return new ProblemException(
                408, "Cannot take the request: its body was not there within " + patience.toSeconds() + " s");
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
    }

    /** Interrupts the reading thread, and never what that thread does afterwards. */
    private static final class Deadline {

        private final Thread reader;
        private boolean ended;
        private boolean passed;

        Deadline(Thread reader) {
            this.reader = reader;
        }

        synchronized void pass() {
            if (!ended) {
                passed = true;
                reader.interrupt();
            }
        }

        synchronized boolean hasPassed() {
            return passed;
        }

        /** On the reading thread. */
        synchronized void end() {
            ended = true;
            if (passed && Thread.interrupted()) {
                passed = true;
            }
        }
    }
}
