/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui.model;

import java.util.List;

/** The keys, in words. */
final class HelpText {

    static final List<String> LINES = List.of(
            " Up Down PgUp PgDn g G  move            j k  the same",
            " Space  mark, and go on  a  mark all    F  mark what failed",
            " s  start                v  start with variants, parameters",
            " x  stop                 X  stop all     K  kill (SIGKILL)",
            " r  restart              u  targets: preview, bring up",
            "    The marked processes are meant, else the one you are on.",
            " /  filter as you type: words; !word is what is not to be",
            " o  sort by the next column   O  the other way round",
            " b  group by category, machine, not     t  dependency tree",
            " d  all about it: why, since when, who  h  what happened",
            " m  CPU and memory since this ui looks on, an hour at most",
            " Enter  output only, and back   Tab  move in the output",
            " f  pause or follow    w  wrap lines     T  times",
            " In the output: / search  n N matches  & only lines (regex)",
            " The mouse chooses and scrolls; with Shift it selects text.",
            " q  leave: what runs goes on            Esc  back, unmark");

    /** The most important first; help and the way out are shown always. */
    private static final List<String> OF_LIST = List.of(
            "s start",
            "x stop",
            "r restart",
            "v variants",
            "/ filter",
            "Space mark",
            "Enter output",
            "u targets",
            "d why",
            "t tree",
            "h history",
            "m memory",
            "o sort",
            "b group",
            "K kill",
            "F failed",
            "X stop all");

    private static final List<String> OF_OUTPUT = List.of(
            "Up/Down scroll",
            "f follow",
            "/ search",
            "n older",
            "N newer",
            "& filter",
            "w wrap",
            "T times",
            "Tab back");

    private static final String ALWAYS = "? help  q quit";

    private HelpText() {}

    /** Return the line of keys for a terminal of this width. */
    static String line(boolean output, int width) {
        var line = new StringBuilder();
        for (String key : output ? OF_OUTPUT : OF_LIST) {
            if (line.length() + key.length() + 2 + ALWAYS.length() < width - 1) {
                line.append(key).append("  ");
            }
        }
        return line.append(ALWAYS).toString();
    }
}
