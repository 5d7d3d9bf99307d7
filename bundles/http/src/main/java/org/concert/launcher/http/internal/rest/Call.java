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

/** One request, as the handlers see it. Used by the request's thread. */
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
            // Told below, as a number that is out of bounds.
        }
        throw new ProblemException(
                HttpServletResponse.SC_BAD_REQUEST,
                "Cannot use " + name + "=" + Shown.of(text) + ": it is to be a whole number from " + least + " to "
                        + most);
    }

    /** Return a time of the query, which is one of ISO 8601 in UTC. */
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

    /** Return a switch of the query; not there means false. */
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
     * Refuse a query that holds anything else than these parameters. (The text of the query, because the server would look for
     * parameters in a form too, and the body has been read.)
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

    /** Return what tells whether there is room for so many bytes more of an answer. */
    LongPredicate room() {
        Optional<AnswerMemory.Share> share = RequestContext.currentShare();
        return share.isPresent() ? share.get()::take : bytes -> true;
    }

    /** Return whether only the headers of the answer are wanted. */
    boolean isHead() {
        return request.getMethod().equals("HEAD");
    }

    /** Return the values of a header. */
    List<String> headers(String name) {
        return Collections.list(request.getHeaders(name));
    }

    /**
     * Make sure that a process is as the client has seen it last, if the client wants that.
     *
     * @throws ProblemException if it was started, stopped or has ended since
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

    /** Refuse a wish to meet one process as it was, where several are meant: it would be passed over. */
    void requireNoMatch() throws ProblemException {
        if (!headers(IF_MATCH).isEmpty()) {
            throw new ProblemException(
                    HttpServletResponse.SC_BAD_REQUEST,
                    "Cannot heed " + IF_MATCH + " here: it is for requests to one process");
        }
    }

    /** Return what tells this request from all others but its repetitions. */
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

    /** Return who asks. */
    String user() {
        String user = request.getRemoteUser();
        return user == null ? "local" : user;
    }

    /** Return the body; one that is not there counts as an empty object. */
    JsonBody body() throws ProblemException {
        byte[] bytes = bytes();
        if (bytes.length > 0 && !body.anyMediaType()) {
            requireJson();
        }
        return JsonBody.read(bytes, body);
    }

    private byte[] bytes() throws ProblemException {
        try (InputStream stream = request.getInputStream()) {
            // The guard has read it, and refuses what is too large.
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
