/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.concert.launcher.http.internal.message.ProblemAnswer;

/**
 * Why a request is not let in.
 *
 * @param status the status of the answer
 * @param detail what its sender reads
 * @param recorded what the audit log says; empty if it is not recorded
 * @param plain whether the answer is one line of text, as a person in front of a browser reads it
 * @param headers further headers of the answer
 */
record Refusal(int status, String detail, String recorded, boolean plain, Map<String, String> headers) {

    /** Return a refusal that the audit log does not have. */
    static Refusal of(int status, String detail) {
        return new Refusal(status, detail, "", false, Map.of());
    }

    /** Return that a password is not checked now, as too many were wrong. */
    static Refusal tooManyTries(Duration pause) {
        long seconds = Math.max(1, pause.plusMillis(999).toSeconds());
        return of(429, "Cannot check the password now: try again in " + seconds + " s")
                .with("Retry-After", Long.toString(seconds));
    }

    /** Return it with what the audit log says. */
    Refusal recorded(String reason) {
        return new Refusal(status, detail, reason, plain, headers);
    }

    /** Return it as one line of text. */
    Refusal asText() {
        return new Refusal(status, detail, recorded, true, headers);
    }

    /** Return it with a header of the answer. */
    Refusal with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Refusal(status, detail, recorded, plain, more);
    }

    /** Return it, unless a request passes. */
    Optional<Refusal> unless(boolean passes) {
        return passes ? Optional.empty() : Optional.of(this);
    }

    /** Answer a request with it. */
    void send(HttpServletResponse response, String path) throws IOException {
        headers.forEach(response::setHeader);
        if (plain) {
            response.setStatus(status);
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().println(detail);
        } else {
            ProblemAnswer.send(response, status, detail, path);
        }
    }
}
