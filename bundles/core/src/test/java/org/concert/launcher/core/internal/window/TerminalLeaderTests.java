/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What leads the session of a window, run by itself. */
@Timeout(60)
class TerminalLeaderTests {

    private static final String END_MARK = "\033]7;concert-ended\007";

    private final ProcessBuilder builder = new ProcessBuilder().redirectError(ProcessBuilder.Redirect.DISCARD);
    private List<ProcessHandle> started = List.of();

    @AfterEach
    void end() {
        started.forEach(ProcessHandle::destroyForcibly);
    }

    private Process start(boolean bash, boolean captured) throws IOException {
        builder.environment().putAll(TerminalLeader.environment("printf last; exit 7", "s/p/1@x", true));
        var leader = builder.command(TerminalLeader.words(
                        "concert_launcher", bash, captured, Duration.ofSeconds(1), List.of("sh", "-c")))
                .start();
        started = List.of(leader.toHandle());
        return leader;
    }

    private static String read(Process leader, String end) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int next = leader.getInputStream().read();
            assertThat(next).as("after " + text).isNotNegative();
            text.append((char) next);
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void waitsToHearThatTheLastWordsAreRead(boolean bash) throws Exception {
        var leader = start(bash, true);

        assertThat(read(leader, END_MARK)).isEqualTo("last" + END_MARK);
        assertThat(leader.isAlive()).isTrue();
        new ProcessBuilder("kill", "-CONT", Long.toString(leader.pid())).start().waitFor();

        assertThat(leader.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(leader.exitValue()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endsAllTheSameWhereNobodyReads(boolean bash) throws Exception {
        var leader = start(bash, true);

        assertThat(leader.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(leader.exitValue()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void saysNothingInAContainer(boolean bash) throws Exception {
        var leader = start(bash, false);

        assertThat(leader.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(new String(leader.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("last");
    }
}
