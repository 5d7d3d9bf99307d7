/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import static org.concert.launcher.tmux.TmuxText.argument;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Which launchers keep to restart policies, and of which sessions: an option of the session in which launchers meet, with a
 * word {@code LAUNCHER=CLIENT=SESSION,...} for each. It counts as long as its control client is attached, so a launcher that was
 * killed needs not take it back.
 */
final class Supervision {

    private static final String OPTION = "@concert_supervised";
    private static final String MEETING = argument("=" + TmuxServer.MEETING + ":");

    /** Of launchers that are long gone some may be left; this many characters are kept. */
    private static final int LONGEST = 4000;

    /** What {@code list-panes} tells of it: the words and, behind {@code ;}, the clients that are attached. */
    static final String FORMAT =
            "#{S:#{?#{==:#{session_name}," + TmuxServer.MEETING + "},#{" + OPTION + "};#{session_attached_list},}}";

    private Supervision() {}

    /**
     * Return the command by which a launcher notes, in place of what it noted before, of which sessions it takes care.
     *
     * @param launcher letters, digits and {@code -}, told from those of all others
     */
    static String note(String launcher, Collection<String> sessions) {
        String others = "#{=-%d;s/ %s=[^ ]*//:%s}".formatted(LONGEST, launcher, OPTION);
        String own = " " + launcher + "=#{client_name}=" + String.join(",", sessions);
        return "set-option -F -t %s %s %s".formatted(MEETING, OPTION, argument(others + own));
    }

    /** Return whether somebody takes care of a session, by what was told in {@link #FORMAT}. */
    static boolean covers(String told, String session) {
        int end = told.lastIndexOf(';');
        if (end < 0) {
            return false;
        }
        List<String> attached = Arrays.asList(told.substring(end + 1).split(",", -1));
        return Arrays.stream(told.substring(0, end).split(" ", -1))
                .map(word -> word.split("=", -1))
                .anyMatch(word -> word.length == 3
                        && !word[1].isEmpty()
                        && attached.contains(word[1])
                        && Arrays.asList(word[2].split(",", -1)).contains(session));
    }
}
