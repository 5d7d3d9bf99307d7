/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which account a connection on this machine comes from, by the tables of the kernel. Safe for use by several threads. */
final class SocketOwners {

    private static final Logger logger = LoggerFactory.getLogger(SocketOwners.class);

    /** The columns of a table, by their places. */
    private static final int LOCAL = 1;

    private static final int REMOTE = 2;
    private static final int UID = 7;
    private static final int INODE = 9;

    private static final int IPV4_BYTES = 4;
    private static final byte[] IPV4_MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    private final Path tables;

    /**
     * Create it for a folder with the tables.
     *
     * @param tables {@code /proc/net}
     */
    SocketOwners(Path tables) {
        this.tables = tables;
    }

    /**
     * Return the user id of the program that holds one end of a connection; empty if that cannot be told, as of a program
     * that has closed it already.
     *
     * @param own the end that is asked for
     * @param other the other end
     */
    OptionalLong owner(InetSocketAddress own, InetSocketAddress other) {
        List<String> owns = List.of(written(own, false), written(own, true));
        List<String> others = List.of(written(other, false), written(other, true));
        for (String table : new String[] {"tcp", "tcp6"}) {
            OptionalLong found = ownerIn(tables.resolve(table), owns, others);
            if (found.isPresent()) {
                return found;
            }
        }
        return OptionalLong.empty();
    }

    private static OptionalLong ownerIn(Path table, List<String> owns, List<String> others) {
        try (BufferedReader lines = Files.newBufferedReader(table, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] columns = line.strip().split("\\s+", -1);
                if (columns.length > INODE && owns.contains(columns[LOCAL]) && others.contains(columns[REMOTE])) {
                    return owner(columns);
                }
            }
        } catch (IOException e) {
            // A machine without IPv6 has no tcp6.
            logger.debug("Cannot read {}", table, e);
        }
        return OptionalLong.empty();
    }

    /** Return the owner in a line. A socket that its program has closed has no inode, and counts as root's. */
    private static OptionalLong owner(String[] columns) {
        try {
            return Long.parseLong(columns[INODE]) <= 0
                    ? OptionalLong.empty()
                    : OptionalLong.of(Long.parseLong(columns[UID]));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * Return an end as the tables have it: words of 32 bits, in hexadecimal as this machine orders their bytes.
     *
     * @param asIpv6 whether as IPv6, as the table {@code tcp6} has IPv4, too
     */
    private static String written(InetSocketAddress end, boolean asIpv6) {
        byte[] address = end.getAddress().getAddress();
        if (asIpv6 && address.length == IPV4_BYTES) {
            byte[] mapped = Arrays.copyOf(IPV4_MAPPED, IPV4_MAPPED.length + IPV4_BYTES);
            System.arraycopy(address, 0, mapped, IPV4_MAPPED.length, IPV4_BYTES);
            address = mapped;
        }
        ByteBuffer words = ByteBuffer.wrap(address).order(ByteOrder.nativeOrder());
        StringBuilder text = new StringBuilder();
        while (words.hasRemaining()) {
            text.append("%08X".formatted(words.getInt()));
        }
        return text.append(":%04X".formatted(end.getPort())).toString();
    }
}
