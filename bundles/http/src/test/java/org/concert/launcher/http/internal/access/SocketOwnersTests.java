/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketOwnersTests {

    private static final String HEAD =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

    @TempDir
    Path tables;

    @BeforeEach
    void makeTables() throws Exception {
        assumeTrue(
                ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN,
                "the tables of the test are of a little-endian machine");
        Files.writeString(tables.resolve("tcp"), HEAD + """
                   0: 0100007F:224A 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 111 1 0 100 0 0 10 0
                   1: 0100007F:9C40 0100007F:224A 01 00000000:00000000 02:000000AA 00000000  1001        0 222 2 0 20 4 31 10 -1
                   2: 0100007F:9C41 0100007F:224A 05 00000000:00000000 03:000000AA 00000000     0        0 0 3 0
                """);
        Files.writeString(tables.resolve("tcp6"), HEAD + """
                   0: 0000000000000000FFFF00000100007F:9C42 0000000000000000FFFF00000100007F:224A 01 00000000:00000000 02:000000AA 00000000  1003        0 333 2
                   1: 00000000000000000000000001000000:9C43 00000000000000000000000001000000:224A 01 00000000:00000000 02:000000AA 00000000 65534        0 444 2
                   garbage
                   2: short
                """);
    }

    private static InetSocketAddress at(String address, int port) throws Exception {
        return new InetSocketAddress(InetAddress.getByName(address), port);
    }

    @Test
    void ownerOfTheOtherEndIsTold() throws Exception {
        assertThat(new SocketOwners(tables).owner(at("127.0.0.1", 40000), at("127.0.0.1", 8778)))
                .hasValue(1001);
    }

    @Test
    void ownerIsToldOfIpv4InASocketOfIpv6AndOfIpv6() throws Exception {
        SocketOwners owners = new SocketOwners(tables);

        assertThat(owners.owner(at("127.0.0.1", 40002), at("127.0.0.1", 8778))).hasValue(1003);
        assertThat(owners.owner(at("::1", 40003), at("::1", 8778))).hasValue(65534);
    }

    /** The kernel shows such a socket as root's. */
    @Test
    void whoHasClosedTheConnectionAlreadyIsNotTakenForRoot() throws Exception {
        assertThat(new SocketOwners(tables).owner(at("127.0.0.1", 40001), at("127.0.0.1", 8778)))
                .isEmpty();
    }

    @Test
    void connectionThatIsNotThereHasNoOwner() throws Exception {
        assertThat(new SocketOwners(tables).owner(at("127.0.0.1", 40000), at("127.0.0.1", 8779)))
                .isEmpty();
        assertThat(new SocketOwners(tables.resolve("none")).owner(at("127.0.0.1", 40000), at("127.0.0.1", 8778)))
                .isEmpty();
    }

    @Test
    void ownConnectionIsOnesOwn() throws Exception {
        int own = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 1, loopback);
                Socket client = new Socket(loopback, server.getLocalPort());
                Socket accepted = server.accept()) {
            assertThat(new SocketOwners(Path.of("/proc/net"))
                            .owner((InetSocketAddress) accepted.getRemoteSocketAddress(), (InetSocketAddress)
                                    accepted.getLocalSocketAddress()))
                    .hasValue(own);
            assertThat(client.isConnected()).isTrue();
        }
    }
}
