/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A line of {@code list-panes}, as tmux would print it for the format of the day. Immutable. */
public final class PaneLine {

    /** What leads to the process is longer than a name; see {@link Original}. */
    private static final String KEY = Original.KEY.substring(2, Original.KEY.length() - 1);

    private final Map<String, String> values;

    private PaneLine(Map<String, String> values) {
        this.values = values;
    }

    /** Return the line of a living pane, number 7, of a process. */
    public static PaneLine of(String process) {
        return new PaneLine(Map.of("pane_id", "%7", "pane_pid", "4711", "pane_dead", "0", KEY, process));
    }

    /** Return this line with another value for a variable or a mark. */
    public PaneLine with(String variable, String value) {
        Map<String, String> more = new HashMap<>(values);
        more.put(variable.equals(PaneFormat.PROCESS) ? KEY : variable, value);
        return new PaneLine(more);
    }

    /** Return this line with the end of its command; tmux leaves out the one that it is not. */
    public PaneLine dead(String status, String signal) {
        return with("pane_dead", "1").with("pane_dead_status", status).with("pane_dead_signal", signal);
    }

    PaneLine started(StartMark mark) {
        return with(PaneFormat.START, mark.encode());
    }

    /** Return this line with the time of its start. */
    public PaneLine startedAt(long millis) {
        return started(new StartMark("robot/p/run", millis, List.of(), Map.of(), "/log", ""));
    }

    /** Return the pane that it tells of. */
    public PaneRecord pane() {
        return PaneFormat.read(List.of(toString())).iterator().next();
    }

    /** Return the line. */
    @Override
    public String toString() {
        return Stream.of(PaneFormat.FORMAT.split("\\|", -1))
                .map(field -> values.getOrDefault(field.substring(2, field.length() - 1), ""))
                .collect(Collectors.joining("|"));
    }
}
