/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.gui.internal.socket;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.IteratingCallback;

/** What waits for a client, written as it takes it: one write at a time, by whatever thread there is. */
final class SendQueue extends IteratingCallback {

    private static final int AT_ONCE = 64;

    private final EndPoint endPoint;
    private final LongSupplier nanoTime;

    /** Guards itself and what follows. */
    private final Queue<ByteBuffer> waiting = new ArrayDeque<>();

    private int bytes;
    private int beingWritten;
    private long progressNanos;
    private boolean ended;

    SendQueue(EndPoint endPoint, LongSupplier nanoTime) {
        this.endPoint = endPoint;
        this.nanoTime = nanoTime;
    }

    boolean send(List<ByteBuffer> frames, int room) {
        int more = frames.stream().mapToInt(ByteBuffer::remaining).sum();
        synchronized (waiting) {
            if (ended || bytes + more > room) {
                return false;
            }
            if (bytes == 0) {
                progressNanos = nanoTime.getAsLong();
            }
            bytes += more;
            // Others are sent the same bytes.
            frames.forEach(frame -> waiting.add(frame.duplicate()));
        }
        iterate();
        return true;
    }

    /** Send a last frame, and then nothing any more. */
    void sendLast(ByteBuffer frame) {
        synchronized (waiting) {
            if (ended) {
                return;
            }
            ended = true;
            // What waits is for nobody any more; the frame under way is not cut off.
            waiting.clear();
            bytes = beingWritten + frame.remaining();
            waiting.add(frame);
        }
        iterate();
    }

    long stuckNanos() {
        synchronized (waiting) {
            return bytes == 0 ? 0 : nanoTime.getAsLong() - progressNanos;
        }
    }

    @Override
    protected Action process() {
        List<ByteBuffer> next = new ArrayList<>();
        boolean over;
        synchronized (waiting) {
            bytes -= beingWritten;
            beingWritten = 0;
            progressNanos = nanoTime.getAsLong();
            while (next.size() < AT_ONCE && !waiting.isEmpty()) {
                ByteBuffer frame = waiting.remove();
                beingWritten += frame.remaining();
                next.add(frame);
            }
            over = ended && next.isEmpty();
        }
        if (over) {
            return Action.SUCCEEDED;
        }
        if (next.isEmpty()) {
            return Action.IDLE;
        }
        endPoint.write(this, next.toArray(ByteBuffer[]::new));
        return Action.SCHEDULED;
    }

    @Override
    protected void onCompleteSuccess() {
        endPoint.close();
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        endPoint.close(cause);
    }
}
