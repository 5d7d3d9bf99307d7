/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardStreamsTests {

    @ParameterizedTest
    @CsvSource({
        "/dev/pts/3, true, false",
        "/dev/tty1, true, false",
        "/dev/console, true, false",
        "pipe:[4711], false, true",
        "socket:[4711], false, true",
        "/dev/null, false, false",
        "/home/robot/status.txt, false, false"
    })
    void linkOfTheKernelTellsTerminalsAndPipesApart(String target, boolean terminal, boolean pipe) {
        assertThat(StandardStreams.isTerminal(target)).isEqualTo(terminal);
        assertThat(StandardStreams.isPipe(target)).isEqualTo(pipe);
    }
}
