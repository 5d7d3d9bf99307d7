/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.ssh.internal;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import net.schmizz.sshj.common.Buffer;
import org.concert.launcher.api.Deadline;

/**
 * The ssh-agent of the user: tells its keys, and signs with them. Of its protocol (draft-miller-ssh-agent) these two
 * requests are all that a login needs; sshj has none, and no kept library speaks it over the Unix sockets of the JDK.
 */
final class SshAgent {

    private static final byte FAILURE = 5;
    private static final byte REQUEST_IDENTITIES = 11;
    private static final byte IDENTITIES_ANSWER = 12;
    private static final byte SIGN_REQUEST = 13;
    private static final byte SIGN_RESPONSE = 14;

    /** OpenSSH takes no longer message from an agent either (authfd.c). */
    private static final int LONGEST = 256 * 1024;

    /** It may ask its user whether it may sign. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path socket;

    SshAgent(Path socket) {
        this.socket = socket;
    }

    /**
     * A key of the agent.
     *
     * @param type what it is, such as {@code ssh-ed25519}
     * @param encoded the public key in Base64, as in authorized_keys
     * @param comment the words of its owner
     */
    record Identity(String type, String encoded, String comment) {

        boolean isSame(Identity other) {
            return encoded.equals(other.encoded);
        }

        byte[] blob() {
            return Base64.getDecoder().decode(encoded);
        }
    }

    /** Return its keys, in its order. */
    List<Identity> identities() throws IOException {
        Buffer.PlainBuffer answer =
                ask(new Buffer.PlainBuffer().putByte(REQUEST_IDENTITIES), IDENTITIES_ANSWER, "tells no keys");
        List<Identity> identities = new ArrayList<>();
        long count = answer.readUInt32();
        for (long i = 0; i < count; i++) {
            byte[] blob = answer.readStringAsBytes();
            identities.add(new Identity(
                    new Buffer.PlainBuffer(blob).readString(),
                    Base64.getEncoder().encodeToString(blob),
                    answer.readString()));
        }
        return identities;
    }

    /** Return the signature of data, as SSH writes it: its kind, and the bytes. */
    byte[] sign(Identity identity, byte[] data, int flags) throws IOException {
        Buffer.PlainBuffer request = new Buffer.PlainBuffer()
                .putByte(SIGN_REQUEST)
                .putString(identity.blob())
                .putString(data)
                .putUInt32(flags);
        return ask(request, SIGN_RESPONSE, "does not sign with the key " + identity.comment())
                .readStringAsBytes();
    }

    private Buffer.PlainBuffer ask(Buffer.PlainBuffer request, byte expected, String refusal) throws IOException {
        byte[] message = request.getCompactData();
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            // A blocking read has no time limit of its own; it ends when the channel is closed.
            try (Deadline limit = Deadline.after(PATIENCE, () -> close(channel))) {
                try {
                    send(channel, message);
                    return answer(new DataInputStream(Channels.newInputStream(channel)), expected, refusal);
                } catch (IOException e) {
                    throw limit.passed() ? new IOException("the agent at " + socket + " does not answer", e) : e;
                }
            }
        }
    }

    private void send(SocketChannel channel, byte[] message) throws IOException {
        channel.connect(UnixDomainSocketAddress.of(socket));
        ByteBuffer framed = ByteBuffer.allocate(4 + message.length)
                .putInt(message.length)
                .put(message)
                .flip();
        while (framed.hasRemaining()) {
            channel.write(framed);
        }
    }

    private Buffer.PlainBuffer answer(DataInputStream input, byte expected, String refusal) throws IOException {
        int length = input.readInt();
        if (length < 1 || length > LONGEST) {
            throw new IOException("the agent at " + socket + " gave an unexpected answer");
        }
        Buffer.PlainBuffer answer = new Buffer.PlainBuffer(input.readNBytes(length));
        byte type = answer.readByte();
        if (type != expected) {
            throw new IOException("the agent at %s %s (%s)"
                    .formatted(socket, refusal, type == FAILURE ? "it refuses" : "answer " + type));
        }
        return answer;
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
