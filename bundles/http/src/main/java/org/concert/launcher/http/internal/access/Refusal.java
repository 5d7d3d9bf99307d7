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
 * The answer to a request that is not admitted.
 *
 * @param status the HTTP status
 * @param detail the explanation for the sender
 * @param recorded the reason for the audit log; empty if it is not recorded there
 * @param plain whether the answer is a line of plain text, for people in front of a browser, and no problem details
 * @param headers additional headers of the answer
 */
record Refusal(int status, String detail, String recorded, boolean plain, Map<String, String> headers) {

    /** Create a refusal that is not recorded in the audit log. */
    static Refusal of(int status, String detail) {
        return new Refusal(status, detail, "", false, Map.of());
    }

    /** Create the refusal to check a password after too many wrong ones. */
    static Refusal tooManyTries(Duration pause) {
        long seconds = Math.max(1, pause.plusMillis(999).toSeconds());
        return of(429, "Cannot check the password now: try again in " + seconds + " s")
                .with("Retry-After", Long.toString(seconds));
    }

    /** Return a copy with a reason for the audit log. */
    Refusal recorded(String reason) {
        return new Refusal(status, detail, reason, plain, headers);
    }

    /** Return a copy whose answer is plain text. */
    Refusal asText() {
        return new Refusal(status, detail, recorded, true, headers);
    }

    /** Return a copy with a header added. */
    Refusal with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Refusal(status, detail, recorded, plain, more);
    }

    /** Return this, or empty if the request passes. */
    Optional<Refusal> unless(boolean passes) {
        return passes ? Optional.empty() : Optional.of(this);
    }

    /** Send it as the answer to a request. */
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
