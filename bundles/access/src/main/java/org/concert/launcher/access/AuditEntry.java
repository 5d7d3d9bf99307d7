/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who asked for what, and whether it was let through. What is very long is cut: it comes from outside.
 *
 * @param time when
 * @param user who; {@code -} if nobody knows
 * @param source from where, as {@link org.concert.launcher.api.Actor#source}
 * @param action {@code start}, {@code stop}, {@code kill}, {@code restart}, {@code reload}, {@code login}, or what was
 *     asked for and denied
 * @param session the tmux session of the launcher; empty where it was none
 * @param processes the processes asked for
 * @param variants the variants asked for
 * @param params the parameters asked for
 * @param result what became of it
 * @param reason why it came to nothing; empty if it did not
 */
public record AuditEntry(
        Instant time,
        String user,
        String source,
        String action,
        String session,
        List<String> processes,
        List<String> variants,
        Map<String, String> params,
        Result result,
        String reason) {

    private static final int LONGEST_TEXT = 300;
    private static final int LONGEST_REASON = 1_000;
    private static final int MOST_NAMES = 1_000;
    private static final int MOST_VALUES = 100;

    /** What became of it. */
    public enum Result {
        /** It was done, or begun. */
        ACCEPTED,
        /** The launcher could not do it: it does not fit the launcher file. */
        REFUSED,
        /** It was begun, and came to nothing. Written when it did, besides the entry of its begin. */
        FAILED,
        /** The user may not do it, or is not known. */
        DENIED
    }

    /** Cut what is too long, and copy the collections. */
    public AuditEntry {
        user = cut(user, LONGEST_TEXT);
        source = cut(source, LONGEST_TEXT);
        action = cut(action, LONGEST_TEXT);
        session = cut(session, LONGEST_TEXT);
        processes = cut(processes, MOST_NAMES);
        variants = cut(variants, MOST_VALUES);
        params = cut(params);
        reason = cut(reason, LONGEST_REASON);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "...";
    }

    private static List<String> cut(List<String> texts, int most) {
        List<String> cut = new ArrayList<>();
        texts.stream().limit(most).forEach(text -> cut.add(cut(text, LONGEST_TEXT)));
        if (texts.size() > most) {
            cut.add("... and " + (texts.size() - most) + " more");
        }
        return List.copyOf(cut);
    }

    private static Map<String, String> cut(Map<String, String> texts) {
        Map<String, String> cut = new LinkedHashMap<>();
        texts.entrySet().stream()
                .limit(MOST_VALUES)
                .forEach(entry -> cut.put(cut(entry.getKey(), LONGEST_TEXT), cut(entry.getValue(), LONGEST_TEXT)));
        return Map.copyOf(cut);
    }
}
