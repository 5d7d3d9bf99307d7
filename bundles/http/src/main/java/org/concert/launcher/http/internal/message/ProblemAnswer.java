/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.message;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.concert.launcher.json.ProblemJson;

/** Why a request is not answered, as problem details. */
public final class ProblemAnswer {

    /** The words of RFC 9110, and of RFC 6585 for 429. */
    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(406, "Not Acceptable"),
            Map.entry(408, "Request Timeout"),
            Map.entry(409, "Conflict"),
            Map.entry(412, "Precondition Failed"),
            Map.entry(413, "Content Too Large"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(422, "Unprocessable Content"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(503, "Service Unavailable"));

    private ProblemAnswer() {}

    /** Return the document. */
    public static String document(int status, String detail, String path) {
        return ProblemJson.document(status, TITLES.getOrDefault(status, "Error"), detail, path);
    }

    /** Send it; who is to try again is told when, in a second unless the answer says so already. */
    public static void send(HttpServletResponse response, int status, String detail, String path) throws IOException {
        response.setStatus(status);
        if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE && !response.containsHeader("Retry-After")) {
            response.setHeader("Retry-After", "1");
        }
        response.setContentType(ProblemJson.MEDIA_TYPE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getOutputStream().write(document(status, detail, path).getBytes(StandardCharsets.UTF_8));
    }
}
