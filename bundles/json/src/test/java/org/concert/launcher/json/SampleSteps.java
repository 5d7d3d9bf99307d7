/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.json;

import java.util.List;
import java.util.Map;
import org.concert.launcher.api.LaunchStep;

/** Steps for tests of what shows a plan. */
public final class SampleSteps {

    /** One of which there is little to say. */
    public static final LaunchStep BARE = new LaunchStep(
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

    /** One that has all there is. */
    public static final LaunchStep FULL = new LaunchStep(
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

    private SampleSteps() {}
}
