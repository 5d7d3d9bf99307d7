/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.io.File;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.concert.launcher.api.ProcessSnapshot;

/** For people: the table of processes, redrawn in place; the terminal cuts what is too wide. */
public final class LiveStatus implements StatusDisplay {

    private final PrintStream out;
    private final Paint paint;
    private final Screen screen;
    private final ToIntFunction<Instant> height;
    private List<String> latest = List.of();
    private boolean closed;

    LiveStatus(PrintStream out, Paint paint, ToIntFunction<Instant> height) {
        this.out = out;
        this.paint = paint;
        this.screen = new Screen(out);
        this.height = height;
    }

    /** Begin to draw on the terminal that standard output is. */
    public static LiveStatus begin(PrintStream out, Paint paint) {
        return new LiveStatus(out, paint, new ScreenHeight(new File("/dev/stdout")));
    }

    @Override
    public synchronized void show(List<ProcessSnapshot> processes, List<String> reasons, Instant now) {
        if (closed) {
            return;
        }
        latest = new ArrayList<>(StatusTable.linesWithUse(processes, now, paint));
        latest.addAll(reasons);
        screen.draw(fitting(height.applyAsInt(now) - 1));
    }

    private List<String> fitting(int room) {
        if (latest.size() <= room) {
            return latest;
        }
        int shown = Math.max(room - 1, 1);
        List<String> lines = new ArrayList<>(latest.subList(0, shown));
        lines.add(paint.dim("and " + (latest.size() - shown) + " more lines; name the processes to show"));
        return lines;
    }

    /** Replace the picture by the whole table, which then scrolls away like any other output. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        screen.close();
        latest.forEach(out::println);
        out.flush();
    }
}
