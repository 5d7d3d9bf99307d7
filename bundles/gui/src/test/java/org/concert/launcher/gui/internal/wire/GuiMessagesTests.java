/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.gui.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuiMessagesTests {

    private static byte[] content(ByteBuffer frame) {
        byte[] bytes = new byte[frame.remaining()];
        frame.duplicate().get(bytes);
        int header = bytes[1] == 126 ? 4 : 2;
        return java.util.Arrays.copyOfRange(bytes, header, bytes.length);
    }

    private static String text(ByteBuffer frame) {
        return new String(content(frame), StandardCharsets.UTF_8);
    }

    @Test
    void lineIsTextForTheGuisOf2024AndFieldFourForTheNewerOnes() {
        List<ByteBuffer> frames = GuiMessages.output("imu", "a < b");

        assertThat(text(frames.get(0)))
                .isEqualTo(
                        "{\"type\":\"proc\",\"content\":\"output\",\"name\":\"imu\",\"stdout\":\"a &lt; b\",\"stderr\":\"\"}");
        assertThat(HexFormat.of().formatHex(content(frames.get(1))))
                .isEqualTo("220c" + "0a03696d75" + "120561203c2062");
    }

    @Test
    void textOfAMessageIsFieldOneOfFieldThree() {
        byte[] message = content(GuiMessages.both("{\"type\":\"ping\"}").get(1));

        assertThat(HexFormat.of().formatHex(message)).startsWith("1a110a0f7b22");
        assertThat(GuiMessages.textOf(message)).contains("{\"type\":\"ping\"}");
    }

    /** The number of a message, as datagrams have it, comes before. */
    @Test
    void otherFieldsArePassedOver() {
        byte[] message = HexFormat.of().parseHex("08ac02" + "1101020304050607084d01020304" + "1a040a026869");

        assertThat(GuiMessages.textOf(message)).contains("hi");
    }

    @ParameterizedTest
    @CsvSource({"ff", "1a", "1a05", "1aff", "1affffffff0f", "0b", "08", "1a020a05", "ffffffffffffffffffffff"})
    void whatIsNoMessageHasNoText(String hex) {
        assertThat(GuiMessages.textOf(HexFormat.of().parseHex(hex))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"ping\",\"cli_time_ns\":9223372036854775807} | ping",
                "{\"a\":{\"type\":\"x\"},\"type\":\"request_ws_udp_tunnel\"} | request_ws_udp_tunnel",
                "{\"type\":1}  | ''",
                "[\"type\"]    | ''",
                "{\"type\"     | ''",
                "hello         | ''"
            })
    void typeOfAMessageIsRead(String message, String type) {
        assertThat(GuiMessages.typeOf(message)).isEqualTo(type);
    }

    @Test
    void lineIsShownAsATerminalWouldLeaveIt() {
        assertThat(GuiMessages.plain("\u001b[1;31mred\u001b[0m\r")).isEqualTo("red");
        assertThat(GuiMessages.plain("\rrx 1%\rrx 99%")).isEqualTo("rx 99%");
        assertThat(GuiMessages.plain("\u001b]0;title\u0007text\u001b(B  ")).isEqualTo("text");
        assertThat(GuiMessages.plain("\tindented")).isEqualTo("\tindented");
    }
}
