/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concert.launcher.json.SampleSteps.BARE;
import static org.concert.launcher.json.SampleSteps.FULL;

import java.util.Collections;
import java.util.List;
import org.concert.launcher.api.LaunchPlan;
import org.junit.jupiter.api.Test;

class PlanTests {

    @Test
    void textIsAParagraphForEachStepWithWhatThereIs() {
        assertThat(PlanText.lines(new LaunchPlan(List.of(BARE, FULL)), Paint.PLAIN))
                .containsExactly(
                        "  1. imu",
                        "     machine      local",
                        "     session      robot",
                        "     command      imu --fast",
                        "  2. homing (one-shot)",
                        "     machine      embedded@10.24.12.100",
                        "     container    xeno",
                        "     session      robot",
                        "     command      source setup.bash",
                        "                    home --slow",
                        "     ready check  pgrep homing",
                        "     depends on   imu, ecat",
                        "     variants     verbose",
                        "     params       arm:=left leg:=right rate:=500");
    }

    @Test
    void textKeepsNumbersAlignedUpToAHundredSteps() {
        List<String> lines = PlanText.lines(new LaunchPlan(Collections.nCopies(100, BARE)), Paint.PLAIN);

        assertThat(lines).contains("  9. imu", " 10. imu", "100. imu");
    }
}
