/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import org.concert.launcher.http.internal.access.AnswerMemory;
import org.concert.launcher.http.internal.access.RequestContext;
import org.concert.launcher.http.internal.launchers.LaunchedProcess;
import org.concert.launcher.http.internal.message.JsonBody;
import org.concert.launcher.http.internal.message.ProblemException;
import org.concert.launcher.http.internal.message.Shown;
import org.jspecify.annotations.Nullable;

/** One request as handlers see it. Used by the thread of the request. */
final class Call {

    private static final String IF_MATCH = "If-Match";

    private final HttpServletRequest request;
    private final Map<String, String> segments;
    private final JsonBody.Shape body;

    Call(HttpServletRequest request, Map<String, String> segments, JsonBody.Shape body) {
        this.request = request;
        this.segments = segments;
        this.body = body;
    }

    /** Return a segment of the path by its name in the template. */
    String segment(String name) {
        return Objects.requireNonNull(segments.get(name), name);
    }

    /** Return a parameter of the query, or null. */
    @Nullable
    String query(String name) {
        return request.getParameter(name);
    }

    /** Return a number of the query. */
    long number(String name, long fallback, long least, long most) throws ProblemException {
        String text = query(name);
        if (text == null) {
            return fallback;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Reported below, as a number out of range.
        }
        throw new ProblemException(
                HttpServletResponse.SC_BAD_REQUEST,
                "Cannot use " + name + "=" + Shown.of(text) + ": it is to be a whole number from " + least + " to "
                        + most);
    }

    /** Return a time of the query, in ISO 8601 and UTC. */
    Instant time(String name, Instant fallback) throws ProblemException {
        String text = query(name);
        if (text == null) {
            return fallback;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new ProblemException(
                    HttpServletResponse.SC_BAD_REQUEST,
                    "Cannot use " + name + "=" + Shown.of(text) + ": it is to be a time as 2026-11-30T06:30:00Z");
        }
    }

    /** Return a boolean of the query; false if absent. */
    boolean flag(String name) throws ProblemException {
        String text = query(name);
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true") || text.isEmpty()) {
            return true;
        }
        throw new ProblemException(
                HttpServletResponse.SC_BAD_REQUEST,
                "Cannot use " + name + "=" + Shown.of(text) + ": it is to be true or false");
    }

    /**
     * Refuse a query with parameters other than these. Parses the query itself, as the server would look for parameters in the body,
     * too, which has been read.
     */
    void requireQueryOf(Set<String> names) throws ProblemException {
        String query = request.getQueryString();
        if (query == null) {
            return;
        }
        for (String parameter : query.split("&", -1)) {
            String name = parameter.split("=", 2)[0];
            if (!parameter.isEmpty() && !names.contains(name)) {
                throw new ProblemException(
                        HttpServletResponse.SC_BAD_REQUEST,
                        "Cannot use the query parameter " + Shown.of(name) + ": "
                                + (names.isEmpty() ? "there are none here" : "there is " + String.join(", ", names)));
            }
        }
    }

    /** Return a function that reserves memory for an answer, and returns whether there was room. */
    LongPredicate room() {
        Optional<AnswerMemory.Share> share = RequestContext.currentShare();
        return share.isPresent() ? share.get()::take : bytes -> true;
    }

    /** Return whether only the headers of the answer are sent. */
    boolean isHead() {
        return request.getMethod().equals("HEAD");
    }

    /** Return the values of a header. */
    List<String> headers(String name) {
        return Collections.list(request.getHeaders(name));
    }

    /**
     * Check that a process has not changed since the client saw it, if the request has a condition.
     *
     * @throws ProblemException if it was started or stopped, or has ended since
     */
    void requireMatch(LaunchedProcess process) throws ProblemException {
        List<String> wanted = headers(IF_MATCH);
        String tag = process.tag();
        boolean matches = wanted.stream()
                .flatMap(tags -> Arrays.stream(tags.split(",", -1)))
                .map(String::strip)
                .anyMatch(one -> one.equals("*") || one.equals(tag));
        if (!wanted.isEmpty() && !matches) {
            throw new ProblemException(
                    HttpServletResponse.SC_PRECONDITION_FAILED,
                    "Cannot do that to '" + process.snapshot().name()
                            + "': it has changed since it was looked at (started, ended, or something is asked of it now);"
                            + " look at it again");
        }
    }

    /** Refuse a condition on one process in a request for several, where it would be ignored. */
    void requireNoMatch() throws ProblemException {
        if (!headers(IF_MATCH).isEmpty()) {
            throw new ProblemException(
                    HttpServletResponse.SC_BAD_REQUEST,
                    "Cannot heed " + IF_MATCH + " here: it is for requests to one process");
        }
    }

    /** Return a text that only repetitions of this request share. */
    String text() throws ProblemException {
        byte[] digest;
        try {
            digest = MessageDigest.getInstance("SHA-256").digest(bytes());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
        return request.getMethod() + " " + request.getRequestURI() + "?" + request.getQueryString() + " "
                + HexFormat.of().formatHex(digest);
    }

    /** Return the name of the user. */
    String user() {
        String user = request.getRemoteUser();
        return user == null ? "local" : user;
    }

    /** Return the body; an absent one counts as an empty object. */
    JsonBody body() throws ProblemException {
        byte[] bytes = bytes();
        if (bytes.length > 0 && !body.anyMediaType()) {
            requireJson();
        }
        return JsonBody.read(bytes, body);
    }

    private byte[] bytes() throws ProblemException {
        try (InputStream stream = request.getInputStream()) {
            // The guard has read it, and its size is limited.
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new ProblemException(
                    HttpServletResponse.SC_BAD_REQUEST, "Cannot read the body of the request: " + e.getMessage());
        }
    }

    private void requireJson() throws ProblemException {
        String type = request.getContentType();
        String plain = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!plain.equals("application/json")) {
            throw new ProblemException(
                    HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE,
                    "Cannot read the body of the request: its Content-Type is to be application/json");
        }
    }
}
