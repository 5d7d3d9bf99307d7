/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.gui.internal;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.Launcher.OutputSubscription;
import org.concert.launcher.api.OutputLine;
import org.concert.launcher.api.OutputStart;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.gui.internal.wire.GuiMessages;
import org.jspecify.annotations.Nullable;

/**
 * The output of one process for all GUIs, from the moment on in which the first of them came. Lines come by a thread of the
 * launcher; all else is called by that of the hub.
 */
final class OutputFollower implements Launcher.OutputSink {

    private final Launcher launcher;
    private final String name;
    private final Consumer<List<ByteBuffer>> sink;
    private final OutputBudget budget = new OutputBudget();

    /** The byte from which on the output is for GUIs; that of the end, as it was when the first came. */
    private volatile long next;

    /** Whether that is known. Until then nothing is sent. */
    private volatile boolean located;

    private volatile boolean closed;

    /** Null while there is none: its machine could not be reached. */
    private volatile @Nullable OutputSubscription subscription;

    OutputFollower(Launcher launcher, String name, Consumer<List<ByteBuffer>> sink) {
        this.launcher = launcher;
        this.name = name;
        this.sink = sink;
    }

    /** Follow the output, unless that is being done; and tell of what was too much. To be called once a second. */
    void look() {
        if (subscription == null) {
            follow();
        }
        long leftOut = budget.next();
        if (leftOut > 0) {
            sink.accept(GuiMessages.output(
                    name, "[launcher] left out " + leftOut + " lines here, too many for a GUI; the log has them"));
        }
    }

    private void follow() {
        try {
            OutputStart start = located ? OutputStart.byteNumber(next) : OutputStart.last(1);
            OutputSubscription begun = launcher.output(name, start, located, this);
            subscription = begun;
            CompletionStage<Void> end = begun.ended();
            end.whenComplete((nothing, failure) -> ended(failure == null));
        } catch (RequestException e) {
            // It left the launcher file this moment, and the hub is about to hear of it.
        }
    }

    private void ended(boolean read) {
        subscription = null;
        if (read && !located && !closed) {
            located = true;
            follow();
        }
    }

    @Override
    public void line(OutputLine line) {
        next = line.position();
        if (located
                && line.kind() != OutputLine.Kind.NOTE
                && budget.take(line.content().remaining())) {
            sink.accept(GuiMessages.output(name, line.text()));
        }
    }

    void close() {
        closed = true;
        OutputSubscription last = subscription;
        if (last != null) {
            last.close();
        }
    }
}
