/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.output;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.OutputStart;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.core.internal.log.LogLines;
import org.concert.launcher.core.internal.log.LogPiece;
import org.concert.launcher.core.internal.log.LogReader;
import org.concert.launcher.core.internal.loop.Loop;
import org.jspecify.annotations.Nullable;

/**
 * Follows the output of one process: asks for a piece, hands out its lines, asks for the next. When the machine is lost it
 * goes on later, at the byte to which it came. The steps run on a pool, one at a time; so one that waits for its sink holds
 * up nobody else.
 */
final class OutputFollower implements Launcher.OutputSubscription {

    private static final Duration FIRST_RETRY = Duration.ofMillis(500);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);

    /** So many bytes are told of a line that has not ended, to who follows. */
    private static final int MOST_UNENDED = 8 * 1024;

    /** Reads a log; see {@link LogReader#read}. */
    @FunctionalInterface
    interface Source {

        CompletableFuture<LogPiece> read(OutputStart start, boolean wait);
    }

    /**
     * A line that has not ended.
     *
     * @param from the byte at which it begins
     * @param moment completed when it has stood for a moment, since it began or was told of
     */
    private record Standing(long from, CompletableFuture<Void> moment) {}

    private final Supplier<CompletableFuture<Source>> sources;
    private final LogLines lines;
    private final boolean follow;
    private final Executor pool;
    private final Supplier<CompletableFuture<Void>> moments;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private OutputStart start;
    private Duration retryDelay = FIRST_RETRY;
    private boolean closed;
    private @Nullable CompletableFuture<LogPiece> asked;

    /** For the steps alone. */
    private @Nullable Standing standing;

    /**
     * Create a follower; {@link #begin} starts it.
     *
     * @param sources gives the log, reaching the machine first where that is needed
     * @param pool runs the steps
     * @param moments gives futures that are completed after a moment: so long a line may take to end, and so often one that goes on is
     *     told of
     */
    OutputFollower(
            Supplier<CompletableFuture<Source>> sources,
            LogLines lines,
            OutputStart start,
            boolean follow,
            Executor pool,
            Supplier<CompletableFuture<Void>> moments) {
        this.sources = sources;
        this.lines = lines;
        this.start = start;
        this.follow = follow;
        this.pool = pool;
        this.moments = moments;
    }

    /** Reach the machine and begin, or go on. */
    void begin() {
        CompletionStage<Source> reached = sources.get();
        reached.whenCompleteAsync(
                (source, failure) -> {
                    if (source != null) {
                        next(source);
                    } else {
                        later(failure);
                    }
                },
                pool);
    }

    private void next(Source source) {
        CompletableFuture<LogPiece> piece;
        synchronized (this) {
            if (closed) {
                ended.complete(null);
                return;
            }
            piece = source.read(start, follow);
            asked = piece;
        }
        orMoment(piece).whenCompleteAsync((read, failure) -> taken(source, read, failure), pool);
    }

    /** Return what comes next. If nothing comes for a moment, a line that stands unended is told of meanwhile. */
    private CompletionStage<LogPiece> orMoment(CompletableFuture<LogPiece> piece) {
        if (standing == null) {
            return piece;
        }
        CompletionStage<Object> first = CompletableFuture.anyOf(piece, standing.moment());
        return first.handleAsync(
                        (nothing, failure) -> {
                            if (!piece.isDone()) {
                                lines.unended(MOST_UNENDED);
                            }
                            return piece;
                        },
                        pool)
                .thenCompose(answer -> answer);
    }

    /** See whether the newest line stands unended; tell of one that has for a moment, though it goes on. */
    private void lookAtNewest() {
        long from = lines.unendedFrom();
        if (from < 0) {
            standing = null;
        } else if (standing == null || standing.from() != from) {
            standing = new Standing(from, moments.get());
        } else if (standing.moment().isDone()) {
            lines.unended(MOST_UNENDED);
            standing = new Standing(from, moments.get());
        }
    }

    private void taken(Source source, @Nullable LogPiece piece, @Nullable Throwable failure) {
        try {
            if (piece == null) {
                later(failure);
            } else if (!piece.bytes().hasRemaining() && !follow) {
                lines.unended(Integer.MAX_VALUE);
                ended.complete(null);
            } else {
                retryDelay = FIRST_RETRY;
                lines.take(piece);
                start = OutputStart.byteNumber(lines.position());
                if (follow) {
                    lookAtNewest();
                }
                next(source);
            }
        } catch (RuntimeException e) {
            ended.completeExceptionally(e);
        }
    }

    /** The machine is lost. Somebody who follows wants to go on; somebody who wants what there is, an answer. */
    private void later(@Nullable Throwable failure) {
        Throwable cause = Loop.cause(failure);
        if (isClosed()) {
            ended.complete(null);
        } else if (!follow || lines.position() < 0 || !(cause instanceof TransportException)) {
            ended.completeExceptionally(cause == null ? new IllegalStateException("nothing was told") : cause);
        } else {
            if (retryDelay.equals(FIRST_RETRY)) {
                lines.note("output is delayed: " + cause.getMessage());
            }
            CompletableFuture.delayedExecutor(retryDelay.toNanos(), TimeUnit.NANOSECONDS, pool)
                    .execute(this::begin);
            Duration doubled = retryDelay.multipliedBy(2);
            retryDelay = doubled.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : doubled;
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public CompletableFuture<Void> ended() {
        return ended;
    }

    @Override
    public void close() {
        CompletableFuture<LogPiece> pending;
        synchronized (this) {
            closed = true;
            pending = asked;
        }
        if (pending != null) {
            pending.cancel(false);
        }
        ended.complete(null);
    }
}
