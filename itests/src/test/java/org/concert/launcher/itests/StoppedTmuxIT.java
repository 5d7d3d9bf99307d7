/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A tmux that has stopped, and with it all that is known of the processes in it. */
class StoppedTmuxIT {

    private static final String PROCESSES = "/jolokia/exec/org.concert.launcher:type=Process,session=lab,name=";

    /** Ten seconds, and what a busy machine adds. */
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void processesAreUnknownWhileTmuxIsStoppedAndWhatHasFailedIsNotCarriedOutLater() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("""
                    imu: {cmd: exec sleep 100000}
                    gps: {cmd: exec sleep 100001}
                    """);
            ServingLauncher serve = ServingLauncher.start(lab, Distribution.unpack(lab), 0);
            serve.get(PROCESSES + "imu/start()");
            serve.awaitState("imu", "READY");
            String server =
                    lab.run("tmux", "display-message", "-p", "#{pid}").stdout().strip();

            lab.run("kill", "-STOP", server);
            Instant stopped = Instant.now();
            try {
                serve.get(PROCESSES + "gps/start()");

                serve.awaitState("imu", "UNKNOWN");

                assertThat(Duration.between(stopped, Instant.now())).isLessThan(SOON);
                assertThat(serve.attribute("imu", "LastMessage")).contains("tmux on local has not answered for 8 s");
                serve.await(
                        "/jolokia/read/org.concert.launcher:type=Process,session=lab,name=gps/State", "\"UNKNOWN\"");
            } finally {
                lab.run("kill", "-CONT", server);
            }

            serve.awaitState("imu", "READY");
            serve.awaitState("gps", "FAILED");
            assertThat(serve.attribute("gps", "LastMessage")).contains("Cannot start");
            assertThat(lab.run("tmux", "list-windows", "-a", "-F", "#{window_name}")
                            .stdout())
                    .contains("imu")
                    .doesNotContain("gps");
        }
    }
}
