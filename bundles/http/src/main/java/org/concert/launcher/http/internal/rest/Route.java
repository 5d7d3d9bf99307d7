/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.access.Role;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.http.internal.message.JsonBody.Shape;
import org.concert.launcher.http.internal.message.ProblemException;

/**
 * One method of one path of the API.
 *
 * @param method the HTTP method
 * @param template the path, with names in braces for the segments that differ, such as {@code /api/v1/operations/{id}}
 * @param role the role that is required
 * @param media the media type of the answer
 * @param body what the body of a request may contain; a test compares openapi.json and rest.md with it
 * @param handler answers requests
 */
record Route(String method, String template, Role role, String media, Shape body, Handler handler) {

    private static final String JSON = "application/json";

    /** Answers a request; called on the thread of the request, which it must not block. */
    @FunctionalInterface
    interface Handler {

        /** Answer, now or later. */
        CompletableFuture<Answer> handle(Call call) throws ProblemException, LauncherException;
    }

    /** Return a GET route for viewers. */
    static Route reading(String template, Handler handler) {
        return new Route("GET", template, Role.VIEWER, JSON, Shape.NOTHING, handler);
    }

    /** Return a POST route for viewers that changes nothing. */
    static Route asking(String template, Shape body, Handler handler) {
        return new Route("POST", template, Role.VIEWER, JSON, body, handler);
    }

    /** Return a GET route for viewers that answers a text file. */
    static Route file(String template, Handler handler) {
        return new Route("GET", template, Role.VIEWER, "text/plain", Shape.NOTHING, handler);
    }

    /** Return a route for operators. */
    static Route changing(String method, String template, Shape body, Handler handler) {
        return new Route(method, template, Role.OPERATOR, JSON, body, handler);
    }

    boolean changes() {
        return role == Role.OPERATOR;
    }

    /** Return the segments of a path that stand for the names in the template; empty if it does not match. */
    Optional<Map<String, String>> match(List<String> path) {
        List<String> wanted = List.of(template.substring(1).split("/", -1));
        if (wanted.size() != path.size()) {
            return Optional.empty();
        }
        Map<String, String> found = new LinkedHashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            String segment = wanted.get(i);
            if (segment.startsWith("{")) {
                found.put(segment.substring(1, segment.length() - 1), path.get(i));
            } else if (!segment.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(found);
    }
}
