/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.io.File;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.concert.launcher.api.ProcessEvent;

/**
 * Progress for people: the tree of processes, redrawn in place. One daemon thread draws; the launcher's threads only
 * take note of changes, so a slow terminal holds up nothing.
 */
public final class LiveProgress implements Progress {

    private static final long PERIOD_MILLIS = 100;

    private final PrintStream out;
    private final Clock clock;
    private final ProgressTree tree;
    private final Screen screen;
    private final ToIntFunction<Instant> height;
    private final Supplier<List<String>> hints;
    private final Timer drawer = new Timer("concert-progress", true);
    private boolean closed;

    LiveProgress(
            PrintStream out,
            Clock clock,
            ProgressTree tree,
            ToIntFunction<Instant> height,
            Supplier<List<String>> hints) {
        this.out = out;
        this.clock = clock;
        this.tree = tree;
        this.screen = new Screen(out);
        this.height = height;
        this.hints = hints;
    }

    /**
     * Begin to draw a tree on the terminal that standard output is.
     *
     * @param hints gives what the user may want to type now; it stands below the tree, and is read by the thread that draws
     */
    public static LiveProgress begin(PrintStream out, Clock clock, ProgressTree tree, Supplier<List<String>> hints) {
        var progress = new LiveProgress(out, clock, tree, new ScreenHeight(new File("/dev/stdout")), hints);
        progress.drawer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        progress.draw();
                    }
                },
                PERIOD_MILLIS,
                PERIOD_MILLIS);
        return progress;
    }

    @Override
    public void stateChanged(ProcessEvent event) {
        synchronized (tree) {
            tree.stateChanged(event);
        }
    }

    /** Draw what there is room for. */
    void draw() {
        synchronized (screen) {
            if (!closed) {
                Instant now = clock.instant();
                int room = height.applyAsInt(now) - 1;
                screen.draw(lines(now, room));
            }
        }
    }

    /** Replace the picture by the whole tree, which then scrolls away like any other output. */
    @Override
    public void close() {
        drawer.cancel();
        synchronized (screen) {
            if (closed) {
                return;
            }
            closed = true;
            screen.close();
            for (String line : lines(clock.instant(), Integer.MAX_VALUE)) {
                out.println(line);
            }
            out.flush();
        }
    }

    private List<String> lines(Instant now, int room) {
        List<String> below = hints.get();
        synchronized (tree) {
            List<String> lines = new ArrayList<>(tree.lines(now, room - below.size()));
            lines.addAll(below);
            return lines;
        }
    }
}
