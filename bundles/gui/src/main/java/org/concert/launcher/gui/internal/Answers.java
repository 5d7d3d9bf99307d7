/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.gui.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.concert.launcher.json.Json;
import org.concert.launcher.json.ProblemJson;

/** Answers of JSON; and those to whom nobody has let in. */
final class Answers {

    /** What the guard of {@code org.concert.launcher.http} says of who has sent a request that it has let in. */
    private static final String ROLE = "org.concert.launcher.role";

    /** For whoever speaks plain HTTP to a WebSocket. */
    static final int UPGRADE_REQUIRED = 426;

    private Answers() {}

    /**
     * Return whether a request came past the guard, which is just starting, or not there at all: then it is answered, and
     * nothing is to be told.
     */
    static boolean isStrange(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getAttribute(ROLE) != null) {
            return false;
        }
        response.setHeader("Retry-After", "1");
        problem(request, response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "the access control is just starting");
        return true;
    }

    static void problem(HttpServletRequest request, HttpServletResponse response, int status, String why)
            throws IOException {
        response.setStatus(status);
        String title = switch (status) {
            case HttpServletResponse.SC_METHOD_NOT_ALLOWED -> "Method Not Allowed";
            case UPGRADE_REQUIRED -> "Upgrade Required";
            default -> "Service Unavailable";
        };
        String document = ProblemJson.document(status, title, "Cannot answer: " + why, request.getRequestURI());
        send(response, ProblemJson.MEDIA_TYPE, json -> json.writeRaw(document));
    }

    static void send(HttpServletResponse response, String type, Json.Content content) throws IOException {
        byte[] body = Json.bytes(content);
        response.setContentType(type);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
