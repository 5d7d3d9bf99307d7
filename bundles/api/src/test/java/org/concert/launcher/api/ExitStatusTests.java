/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ExitStatusTests {

    @Test
    void codeOfAShellTellsTheSignalOfItsChild() {
        assertThat(ExitStatus.ofCode(139))
                .isEqualTo(new ExitStatus(139, "SIGSEGV"))
                .hasToString("SIGSEGV");
        assertThat(ExitStatus.ofCode(130)).isEqualTo(new ExitStatus(130, "SIGINT"));
    }

    @Test
    void codeWithoutASignalIsACode() {
        assertThat(ExitStatus.ofCode(0)).isEqualTo(new ExitStatus(0, null)).hasToString("exit code 0");
        assertThat(ExitStatus.ofCode(127)).isEqualTo(new ExitStatus(127, null)).hasToString("exit code 127");
        assertThat(ExitStatus.ofCode(128)).isEqualTo(new ExitStatus(128, null));
        assertThat(ExitStatus.ofCode(255)).isEqualTo(new ExitStatus(255, null)).hasToString("exit code 255");
    }

    @Test
    void signalGivesTheCodeThatAShellWouldGive() {
        assertThat(ExitStatus.ofSignal(9)).isEqualTo(new ExitStatus(137, "SIGKILL"));
        assertThat(ExitStatus.ofSignal(34))
                .isEqualTo(new ExitStatus(162, "signal 34"))
                .hasToString("signal 34");
    }

    /** {@code kill -l} of bash knows the names that this machine's kernel has. */
    @Test
    @Timeout(20)
    void namesAreThoseOfThisMachine() throws Exception {
        Map<Integer, String> names = new TreeMap<>();
        Process process =
                new ProcessBuilder("bash", "-c", "for n in {1..31}; do echo $n SIG$(kill -l $n); done").start();
        process.inputReader().lines().map(line -> line.split(" ")).forEach(w -> names.put(Integer.valueOf(w[0]), w[1]));

        assertThat(names).hasSize(31);
        names.forEach((number, name) -> {
            String ours = ExitStatus.ofSignal(number).signal();
            if (ours != null && !ours.equals("signal " + number)) {
                assertThat(ours).as("signal %d", number).isEqualTo(name.toUpperCase(Locale.ROOT));
            }
        });
    }
}
