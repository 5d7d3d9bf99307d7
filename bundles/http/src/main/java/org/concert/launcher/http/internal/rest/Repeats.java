/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.rest;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.http.internal.message.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of requests that a client sends again, as no answer has reached it: they have the key of the first one, and
 * get its answer. Of each user the last keys are known; one whose request was refused or has failed is forgotten, as nothing
 * was done. Safe for use by several threads.
 */
final class Repeats {

    /** The header with the key that a client has made up. */
    static final String HEADER = "Idempotency-Key";

    static final int MOST_KEYS = 100;

    /** Enough for the answers to some hundred starts of fifty processes; of all users together, as there are few. */
    private static final long MOST_BYTES = 2L << 20;

    private static final int UNPROCESSABLE = 422;
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    /** By user and key, the oldest first. */
    private final Map<Id, Kept> kept = new LinkedHashMap<>();

    private record Id(String user, String key) {}

    private record Kept(String request, CompletableFuture<Answer> answer) {

        long size() {
            return answer.isDone() && !answer.isCompletedExceptionally()
                    ? answer.join().size()
                    : 0;
        }
    }

    /** Does what is asked for. */
    @FunctionalInterface
    interface Action {

        /** Do it, and answer now or later. */
        CompletableFuture<Answer> answer() throws ProblemException, LauncherException;
    }

    /**
     * Do something, unless it was asked for with this key before.
     *
     * @param request tells it from all others: the same key for something else is a mistake of the client
     * @return the answer, of the first request with this key
     */
    CompletableFuture<Answer> once(String user, String key, String request, Action action)
            throws ProblemException, LauncherException {
        if (!KEY.matcher(key).matches()) {
            throw new ProblemException(
                    HttpServletResponse.SC_BAD_REQUEST,
                    "Cannot use this " + HEADER + ": it is to be 1 to 255 visible characters of ASCII, and there once");
        }
        Id id = new Id(user, key);
        Kept own = new Kept(request, new CompletableFuture<>());
        Kept first = putIfAbsent(id, own);
        if (first != null) {
            return first.answer();
        }
        CompletionStage<Answer> answer;
        try {
            answer = action.answer();
        } catch (ProblemException | LauncherException | RuntimeException e) {
            forget(id, own);
            own.answer().completeExceptionally(e);
            throw e;
        }
        answer.whenComplete((done, failure) -> {
            if (failure == null) {
                own.answer().complete(done);
            } else {
                forget(id, own);
                own.answer().completeExceptionally(failure);
            }
        });
        return own.answer();
    }

    private synchronized @Nullable Kept putIfAbsent(Id id, Kept own) throws ProblemException {
        Kept first = kept.get(id);
        if (first == null) {
            makeRoom(id.user());
            kept.put(id, own);
            return null;
        }
        if (!first.request().equals(own.request())) {
            throw new ProblemException(
                    UNPROCESSABLE,
                    "Cannot use this " + HEADER + " again: it was that of another request; make up a new one");
        }
        return first;
    }

    private void makeRoom(String user) {
        long ofUser =
                kept.keySet().stream().filter(id -> id.user().equals(user)).count();
        long bytes = kept.values().stream().mapToLong(Kept::size).sum();
        Iterator<Map.Entry<Id, Kept>> oldest = kept.entrySet().iterator();
        while (oldest.hasNext() && (ofUser >= MOST_KEYS || bytes > MOST_BYTES)) {
            Map.Entry<Id, Kept> entry = oldest.next();
            boolean sameUser = entry.getKey().user().equals(user);
            if (sameUser || bytes > MOST_BYTES) {
                bytes -= entry.getValue().size();
                ofUser -= sameUser ? 1 : 0;
                oldest.remove();
            }
        }
    }

    private synchronized void forget(Id id, Kept own) {
        kept.remove(id, own);
    }
}
