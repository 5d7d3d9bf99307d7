/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concert.launcher.json.SampleSteps.BARE;
import static org.concert.launcher.json.SampleSteps.FULL;

import java.util.List;
import org.concert.launcher.api.LaunchPlan;
import org.junit.jupiter.api.Test;

class PlanJsonTests {

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
