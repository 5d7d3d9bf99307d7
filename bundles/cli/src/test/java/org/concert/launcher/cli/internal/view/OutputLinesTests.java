/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutputLinesTests {

    @Test
    void outputOfOneProcessStaysAsItIs() {
        assertThat(new OutputLines(List.of("imu"), Paint.COLOURED).line("imu", "hello"))
                .isEqualTo("hello");
    }

    @Test
    void outputOfSeveralHasAlignedNames() {
        var lines = new OutputLines(List.of("imu", "xbot2"), Paint.PLAIN);

        assertThat(lines.line("imu", "hello")).isEqualTo("imu   | hello");
        assertThat(lines.line("xbot2", "")).isEqualTo("xbot2 | ");
    }

    @Test
    void eachNameHasItsColour() {
        var lines = new OutputLines(List.of("imu", "xbot2"), Paint.COLOURED);

        assertThat(lines.line("imu", "hello")).isEqualTo("\u001b[36mimu   |\u001b[0m hello");
        assertThat(lines.line("xbot2", "hello")).isEqualTo("\u001b[35mxbot2 |\u001b[0m hello");
    }
}
