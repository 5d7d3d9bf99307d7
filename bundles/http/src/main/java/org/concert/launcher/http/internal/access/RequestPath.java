/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.concert.launcher.access.Role;

/**
 * What the path of a request says of who may send it. Only a path that can be read in one way opens anything: encoded or
 * doubled slashes, dots and parameters are what servers disagree about.
 *
 * @param raw the path as it was sent
 * @param plain whether it can be read in one way only
 */
record RequestPath(String raw, boolean plain) {

    static final String LOGIN = "/api/v1/login";
    static final String LOGOUT = "/api/v1/logout";
    static final String ME = "/api/v1/me";
    static final String AUDIT = "/api/v1/audit";

    private static final Predicate<String> PLAIN_SEGMENT =
            Pattern.compile("[A-Za-z0-9_@~-][A-Za-z0-9._@~-]*").asMatchPredicate();

    /** Up and about in the tree, and what no name has: control characters, backslashes. */
    private static final Pattern HOSTILE = Pattern.compile(
            "(?i)(^|/|%2f|\\\\|%5c)(\\.|%2e){1,2}(;[^/]*)?(/|%2f|\\\\|%5c|$)|%[01][0-9a-f]|%7f|[\\x00-\\x1f\\x7f\\\\]");

    private static final Set<String> STATIC = Set.of("/", "/index.html", "/favicon.ico");
    private static final Set<String> READING_METHODS = Set.of("GET", "HEAD");
    private static final String JOLOKIA = "/jolokia";

    static RequestPath of(String raw) {
        return new RequestPath(raw, isPlain(raw));
    }

    /** Look at each segment for itself: a pattern of all of them would need a deeper stack for each of some thousands. */
    private static boolean isPlain(String raw) {
        if (!raw.startsWith("/")) {
            return false;
        }
        String inner = raw.substring(1, raw.endsWith("/") ? Math.max(1, raw.length() - 1) : raw.length());
        return inner.isEmpty()
                ? raw.equals("/")
                : Arrays.stream(inner.split("/", -1)).allMatch(PLAIN_SEGMENT);
    }

    /** Return whether nobody who means well sends such a path. */
    boolean isHostile() {
        return HOSTILE.matcher(raw).find();
    }

    /** Return whether this is a file of the console, which holds nothing that is to be kept from anybody. */
    boolean isStatic() {
        return plain && (STATIC.contains(raw) || raw.startsWith("/console/"));
    }

    /** Return whether everybody may ask for it. */
    boolean isOpen() {
        return isStatic()
                || (plain && (raw.equals("/health") || raw.startsWith("/health/") || raw.equals(LOGIN) || isMe()));
    }

    /** Return whether it asks who is logged in. */
    boolean isMe() {
        return raw.equals(ME);
    }

    /** Return whether everybody is answered, and who is known is told more. */
    boolean tellsMoreToKnown() {
        return isMe() || raw.equals("/health") || raw.equals("/health/ready");
    }

    /** Return whether a method changes nothing. */
    static boolean isReading(String method) {
        return READING_METHODS.contains(method);
    }

    /** Return the role that a method needs here, unless a route says otherwise; empty if everybody may use it. */
    Optional<Role> needed(String method) {
        boolean reads = isReading(method);
        if (isOpen() && (reads || (raw.equals(LOGIN) && method.equals("POST")))) {
            return Optional.empty();
        }
        return Optional.of(reads || isJolokia() ? Role.VIEWER : Role.OPERATOR);
    }

    /** Return whether Jolokia answers, whose restrictor looks at each of what may be many requests in one. */
    boolean isJolokia() {
        return raw.equals(JOLOKIA) || (raw.startsWith(JOLOKIA + "/") && !raw.contains("//") && !raw.contains(";"));
    }
}
