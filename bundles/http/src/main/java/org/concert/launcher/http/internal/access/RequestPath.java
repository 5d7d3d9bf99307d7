/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.concert.launcher.access.Role;

/**
 * The path of a request, and the role it requires by default. Only an unambiguous path is open to anyone: servers interpret encoded or
 * doubled slashes, dots and parameters differently.
 *
 * @param raw the path as it was sent
 * @param plain whether it is unambiguous
 */
record RequestPath(String raw, boolean plain) {

    static final String LOGIN = "/api/v1/login";
    static final String LOGOUT = "/api/v1/logout";
    static final String ME = "/api/v1/me";
    static final String AUDIT = "/api/v1/audit";

    private static final Predicate<String> PLAIN_SEGMENT =
            Pattern.compile("[A-Za-z0-9_@~-][A-Za-z0-9._@~-]*").asMatchPredicate();

    /** Dot segments, control characters and backslashes. */
    private static final Pattern HOSTILE = Pattern.compile(
            "(?i)(^|/|%2f|\\\\|%5c)(\\.|%2e){1,2}(;[^/]*)?(/|%2f|\\\\|%5c|$)|%[01][0-9a-f]|%7f|[\\x00-\\x1f\\x7f\\\\]");

    private static final Set<String> STATIC = Set.of("/", "/index.html", "/favicon.ico");
    private static final Set<String> READING_METHODS = Set.of("GET", "HEAD");
    private static final String JOLOKIA = "/jolokia";

    static RequestPath of(String raw) {
        return new RequestPath(raw, isPlain(raw));
    }

    /** Matched segment by segment: one pattern for all would overflow the stack on thousands of them. */
    private static boolean isPlain(String raw) {
        if (!raw.startsWith("/")) {
            return false;
        }
        String inner = raw.substring(1, raw.endsWith("/") ? Math.max(1, raw.length() - 1) : raw.length());
        return inner.isEmpty()
                ? raw.equals("/")
                : Arrays.stream(inner.split("/", -1)).allMatch(PLAIN_SEGMENT);
    }

    /** Return whether only an attacker sends such a path. */
    boolean isHostile() {
        return HOSTILE.matcher(raw).find();
    }

    /** Return whether this is a file of the console, none of which is confidential. */
    boolean isStatic() {
        return plain && (STATIC.contains(raw) || raw.startsWith("/console/"));
    }

    /** Return whether anyone may read it. */
    boolean isOpen() {
        return isStatic()
                || (plain && (raw.equals("/health") || raw.startsWith("/health/") || raw.equals(LOGIN) || isMe()));
    }

    /** Return whether this asks who is logged in. */
    boolean isMe() {
        return raw.equals(ME);
    }

    /** Return whether anyone is answered, but known senders in more detail. */
    boolean tellsMoreToKnown() {
        return isMe() || raw.equals("/health") || raw.equals("/health/ready");
    }

    /** Return whether a method changes nothing. */
    static boolean isReading(String method) {
        return READING_METHODS.contains(method);
    }

    /** Return the role that a method requires unless a route says otherwise; empty if anyone may use it. */
    Optional<Role> needed(String method) {
        boolean reads = isReading(method);
        if (isOpen() && (reads || (raw.equals(LOGIN) && method.equals("POST")))) {
            return Optional.empty();
        }
        return Optional.of(reads || isJolokia() ? Role.VIEWER : Role.OPERATOR);
    }

    /** Return whether Jolokia answers this. Its restrictor checks each request of a bulk. */
    boolean isJolokia() {
        return raw.equals(JOLOKIA) || (raw.startsWith(JOLOKIA + "/") && !raw.contains("//") && !raw.contains(";"));
    }
}
