/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.rest;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.concert.launcher.json.ProblemJson;

/** Why a request is not answered, as problem details. */
public final class ProblemAnswer {

    private static final Map<Integer, String> TITLES = Map.of(
            400, "Bad Request",
            404, "Not Found",
            405, "Method Not Allowed",
            406, "Not Acceptable",
            409, "Conflict",
            413, "Content Too Large",
            415, "Unsupported Media Type",
            422, "Unprocessable Content",
            500, "Internal Server Error",
            503, "Service Unavailable");

    private ProblemAnswer() {}

    /** Return the document. */
    static String document(int status, String detail, String path) {
        return ProblemJson.document(status, TITLES.getOrDefault(status, "Error"), detail, path);
    }

    /** Send it. */
    public static void send(HttpServletResponse response, int status, String detail, String path) throws IOException {
        response.setStatus(status);
        response.setContentType(ProblemJson.MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getOutputStream().write(document(status, detail, path).getBytes(StandardCharsets.UTF_8));
    }
}
