/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.gui.internal.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.jspecify.annotations.Nullable;

/** A connection of Jetty after the handshake. Reads on threads of Jetty, one at a time. */
final class SocketConnection extends AbstractConnection implements Connection.UpgradeTo, Socket {

    private static final int INPUT = 4 * 1024;
    private static final int NORMAL = 1000;

    private final SocketEnd end;
    private final SendQueue queue;
    private final FrameReader reader;
    private final AtomicBoolean over = new AtomicBoolean();

    /** What came along with the handshake; null once it was read. */
    private @Nullable ByteBuffer early;

    SocketConnection(EndPoint endPoint, Executor executor, SocketEnd end, LongSupplier nanoTime) {
        super(endPoint, executor);
        this.end = end;
        this.queue = new SendQueue(endPoint, nanoTime);
        this.reader = new FrameReader(new MessageReader(end, new MessageReader.Control() {
            @Override
            public void ping(byte[] content) {
                queue.send(List.of(Frame.pong(content)), FrameReader.LONGEST);
            }

            @Override
            public void close() {
                SocketConnection.this.close(NORMAL, "");
            }
        }));
    }

    @Override
    public void onUpgradeTo(@Nullable ByteBuffer prefilled) {
        early = prefilled;
    }

    @Override
    public void onOpen() {
        super.onOpen();
        end.opened(this);
        ByteBuffer first = early;
        early = null;
        if (first == null || !first.hasRemaining() || take(first)) {
            fillInterested();
        }
    }

    @Override
    public void onFillable() {
        ByteBuffer input = BufferUtil.allocate(INPUT);
        try {
            int count = getEndPoint().fill(input);
            while (count > 0) {
                if (!take(input)) {
                    return;
                }
                BufferUtil.clear(input);
                count = getEndPoint().fill(input);
            }
            if (count < 0) {
                getEndPoint().close();
            } else {
                fillInterested();
            }
        } catch (IOException e) {
            getEndPoint().close(e);
        }
    }

    /** Return whether there is more to be read. */
    private boolean take(ByteBuffer input) {
        try {
            reader.read(input);
        } catch (RefusedFrameException e) {
            close(e.code(), String.valueOf(e.getMessage()));
        }
        return !over.get();
    }

    /** What is sent to a client that listens shows whether it is there; that it says nothing does not. */
    @Override
    public boolean onIdleExpired(TimeoutException timeout) {
        return false;
    }

    @Override
    public void onClose(@Nullable Throwable cause) {
        over.set(true);
        queue.close();
        super.onClose(cause);
        end.closed();
    }

    @Override
    public boolean send(List<ByteBuffer> frames, int room) {
        return queue.send(frames, room);
    }

    @Override
    public long stuckNanos() {
        return queue.stuckNanos();
    }

    @Override
    public void close(int code, String why) {
        if (!over.getAndSet(true)) {
            queue.sendLast(Frame.close(code, why));
        }
    }
}
