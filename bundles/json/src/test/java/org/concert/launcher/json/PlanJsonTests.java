/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.concert.launcher.api.LaunchPlan;
import org.concert.launcher.api.LaunchStep;
import org.junit.jupiter.api.Test;

class PlanJsonTests {

    private static final LaunchStep BARE = new LaunchStep(
            "imu",
            "local",
            null,
            "robot",
            "imu --fast",
            Map.of(),
            true,
            List.of(),
            List.of(),
            List.of(),
            Map.of(),
            Map.of(),
            null);
    private static final LaunchStep FULL = new LaunchStep(
            "homing",
            "embedded@10.24.12.100",
            "xeno",
            "robot",
            "source setup.bash\n  home --slow\n",
            Map.of("ready_check", "pgrep homing"),
            false,
            List.of("imu", "ecat"),
            List.of("verbose"),
            List.of(),
            Map.of("rate", "500", "arm", "left", "leg", "right"),
            Map.of(),
            null);

    @Test
    void allFieldsComeInTheOrderOfTheContractAndParametersByName() {
        assertThat(PlanJson.document(new LaunchPlan(List.of(FULL))))
                .isEqualTo(
                        "{\"steps\":[{\"name\":\"homing\",\"machine\":\"embedded@10.24.12.100\","
                                + "\"container\":\"xeno\",\"session\":\"robot\","
                                + "\"command\":\"source setup.bash\\n  home --slow\\n\",\"readyCheck\":\"pgrep homing\","
                                + "\"persistent\":false,\"dependsOn\":[\"imu\",\"ecat\"],\"variants\":[\"verbose\"],"
                                + "\"params\":{\"arm\":\"left\",\"leg\":\"right\",\"rate\":\"500\"},\"checks\":{\"ready_check\":\"pgrep homing\"},\"env\":{},\"cwd\":null}]}");
    }

    @Test
    void whatIsNotThereIsNull() {
        assertThat(PlanJson.document(new LaunchPlan(List.of(BARE))))
                .isEqualTo("{\"steps\":[{\"name\":\"imu\",\"machine\":\"local\",\"container\":null,"
                        + "\"session\":\"robot\",\"command\":\"imu --fast\",\"readyCheck\":null,\"persistent\":true,"
                        + "\"dependsOn\":[],\"variants\":[],\"params\":{},\"checks\":{},\"env\":{},\"cwd\":null}]}");
    }
}
