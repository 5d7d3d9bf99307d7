/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.gui.internal;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.concert.launcher.gui.internal.socket.Socket;
import org.concert.launcher.gui.internal.socket.SocketEnd;
import org.concert.launcher.gui.internal.wire.GuiMessages;
import org.jspecify.annotations.Nullable;

/**
 * One GUI. What it does not take in time is left out and told, so it costs bounded memory and slows nobody. Called by any
 * thread.
 */
final class GuiClient implements SocketEnd {

    /** States come again soon; so they are sent only to who keeps up. */
    private static final int ROOM_FOR_STATES = 64 * 1024;

    private static final int ROOM = 256 * 1024;
    private static final Duration LONGEST_STUCK = Duration.ofSeconds(30);

    private final GuiHub hub;
    private final String from;
    private final BooleanSupplier allowed;
    private final AtomicLong left = new AtomicLong();

    /** Null until the connection is open. */
    private volatile @Nullable Socket socket;

    GuiClient(GuiHub hub, String from, BooleanSupplier allowed) {
        this.hub = hub;
        this.from = from;
        this.allowed = allowed;
    }

    /** Return where it is. */
    String from() {
        return from;
    }

    @Override
    public void opened(Socket open) {
        socket = open;
        hub.opened(this);
    }

    @Override
    public void text(String text) {
        // A tunnel for what else would go by UDP is asked for, too: everything comes this way as it is.
        if (GuiMessages.typeOf(text).equals("ping")) {
            send(GuiMessages.both(text));
        }
    }

    @Override
    public void binary(byte[] bytes) {
        GuiMessages.textOf(bytes).ifPresent(this::text);
    }

    @Override
    public void closed() {
        hub.closed(this);
    }

    void sendStates(List<ByteBuffer> frames) {
        Socket open = socket;
        if (open != null) {
            open.send(frames, ROOM_FOR_STATES);
        }
    }

    void send(List<ByteBuffer> frames) {
        Socket open = socket;
        if (open != null && !open.send(frames, ROOM)) {
            left.incrementAndGet();
        }
    }

    /** Look after the connection; to be called about once a second. */
    void look() {
        Socket open = socket;
        if (open == null) {
            return;
        }
        if (!allowed.getAsBoolean()) {
            open.close(Socket.NOT_ALLOWED, "not let in any more");
        } else if (open.stuckNanos() > LONGEST_STUCK.toNanos()) {
            open.close(Socket.GOING_AWAY, "took nothing for " + LONGEST_STUCK.toSeconds() + " s");
        }
        long count = left.get();
        if (count > 0
                && open.send(
                        GuiMessages.log(
                                "Left out " + count + " messages: this GUI takes them too slowly", GuiMessages.WARNING),
                        ROOM_FOR_STATES)) {
            left.addAndGet(-count);
        }
    }

    void close(int code, String why) {
        Socket open = socket;
        if (open != null) {
            open.close(code, why);
        }
    }
}
