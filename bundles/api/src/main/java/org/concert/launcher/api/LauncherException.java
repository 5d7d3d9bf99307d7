/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.io.Serial;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * Something that a user can mend: a launcher file, a request, a machine. Its message is for people; it may have
 * several lines, each a complaint of its own.
 */
public class LauncherException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Create one from a complete sentence. */
    public LauncherException(String message) {
        super(message);
    }

    /** Create one from a complete sentence and what led to it. */
    public LauncherException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Return what a future failed with, without what waiting for it, or composing it with others, has wrapped around that. */
    public static Throwable causeOf(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** Return the complaints one by one. */
    public List<String> complaints() {
        return String.valueOf(getMessage()).lines().toList();
    }
}
