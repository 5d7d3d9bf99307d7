/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.events;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.Launcher.OutputSubscription;
import org.concert.launcher.api.OutputLine;
import org.concert.launcher.api.OutputStart;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.http.internal.launchers.Launchers;
import org.jspecify.annotations.Nullable;

/**
 * The output of one process for one reader. A sink that blocks would hold a thread of the launcher's; so when the reader
 * is slow and some lines wait, the following ends, and goes on at that byte of the log when the lines are gone. Filled by
 * threads of launchers, emptied by those that write to the reader.
 */
final class OutputTap {

    private static final int FULL_LINES = 500;
    private static final int FULL_BYTES = 64 * 1024;

    /**
     * Lines to be sent.
     *
     * @param lines the lines; maybe none
     * @param caughtUp whether these are all that there are so far
     * @param unended the newest line behind these as it stands, if it has not ended
     */
    record Batch(
            List<OutputLine> lines,
            boolean caughtUp,
            @Nullable OutputLine unended) {}

    private final String session;
    private final String name;
    private final Runnable waker;
    private final Queue<OutputLine> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private OutputStart next;
    private boolean caughtUp;
    private @Nullable OutputLine unended;

    /** Whether that is to be sent. */
    private boolean unendedDue;

    /** The following that lines are taken from; null while there is none. */
    private @Nullable Following following;

    private boolean closed;

    /**
     * Create a tap; {@link #flow} opens it.
     *
     * @param waker called when there is something to be sent
     */
    OutputTap(String session, String name, OutputStart start, Runnable waker) {
        this.session = session;
        this.name = name;
        this.next = start;
        this.waker = waker;
    }

    String key() {
        return session + "/" + name;
    }

    String session() {
        return session;
    }

    String name() {
        return name;
    }

    /** Follow the output, unless that is done already, or the reader is behind, or its process is not there now. */
    void flow(Launchers launchers) {
        Following begun;
        synchronized (this) {
            if (closed || following != null || !waiting.isEmpty()) {
                return;
            }
            begun = new Following();
            following = begun;
        }
        Launcher launcher = launchers
                .process(session, name)
                .map(process -> process.launcher())
                .orElse(null);
        if (launcher == null) {
            lost(begun);
            return;
        }
        try {
            begun.follow(launcher.output(name, next, true, begun));
        } catch (RequestException e) {
            // It left the launcher file this moment; if it comes back, the output goes on.
            lost(begun);
        }
    }

    private synchronized void lost(Following ended) {
        if (following == ended) {
            following = null;
        }
    }

    /** Return the next lines, or null if there is nothing to be sent. */
    synchronized @Nullable Batch take(int mostLines) {
        List<OutputLine> lines = new ArrayList<>();
        while (lines.size() < mostLines && !waiting.isEmpty()) {
            OutputLine line = waiting.remove();
            waitingBytes -= line.content().remaining();
            lines.add(line);
        }
        boolean all = caughtUp && waiting.isEmpty();
        boolean stands = unendedDue && waiting.isEmpty();
        if (lines.isEmpty() && !all && !stands) {
            return null;
        }
        if (all) {
            caughtUp = false;
        }
        if (stands) {
            unendedDue = false;
        }
        return new Batch(lines, all, waiting.isEmpty() ? unended : null);
    }

    /** End it for good. */
    void close() {
        Following last;
        synchronized (this) {
            closed = true;
            waiting.clear();
            last = following;
            following = null;
        }
        if (last != null) {
            last.end();
        }
    }

    /** One following of the log, from one byte on. */
    private final class Following implements Launcher.OutputSink {

        private @Nullable OutputSubscription subscription;
        private boolean ended;

        void follow(OutputSubscription begun) {
            boolean late;
            synchronized (this) {
                subscription = begun;
                late = ended;
            }
            if (late) {
                begun.close();
            }
            CompletionStage<Void> end = begun.ended();
            // The machine cannot be reached, or the launcher is gone: the next tick tries again.
            end.whenComplete((nothing, failure) -> lost(this));
        }

        void end() {
            OutputSubscription begun;
            synchronized (this) {
                ended = true;
                begun = subscription;
            }
            if (begun != null) {
                begun.close();
            }
        }

        @Override
        public void line(OutputLine line) {
            boolean full;
            synchronized (OutputTap.this) {
                if (following != this) {
                    return;
                }
                waiting.add(line);
                waitingBytes += line.content().remaining();
                next = OutputStart.byteNumber(line.position());
                if (line.kind() != OutputLine.Kind.NOTE) {
                    unended = null;
                    unendedDue = false;
                }
                full = waiting.size() >= FULL_LINES || waitingBytes >= FULL_BYTES;
                if (full) {
                    following = null;
                }
            }
            if (full) {
                end();
                waker.run();
            }
        }

        @Override
        public void unended(OutputLine line) {
            synchronized (OutputTap.this) {
                if (following != this) {
                    return;
                }
                unended = line;
                unendedDue = true;
            }
            waker.run();
        }

        @Override
        public void caughtUp() {
            synchronized (OutputTap.this) {
                if (following != this) {
                    return;
                }
                caughtUp = true;
            }
            waker.run();
        }
    }
}
