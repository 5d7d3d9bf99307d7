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
 * Reads the bodies of requests before they are processed. Bodies are small and have to arrive soon: a client that sends a byte now and
 * then would otherwise hold a thread for as long as it likes.
 */
final class RequestBody implements AutoCloseable {

    static final int LARGEST = 1024 * 1024;

    /** Clients that are not logged in send nothing but name and password. */
    static final int LARGEST_OF_STRANGERS = 16 * 1024;

    /** Parsed JSON takes up to about twenty times its length. */
    private static final int BYTES_FOR_EACH = 20;

    private static final int PIECE = 8192;

    /** The server has two hundred threads; the others answer requests meanwhile. */
    private static final int MOST_OF_USERS = 100;

    /** Counted separately: otherwise slow log-ins could keep users from stopping processes. */
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
     * @param share counts its memory; empty if the sender is unknown
     * @throws ProblemException if it is refused: too large, too slow, or no room for it
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
        Interruption deadline = new Interruption(Thread.currentThread());
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

    private byte[] readAll(HttpServletRequest request, Interruption deadline, Optional<AnswerMemory.Share> share)
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

    /** Interrupts the reading thread, but never its work after the body. */
    private static final class Interruption {

        private final Thread reader;
        private boolean ended;
        private boolean passed;

        Interruption(Thread reader) {
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
