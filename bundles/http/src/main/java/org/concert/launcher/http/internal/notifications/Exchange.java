/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.notifications;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The HTTP request that a thread answers by Jolokia, which hands its handlers only what was asked. */
public record Exchange(HttpServletRequest request, HttpServletResponse response) {

    private static final ThreadLocal<@Nullable Exchange> CURRENT = new ThreadLocal<>();

    /** Answers a request. */
    @FunctionalInterface
    public interface Answer {

        /** Answer it. */
        void send() throws ServletException, IOException;
    }

    /** Answer the request, with this bound to the thread. */
    public void bind(Answer answer) throws ServletException, IOException {
        CURRENT.set(this);
        try {
            answer.send();
        } finally {
            CURRENT.remove();
        }
    }

    static Optional<Exchange> current() {
        return Optional.ofNullable(CURRENT.get());
    }
}
