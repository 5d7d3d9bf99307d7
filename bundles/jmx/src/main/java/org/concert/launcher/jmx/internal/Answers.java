/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.concert.launcher.api.Actor;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.RequestException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a launcher, and turns what goes wrong into exceptions of {@code java.lang} that carry a message and no cause: a
 * remote client has none of our classes, and could read nothing else.
 */
final class Answers {

    private static final Logger logger = LoggerFactory.getLogger(Answers.class);

    private final Duration patience;

    /**
     * Create one.
     *
     * @param patience how long a caller may be kept waiting for a machine
     */
    Answers(Duration patience) {
        this.patience = patience;
    }

    /** A question to the launcher that it may refuse. */
    @FunctionalInterface
    interface Question<T> {
        T ask() throws RequestException;
    }

    /**
     * Return what the launcher says at once.
     *
     * @throws IllegalArgumentException if the request does not fit the launcher file
     * @throws IllegalStateException if the launcher failed
     */
    static <T> T now(String what, Question<T> question) {
        try {
            return Actor.callAs(actor(), question::ask);
        } catch (RequestException e) {
            throw new IllegalArgumentException(e.getMessage());
        } catch (Exception e) {
            logger.error("Cannot {}", what, e);
            throw new IllegalStateException("Cannot " + what + ": " + e);
        }
    }

    /**
     * Return what the launcher says in time.
     *
     * @throws IllegalArgumentException if the request does not fit the launcher file
     * @throws IllegalStateException if there was no answer in time, or none to be had
     */
    <T> T soon(String what, Question<? extends Future<T>> question) {
        Future<T> answer = now(what, question);
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IllegalStateException("Cannot " + what + ": no answer within " + patience.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot " + what + ": " + reason(e));
        } catch (CancellationException e) {
            throw new IllegalStateException("Cannot " + what + ": it was called off");
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Cannot " + what + ": interrupted");
        }
    }

    /** Whoever comes by no way that knows of users has attached to this JVM, and so is the user of its process. */
    private static Actor actor() {
        return Actor.bound().orElseGet(() -> Actor.ofProcess("jmx"));
    }

    /** Return the words of what went wrong, without the wrapping of futures. */
    static String reason(Throwable error) {
        Throwable cause = LauncherException.causeOf(error);
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
