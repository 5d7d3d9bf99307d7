/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class GuestSocketsTests {

    private final AtomicLong nanos = new AtomicLong(1);
    private final List<Socket> clients = new ArrayList<>();
    private GuestSockets sockets;

    @BeforeEach
    void listen() throws IOException {
        sockets = new GuestSockets(0, InetAddress.getLoopbackAddress(), 3, nanos::get, plain -> plain);
    }

    @AfterEach
    void close() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
        sockets.close();
    }

    /** Connect from an address 127.0.0.N, a moment after whoever came before, and return the end of the server. */
    private Socket connect(int from) throws IOException {
        nanos.incrementAndGet();
        clients.add(new Socket(
                sockets.getInetAddress(),
                sockets.getLocalPort(),
                InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) from}),
                0));
        return sockets.accept();
    }

    private void say(int client, Socket guest) throws IOException {
        clients.get(client).getOutputStream().write('x');
        assertThat(guest.getInputStream().read()).isEqualTo('x');
    }

    @Test
    void longestSilentLeavesWhenThereAreTooMany() throws Exception {
        List<Socket> guests = List.of(connect(1), connect(1), connect(1));

        Socket newest = connect(1);

        assertThat(guests).extracting(Socket::isClosed).containsExactly(true, false, false);
        assertThat(newest.isClosed()).isFalse();
    }

    @Test
    void whoHasSaidSomethingStaysBeforeThoseWhoHaveNot() throws Exception {
        List<Socket> guests = List.of(connect(1), connect(1), connect(1));
        say(0, guests.get(0));

        connect(1);

        assertThat(guests).extracting(Socket::isClosed).containsExactly(false, true, false);
    }

    @Test
    void crowdOfOneAddressKeepsNobodyElseOut() throws Exception {
        Socket other = connect(2);
        List<Socket> crowd = List.of(connect(1), connect(1));

        connect(1);
        connect(1);

        assertThat(other.isClosed()).isFalse();
        assertThat(crowd).extracting(Socket::isClosed).containsExactly(true, true);
    }

    @Test
    void whoHasLeftTakesNoRoom() throws Exception {
        List<Socket> guests = List.of(connect(1), connect(1), connect(1));
        guests.get(2).close();

        connect(1);

        assertThat(guests).extracting(Socket::isClosed).containsExactly(false, false, true);
    }
}
