/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.notifications;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.management.NotificationFilterSupport;
import javax.management.ObjectName;
import org.jolokia.json.JSONObject;
import org.jolokia.server.core.request.notification.AddCommand;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks to be told of.
 *
 * @param mbean an MBean, or a pattern of several
 * @param mode how
 * @param types of notifications, by their beginning; empty for all
 * @param handback what the client wants to have with each; text, a number or a few of them
 */
record Wish(
        ObjectName mbean,
        Mode mode,
        List<String> types,
        @Nullable Object handback) {

    private static final int MOST_TYPES = 20;

    /** It is kept for as long as the client is there. */
    private static final int LARGEST_HANDBACK = 1_000;

    private static final int DEEPEST_HANDBACK = 5;

    /** How a client takes notifications. */
    enum Mode {
        PULL,
        SSE;

        static Optional<Mode> of(@Nullable String word) {
            if ("pull".equals(word)) {
                return Optional.of(PULL);
            }
            return "sse".equals(word) ? Optional.of(SSE) : Optional.empty();
        }

        static RefusedException unknown(@Nullable String word) {
            return RefusedException.malformed("Cannot tell by '" + word + "': the modes are pull and sse");
        }
    }

    static Wish of(AddCommand command) throws RefusedException {
        Mode mode = Mode.of(command.getMode()).orElseThrow(() -> Mode.unknown(command.getMode()));
        List<?> filter = command.getFilter();
        List<String> types = filter == null
                ? List.of()
                : filter.stream().map(String::valueOf).toList();
        if (types.size() > MOST_TYPES || types.toString().length() > LARGEST_HANDBACK) {
            throw RefusedException.malformed("Cannot take this filter: name " + MOST_TYPES + " types at most");
        }
        if (size(command.getHandback(), DEEPEST_HANDBACK) > LARGEST_HANDBACK) {
            throw RefusedException.malformed(
                    "Cannot keep this handback: it may have " + LARGEST_HANDBACK + " characters at most");
        }
        return new Wish(command.getObjectName(), mode, types, command.getHandback());
    }

    /** Return about how much a value of JSON takes; very much if it is nested deeply. */
    private static long size(@Nullable Object value, int depth) {
        if (depth < 0) {
            return Integer.MAX_VALUE;
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .mapToLong(entry -> size(entry.getKey(), depth - 1) + size(entry.getValue(), depth - 1))
                    .sum();
        }
        if (value instanceof List<?> list) {
            return list.stream().mapToLong(item -> size(item, depth - 1)).sum();
        }
        return String.valueOf(value).length();
    }

    /** Return a filter for JMX, or null if all is to be told. */
    @Nullable
    NotificationFilterSupport filter() {
        if (types.isEmpty()) {
            return null;
        }
        var filter = new NotificationFilterSupport();
        types.forEach(filter::enableType);
        return filter;
    }

    /** Return it as Jolokia lists it. */
    JSONObject listed() {
        var listed = new JSONObject();
        listed.put("mbean", mbean.toString());
        if (!types.isEmpty()) {
            listed.put("filter", types);
        }
        if (handback != null) {
            listed.put("handback", handback);
        }
        return listed;
    }
}
