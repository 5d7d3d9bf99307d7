/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.concert.launcher.api.Launcher.OutputSink;
import org.concert.launcher.api.Launcher.OutputSubscription;

/**
 * Hands the lines of an output from the launcher's thread to the one that reads them as a stream. While the reader does
 * not keep up, the launcher's thread waits with the next line.
 */
final class LineReading implements OutputSink {

    private static final int AHEAD = 256;

    /** The lines; empty for the end. */
    private final BlockingQueue<Optional<OutputLine>> queue = new ArrayBlockingQueue<>(AHEAD);

    private final boolean follow;
    private volatile boolean closed;

    LineReading(boolean follow) {
        this.follow = follow;
    }

    /** Return the lines that a subscription has this sink take. */
    Stream<OutputLine> stream(OutputSubscription subscription) {
        CompletionStage<Void> ended = subscription.ended();
        ended.whenComplete((nothing, failure) -> put(Optional.empty()));
        return StreamSupport.stream(new Lines(subscription), false).onClose(() -> close(subscription));
    }

    @Override
    public void line(OutputLine line) {
        put(Optional.of(line));
    }

    /** A line of a stream cannot be replaced. */
    @Override
    public void unended(OutputLine line) {
        if (!follow) {
            put(Optional.of(line));
        }
    }

    private void put(Optional<OutputLine> next) {
        try {
            if (!closed) {
                queue.put(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancelled("the launcher was closed", e);
        }
    }

    private void close(OutputSubscription subscription) {
        closed = true;
        subscription.close();
        // Makes room for a line that somebody waits to put, and lets no reader wait.
        queue.clear();
        put(queue, Optional.empty());
    }

    private static <T> void put(BlockingQueue<T> queue, T last) {
        if (!queue.offer(last)) {
            throw new IllegalStateException("Cannot end a stream of output: its queue was just emptied, and is full");
        }
    }

    private static CancellationException cancelled(String why, InterruptedException cause) {
        var cancelled = new CancellationException("Cannot go on with the output: " + why);
        cancelled.initCause(cause);
        return cancelled;
    }

    /** What the reader takes; used by its thread alone. */
    private final class Lines extends AbstractSpliterator<OutputLine> {

        private final OutputSubscription subscription;
        private boolean finished;

        Lines(OutputSubscription subscription) {
            super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
            this.subscription = subscription;
        }

        @Override
        public boolean tryAdvance(Consumer<? super OutputLine> action) {
            if (finished) {
                return false;
            }
            Optional<OutputLine> next = take();
            finished = next.isEmpty();
            if (finished) {
                // Throws what it failed with.
                subscription.ended().join();
                return false;
            }
            action.accept(next.get());
            return true;
        }

        private Optional<OutputLine> take() {
            try {
                return queue.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw cancelled("interrupted", e);
            }
        }
    }
}
