/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** Answers with problem details as RFC 9457 has them. */
final class Problem {

    private static final JsonFactory JSON = new JsonFactory();

    private static final Map<Integer, String> TITLES = Map.of(
            400, "Bad request",
            401, "Not logged in",
            403, "Not allowed",
            405, "Method not allowed",
            408, "Request timeout",
            413, "Request too large",
            415, "Unsupported media type",
            429, "Too many attempts",
            503, "Busy");

    private Problem() {}

    /** Send it; no more of the request is read. */
    static void send(HttpServletResponse response, int status, String path, String detail) throws IOException {
        response.setStatus(status);
        response.setContentType("application/problem+json;charset=UTF-8");
        try (JsonGenerator json = JSON.createGenerator(response.getWriter())) {
            json.writeStartObject();
            json.writeStringField("type", "about:blank");
            json.writeStringField("title", TITLES.getOrDefault(status, "Error"));
            json.writeNumberField("status", status);
            json.writeStringField("detail", detail);
            json.writeStringField("instance", path);
            json.writeEndObject();
        }
    }
}
