/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.events;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One who reads events. What is sent next is asked for when the connection can take it, so that who reads slowly keeps no
 * thread and no queue. Called by threads of the server and that of the hub, one at a time.
 */
final class EventReader implements WriteListener, AsyncListener {

    private static final Logger logger = LoggerFactory.getLogger(EventReader.class);

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** Who takes nothing for so long is gone, or is better off by beginning anew. */
    private static final Duration LONGEST_STALL = Duration.ofSeconds(60);

    private static final byte[] ALIVE = ": alive\n\n".getBytes(StandardCharsets.UTF_8);

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final EventSource stream;
    private final BooleanSupplier loggedIn;
    private final LongSupplier nanoTime;
    private final Consumer<EventReader> onClose;

    /** All guarded by this. */
    private boolean writable;

    private boolean flushDue;
    private boolean heartbeatDue;
    private boolean closed;
    private long lastWriteNanos;

    /**
     * Create a reader; it reads from when it is made the stream's write listener.
     *
     * @param stream gives what is to be sent
     * @param loggedIn whether the reader may still read
     * @param nanoTime a clock that only goes forward, in nanoseconds
     * @param onClose called once, at the end
     */
    EventReader(
            AsyncContext context,
            ServletOutputStream out,
            EventSource stream,
            BooleanSupplier loggedIn,
            LongSupplier nanoTime,
            Consumer<EventReader> onClose) {
        this.context = context;
        this.out = out;
        this.stream = stream;
        this.loggedIn = loggedIn;
        this.nanoTime = nanoTime;
        this.lastWriteNanos = nanoTime.getAsLong();
        this.onClose = onClose;
    }

    @Override
    public void onWritePossible() {
        synchronized (this) {
            writable = true;
        }
        pump();
    }

    /** Send what there is, for as long as the connection takes it. */
    void pump() {
        synchronized (this) {
            if (!writable || closed) {
                return;
            }
            try {
                write();
                return;
            } catch (IOException | IllegalStateException e) {
                logger.debug("A reader of events is gone", e);
            } catch (RuntimeException e) {
                // No other reader is to suffer for it.
                logger.error("Cannot send events to a reader", e);
            }
        }
        close();
    }

    private void write() throws IOException {
        while (out.isReady()) {
            if (flushDue) {
                flushDue = false;
                out.flush();
                continue;
            }
            byte[] next = stream.next();
            if (next.length == 0) {
                if (!heartbeatDue) {
                    return;
                }
                next = ALIVE;
            }
            out.write(next);
            heartbeatDue = false;
            flushDue = true;
            lastWriteNanos = nanoTime.getAsLong();
        }
    }

    /** Look after the reader, once a second. */
    void tick() {
        boolean end;
        synchronized (this) {
            long idle = nanoTime.getAsLong() - lastWriteNanos;
            heartbeatDue |= idle > HEARTBEAT.toNanos();
            end = idle > LONGEST_STALL.toNanos() || !loggedIn.getAsBoolean();
        }
        if (end) {
            close();
            return;
        }
        try {
            stream.revive();
        } catch (RuntimeException e) {
            logger.warn("Cannot follow output; trying again", e);
        }
        pump();
    }

    /** End the stream. */
    void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        stream.close();
        onClose.accept(this);
        try {
            context.complete();
        } catch (IllegalStateException e) {
            logger.debug("The server had ended the stream already", e);
        }
    }

    @Override
    public void onError(Throwable failure) {
        logger.debug("A reader of events is gone", failure);
        close();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        close();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        close();
    }

    @Override
    public void onError(AsyncEvent event) {
        close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Nobody starts it a second time.
    }
}
