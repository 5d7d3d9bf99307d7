/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.gui.internal.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTests {

    private static final byte[] MASK = {0x11, 0x22, 0x33, 0x44};

    private final List<String> heard = new ArrayList<>();
    private final FrameReader reader = new FrameReader(new MessageReader(
            new SocketEnd() {
                @Override
                public void opened(Socket socket) {}

                @Override
                public void text(String text) {
                    heard.add("text " + text);
                }

                @Override
                public void binary(byte[] bytes) {
                    heard.add("binary " + bytes.length);
                }

                @Override
                public void closed() {}
            },
            new MessageReader.Control() {
                @Override
                public void ping(byte[] content) {
                    heard.add("ping " + new String(content, StandardCharsets.UTF_8));
                }

                @Override
                public void close() {
                    heard.add("close");
                }
            }));

    /** Return a frame as a client sends it. */
    private static ByteBuffer sent(int first, byte[] content) {
        ByteBuffer frame = ByteBuffer.allocate(14 + content.length);
        frame.put((byte) first);
        if (content.length <= 125) {
            frame.put((byte) (0x80 | content.length));
        } else if (content.length < 65_536) {
            frame.put((byte) (0x80 | 126)).putShort((short) content.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(content.length);
        }
        frame.put(MASK);
        for (int i = 0; i < content.length; i++) {
            frame.put((byte) (content[i] ^ MASK[i % 4]));
        }
        return frame.flip();
    }

    private static ByteBuffer sent(int first, String text) {
        return sent(first, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void messageComesWholeHoweverItsBytesCome() throws Exception {
        ByteBuffer frame = sent(0x81, "Grüße");

        while (frame.hasRemaining()) {
            reader.read(ByteBuffer.wrap(new byte[] {frame.get()}));
        }

        assertThat(heard).containsExactly("text Grüße");
    }

    @Test
    void framesThatComeTogetherAreToldApart() throws Exception {
        ByteBuffer both = ByteBuffer.allocate(100);
        both.put(sent(0x81, "one")).put(sent(0x82, "two")).flip();

        reader.read(both);

        assertThat(heard).containsExactly("text one", "binary 3");
    }

    @Test
    void piecesAreOneMessageAndAPingMayComeBetweenThem() throws Exception {
        reader.read(sent(0x01, "{\"type\":"));
        reader.read(sent(0x89, "?"));
        reader.read(sent(0x80, "\"ping\"}"));

        assertThat(heard).containsExactly("ping ?", "text {\"type\":\"ping\"}");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 125, 126, 65_535, 65_536})
    void lengthIsReadInEachOfItsForms(int length) throws Exception {
        reader.read(sent(0x82, new byte[length]));

        assertThat(heard).containsExactly("binary " + length);
    }

    @ParameterizedTest
    @CsvSource({
        "without a mask,              8101 41,                           1002",
        "of an extension,             c180 00000000,                     1002",
        "of an unknown kind,          8380 00000000,                     1002",
        "of control that is long,     89fe 0080 00000000,                1002",
        "of control in pieces,        0980 00000000,                     1002",
        "that goes on with nothing,   8080 00000000,                     1002",
        "begun within a message,      0180 00000000 8180 00000000,       1002",
        "of text that is no UTF-8,    8181 00000000 ff,                  1007",
        "that is long,                82ff 0000000000010001 00000000,    1009",
        "that is longer than numbers, 82ff ffffffffffffffff 00000000,    1009"
    })
    void frameThatIsNotToBeTakenIsRefused(String frame, String bytes, int code) {
        String hex = bytes.replace(" ", "");

        assertThatThrownBy(() ->
                        reader.read(ByteBuffer.wrap(java.util.HexFormat.of().parseHex(hex))))
                .as("a frame " + frame)
                .isInstanceOfSatisfying(
                        RefusedFrameException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
        assertThat(heard).isEmpty();
    }

    @Test
    void messageInPiecesMayNotBeLongEither() throws Exception {
        reader.read(sent(0x02, new byte[60_000]));

        assertThatThrownBy(() -> reader.read(sent(0x80, new byte[60_000]))).hasMessageContaining("more than 65536");
    }

    @ParameterizedTest
    @CsvSource({"5, 7", "125, 127", "126, 130", "65535, 65539", "65536, 65546"})
    void frameOfTheServerHasTheShortestHeader(int length, int bytes) {
        ByteBuffer frame = Frame.binary(new byte[length]);

        assertThat(frame.remaining()).isEqualTo(bytes);
    }

    /** The example of RFC 6455. */
    @Test
    void keyOfTheClientIsAnsweredAsTheStandardHasIt() {
        assertThat(Handshake.answer("dGhlIHNhbXBsZSBub25jZQ==")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }
}
