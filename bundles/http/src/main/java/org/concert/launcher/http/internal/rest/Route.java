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
 * One thing that can be asked for.
 *
 * @param method the HTTP method
 * @param template the path, with names in braces for the segments that differ, such as {@code /api/v1/operations/{id}}
 * @param role what whoever asks has to be
 * @param media what is answered
 * @param body what may be in the body of the request; openapi.json and rest.md are held to it by a test
 * @param handler answers
 */
record Route(String method, String template, Role role, String media, Shape body, Handler handler) {

    private static final String JSON = "application/json";

    /** Answers a request; called on the request's thread, which it must not hold up. */
    @FunctionalInterface
    interface Handler {

        /** Answer, now or later. */
        CompletableFuture<Answer> handle(Call call) throws ProblemException, LauncherException;
    }

    /** Return something that viewers may ask for. */
    static Route reading(String template, Handler handler) {
        return new Route("GET", template, Role.VIEWER, JSON, Shape.NOTHING, handler);
    }

    /** Return something that viewers may ask for by a body. */
    static Route asking(String template, Shape body, Handler handler) {
        return new Route("POST", template, Role.VIEWER, JSON, body, handler);
    }

    /** Return a text that viewers may have as a file. */
    static Route file(String template, Handler handler) {
        return new Route("GET", template, Role.VIEWER, "text/plain", Shape.NOTHING, handler);
    }

    /** Return something that changes what runs. */
    static Route changing(String method, String template, Shape body, Handler handler) {
        return new Route(method, template, Role.OPERATOR, JSON, body, handler);
    }

    boolean changes() {
        return role == Role.OPERATOR;
    }

    /** Return the segments of a path that stand where this one has names, if it is this path. */
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
