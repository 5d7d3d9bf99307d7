/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartMarkTests {

    private static final StartMark EMPTY = new StartMark("", 0, List.of(), Map.of(), "", "");

    @Test
    void isReadableForAPersonWithTmuxShowOptions() {
        var mark = new StartMark(
                "robot/imu/1",
                1700000000000L,
                List.of("Base Only", "a"),
                Map.of("b", "2", "a", "1"),
                "/x/imu.log",
                "1a2b");

        assertThat(mark.encode())
                .isEqualTo("run=robot%2Fimu%2F1&marks=1&start=1700000000000&log=%2Fx%2Fimu.log&definition=1a2b"
                        + "&variants=Base+Only,a&params=a,1,b,2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b",
                "a&b=c",
                "a|b",
                "50%",
                "%41+%zz",
                " two  words ",
                "line\nbreak\ttab\u0000",
                "'\"`$(id)`\\;#{pane_id}#[fg=red]~",
                "gr\u00fc\u00dfe \ud83e\udd16",
                ""
            })
    void anyTextComesBackAsItWas(String text) {
        var mark = new StartMark(
                text, Long.MAX_VALUE, List.of("first", text), Map.of("k", text, "z" + text, "v"), text, text);

        assertThat(mark.encode()).matches("[A-Za-z0-9*_.+%=&,-]*");
        assertThat(StartMark.decode(mark.encode())).isEqualTo(mark);
    }

    @Test
    void shellThatTellsIsNoted() {
        var mark = new StartMark("r", 1, 0, 0, List.of(), Map.of(), "", "", true, StartMark.Source.NONE, 1);

        assertThat(StartMark.decode(mark.encode())).isEqualTo(mark);
    }

    @ParameterizedTest
    @CsvSource({"/a/launcher.yaml,", "/releases/1/launcher.yaml,", "/a/launcher.yaml,ubuntu:24"})
    void whatItWasStartedFromComesBack(String realPath, @Nullable String container) {
        var source = new StartMark.Source(
                new FileMark("robot", "/a/launcher.yaml", realPath), "echo 'a & b' > /tmp/x", container);
        var mark = new StartMark("r", 1, 0, 0, List.of(), Map.of(), "", "", false, source, 1);

        assertThat(StartMark.decode(mark.encode())).isEqualTo(mark);
    }

    @Test
    void longCommandIsCut() {
        String command = "x".repeat(100_000);
        var source = new StartMark.Source(new FileMark("h", "/f", "/f"), command, null);
        var mark = new StartMark("r", 1, 0, 0, List.of(), Map.of(), "", "", false, source, 1);

        assertThat(mark.encode()).hasSizeLessThan(2200);
        assertThat(StartMark.decode(mark.encode()).source().commandOr("y")).matches("x{2000}\\.\\.\\.");
        assertThat(StartMark.decode(mark.encode()).source().commandOr(command)).isEqualTo(command);
    }

    @Test
    void nothingComesBackAsNothing() {
        assertThat(StartMark.decode(EMPTY.encode())).isEqualTo(EMPTY);
        assertThat(StartMark.decode("marks=1")).isEqualTo(EMPTY);
        assertThat(StartMark.decode("").version()).isZero();
    }

    @Test
    void whatAnOlderOrNewerLauncherNotesIsLeftOut() {
        assertThat(StartMark.decode("run=r&marks=1&start=1&colour=blue&&=x&lonely"))
                .isEqualTo(new StartMark("r", 1, 0, 0, List.of(), Map.of(), "", "", false, StartMark.Source.NONE, 1));
    }

    @Test
    void markThatWasSetByHandIsReadAsFarAsItGoes() {
        assertThat(StartMark.decode("run=50%&marks=1&start=soon&variants=%zz,b&params=a,1,lonely"))
                .isEqualTo(new StartMark("50%", 0, List.of("%zz", "b"), Map.of("a", "1"), "", ""));
    }

    @Test
    void singleVariantWithoutANameIsNone() {
        assertThat(StartMark.decode("variants=").variants()).isEmpty();
    }

    @Test
    void marksOfANewerLauncherAreToldFromThoseOfThisOneAndOlderOnes() {
        assertThat(StartMark.decode("run=r&marks=2&start=1").isNewer()).isTrue();
        assertThat(StartMark.decode("run=r&marks=1&start=1").isNewer()).isFalse();
        assertThat(StartMark.decode("run=r&start=1").isNewer()).isFalse();
    }
}
