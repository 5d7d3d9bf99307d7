/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked for with --only leaves what it depends on, and what depends on it, as it is. */
class OnlyIT extends WithLab {

    @BeforeEach
    void writeFile() throws Exception {
        lab.launcherFile("""
                core: {cmd: exec -a core sleep 100000}
                driver: {cmd: exec -a driver sleep 100000, depends: [core]}
                nav: {cmd: exec -a nav sleep 100000, depends: [driver]}
                """);
    }

    private void succeeds(String... arguments) throws Exception {
        Lab.Ended ended = lab.launcher(arguments);

        assertThat(ended.exitCode())
                .as(String.join(" ", arguments) + ended.stdout() + ended.stderr())
                .isZero();
    }

    private List<Long> pids(String name) {
        return lab.programs(name + " 100000");
    }

    @Test
    void processIsStartedWithoutWhatItDependsOn() throws Exception {
        succeeds("run", "nav", "driver", "--only");

        assertThat(pids("core")).isEmpty();
        assertThat(pids("driver")).hasSize(1);
        assertThat(pids("nav")).hasSize(1);
        assertThat(lab.launcher("status", "driver").stdout())
                .contains("READY", "core, which it depends on, is STOPPED");
        assertThat(lab.launcher("plan", "nav", "--only").stdout()).doesNotContain("driver");
    }

    @Test
    void processIsRestartedWithoutWhatDependsOnIt() throws Exception {
        succeeds("run", "nav");
        List<Long> core = pids("core");
        List<Long> driver = pids("driver");
        List<Long> nav = pids("nav");

        succeeds("restart", "driver", "--only");

        assertThat(pids("core")).isEqualTo(core);
        assertThat(pids("driver")).hasSize(1).isNotEqualTo(driver);
        assertThat(pids("nav")).isEqualTo(nav);
    }
}
