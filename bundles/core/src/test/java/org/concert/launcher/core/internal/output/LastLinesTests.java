/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.concert.launcher.api.OutputLine;
import org.junit.jupiter.api.Test;

class LastLinesTests {

    private final LastLines lines = new LastLines(10);

    private void take(String text) {
        take(lines, OutputLine.Kind.OUTPUT, text);
    }

    private static void take(LastLines taking, OutputLine.Kind kind, String text) {
        taking.line(new OutputLine("arm", kind, null, StandardCharsets.UTF_8.encode(text), 0));
    }

    @Test
    void whatTheShellSaysAtItsEndIsNoOutput() {
        LastLines all = new LastLines(1000);
        take(all, OutputLine.Kind.OUTPUT, "exit");
        take(all, OutputLine.Kind.OUTPUT, "two");
        take(all, OutputLine.Kind.OUTPUT, "exit");
        take(all, OutputLine.Kind.NOTE, "ended with exit code 3");

        assertThat(all.lines()).containsExactly("exit", "two", "ended with exit code 3");
    }

    @Test
    void firstLinesGoWhenAllAreTooLong() {
        take("first");
        take("second");
        take("last");

        assertThat(lines.lines()).containsExactly("second", "last");
    }

    @Test
    void lastLineIsKeptHoweverLongItIs() {
        take("first");
        take("x".repeat(100));

        assertThat(lines.lines()).containsExactly("x".repeat(100));
    }
}
