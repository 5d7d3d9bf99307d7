/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.json.StatusJson;
import org.jspecify.annotations.Nullable;

/** For files and pipes: all that is known once more after each change. */
public final class StatusLines implements StatusDisplay {

    private final PrintStream out;
    private final Function<List<ProcessSnapshot>, List<?>> relevant;
    private final BiFunction<List<ProcessSnapshot>, Instant, List<String>> text;
    private @Nullable List<?> shown;
    private boolean closed;

    /**
     * Create one.
     *
     * @param out takes the lines; flushed after each change
     * @param relevant gives that of what is known whose change is a change
     * @param text gives the lines to print
     */
    private StatusLines(
            PrintStream out,
            Function<List<ProcessSnapshot>, List<?>> relevant,
            BiFunction<List<ProcessSnapshot>, Instant, List<String>> text) {
        this.out = out;
        this.relevant = relevant;
        this.text = text;
    }

    /** Return a display that prints a JSON document in a line after each change, of CPU and memory too. */
    public static StatusLines json(PrintStream out) {
        return new StatusLines(
                out, processes -> processes, (processes, now) -> List.of(StatusJson.document(processes, now)));
    }

    /** Return a display that prints the table and an empty line after each change, but not for CPU and memory alone. */
    public static StatusLines tables(PrintStream out, Paint paint) {
        return new StatusLines(
                out, processes -> StatusTable.lines(processes, Instant.EPOCH, Paint.PLAIN), (processes, now) -> {
                    List<String> lines = new ArrayList<>(StatusTable.linesWithUse(processes, now, paint));
                    lines.add("");
                    return lines;
                });
    }

    @Override
    public synchronized void show(List<ProcessSnapshot> processes, List<String> reasons, Instant now) {
        List<?> present = relevant.apply(processes);
        if (closed || present.equals(shown)) {
            return;
        }
        shown = present;
        text.apply(processes, now).forEach(out::println);
        out.flush();
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
