/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the Python original has started: its windows have none of our marks, but the name of the process and a program that
 * nobody else runs there. A process of it is stopped by keys: its wrapper has the command in a terminal of its own, to which it
 * hands on keys, but no signals.
 */
public final class Original {

    private static final String WRAPPED = "#{m:/tmp/concert_launcher_wrapper.bash *,#{pane_start_command}}";

    /** The later ones mark their windows, wherever their wrapper lies. */
    private static final String MANAGED = "#{@concert_launcher_managed}";

    /** It shows each window in several sessions, which form a group by the name of the first. */
    private static final String SESSION = "#{?session_group,#{session_group},#{session_name}}";

    /** Stands before what is not ours. */
    private static final String SIGN = "!";

    /**
     * The format of the process in a pane: of our marks or, where there are none, as the original names windows, with a sign
     * before it; else empty.
     */
    static final String KEY = "#{?%1$s,#{%1$s},#{?%2$s,%4$s,#{?%3$s,%4$s,}}}"
            .formatted(PaneFormat.PROCESS, WRAPPED, MANAGED, SIGN + SESSION + "/#{window_name}");

    private static final Pattern NAMES = Pattern.compile(SIGN + "[A-Za-z0-9_-]+/[A-Za-z0-9_-]+");

    /** Nothing carries such a run, so that nothing but what descends from the pane is taken for a part of the process. */
    private static final String RUN = "original";

    private Original() {}

    /** Return whether what {@link #KEY} gave is of a window of the original. */
    static boolean isKey(String text) {
        return text.startsWith(SIGN);
    }

    /** Return whether a process can have such a name: of windows with others nothing is known. */
    static boolean isUsable(String text) {
        return NAMES.matcher(text).matches();
    }

    /** Return the process that {@link #KEY} gave. */
    static ProcessKey process(String text) {
        return ProcessKey.parse(isKey(text) ? text.substring(SIGN.length()) : text);
    }

    /** Return what stands for the mark of a start, of which nobody has noted anything. */
    static StartMark mark(String paneId) {
        return new StartMark(RUN + paneId.substring(1), 0, List.of(), Map.of(), "", "");
    }

    /** Return whether a run is one that the original has begun. */
    public static boolean isRun(String run) {
        return run.startsWith(RUN);
    }

    /** Return why no output of it is captured. */
    static String output(String name) {
        return "the Python launcher has started it; its output is in /tmp/" + name + ".stdout";
    }
}
