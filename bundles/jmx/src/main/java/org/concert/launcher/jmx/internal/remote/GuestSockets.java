/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal.remote;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.concert.launcher.access.ClientNetwork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server socket that always has room for one more: RMI keeps a thread for each connection, so whoever opens many and says
 * nothing would keep all others out. When there are too many, one is closed of the network that has most of them: the one
 * that has said least, and of those who have said as little the one that has been silent for longest. Clients of RMI open
 * another then. Safe for use by several threads.
 */
final class GuestSockets extends ServerSocket {

    private static final Logger logger = LoggerFactory.getLogger(GuestSockets.class);

    private final int most;
    private final LongSupplier nanoTime;
    private final Securing securing;
    private final List<Guest> guests = new ArrayList<>();

    /** Lays TLS over a connection; nothing is read or written yet. */
    @FunctionalInterface
    interface Securing {

        /** Return the connection that is to be used. */
        Socket secured(Socket plain) throws IOException;
    }

    /**
     * Listen.
     *
     * @param port the port; 0 for any
     * @param host the address
     * @param most how many connections there may be at once
     * @param securing is asked for each connection
     */
    GuestSockets(int port, InetAddress host, int most, LongSupplier nanoTime, Securing securing) throws IOException {
        super(port, 0, host);
        this.most = most;
        this.securing = securing;
        this.nanoTime = nanoTime;
    }

    @Override
    public Socket accept() throws IOException {
        Guest guest = new Guest();
        implAccept(guest);
        admit(guest);
        return securing.secured(guest);
    }

    private void admit(Guest guest) {
        List<Guest> leaving = new ArrayList<>();
        synchronized (guests) {
            guests.removeIf(Socket::isClosed);
            while (guests.size() >= most) {
                Guest silent = longestSilent();
                guests.remove(silent);
                leaving.add(silent);
            }
            guests.add(guest);
        }
        leaving.forEach(GuestSockets::close);
    }

    private Guest longestSilent() {
        Map<String, Integer> crowds = new HashMap<>();
        guests.forEach(guest -> crowds.merge(guest.network(), 1, Integer::sum));
        return guests.stream()
                .max(Comparator.<Guest>comparingInt(guest -> crowds.getOrDefault(guest.network(), 0))
                        .thenComparing(Comparator.comparingLong(Guest::said).reversed())
                        .thenComparingLong(Guest::silentNanos))
                .orElseThrow();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            logger.debug("Cannot close a connection that says nothing", e);
        }
    }

    /** A connection, and since when it is waited for. */
    private final class Guest extends Socket {

        private static final long BUSY = 0;

        /** Since when it is waited for what comes; {@value #BUSY} while nothing is. */
        private volatile long waitingSince = now();

        /** How many bytes have come. */
        private final AtomicLong said = new AtomicLong();

        String network() {
            return ClientNetwork.of(getInetAddress().getHostAddress());
        }

        long silentNanos() {
            long since = waitingSince;
            return since == BUSY ? 0 : nanoTime.getAsLong() - since;
        }

        long said() {
            return said.get();
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    waitingSince = now();
                    try {
                        int count = super.read(bytes, offset, length);
                        said.addAndGet(Math.max(0, count));
                        return count;
                    } finally {
                        waitingSince = BUSY;
                    }
                }
            };
        }

        private long now() {
            long now = nanoTime.getAsLong();
            return now == BUSY ? BUSY + 1 : now;
        }
    }
}
