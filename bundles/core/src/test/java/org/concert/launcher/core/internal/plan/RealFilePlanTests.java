/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.api.StartRequest;
import org.concert.launcher.config.LauncherConfig;
import org.concert.launcher.config.LauncherConfigReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plans of the launcher files of real robots. */
class RealFilePlanTests {

    private static final Path FILES = Path.of("..", "config", "src", "test", "resources", "real");

    @ParameterizedTest
    @MethodSource("files")
    void everyProcessCanBePlannedButTheOneThatNeedsAPose(Path file) throws Exception {
        LauncherConfig config = LauncherConfigReader.read(file);
        List<String> complaints = new ArrayList<>();

        for (String name : config.processes().keySet()) {
            try {
                assertThat(LaunchPlanner.plan(config, StartRequest.of(name)).steps())
                        .extracting(LaunchStep::name)
                        .endsWith(name);
            } catch (RequestException e) {
                complaints.addAll(e.complaints());
            }
        }

        assertThat(complaints)
                .isEqualTo(
                        file.endsWith("kyon-ros1.yaml")
                                ? List.of("joint_pose.cmd: parameter 'pose_name' has no value; choose one of the"
                                        + " variants home_left, home_right, home_lr, reach_to_grasp_left,"
                                        + " reach_to_grasp_right, homing_inward, or give -p pose_name:=VALUE")
                                : List.of());
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyChoiceOfEveryProcessCanBePlanned(Path file) throws Exception {
        LauncherConfig config = LauncherConfigReader.read(file);

        for (var process : config.processes().values()) {
            for (Choice choice : Choice.of(process).values()) {
                var request = new StartRequest(List.of(process.name()), List.of(choice.name()), Map.of());

                assertThat(LaunchPlanner.plan(config, request).steps())
                        .last()
                        .extracting(LaunchStep::variants)
                        .isEqualTo(List.of(choice.name()));
            }
        }
    }

    @Test
    void kyonTakesAnyPoseAsParameter() throws Exception {
        var config = LauncherConfigReader.read(FILES.resolve("kyon-ros1.yaml"));

        var plan = LaunchPlanner.plan(
                config, new StartRequest(List.of("joint_pose"), List.of(), Map.of("pose_name", "home")));

        assertThat(plan.steps())
                .extracting(LaunchStep::command)
                .containsExactly("rosrun kyon_cartesio joint_poses_client.py home");
    }

    @Test
    void kyonStartsWithItsImuAndTheChosenController() throws Exception {
        var config = LauncherConfigReader.read(FILES.resolve("kyon-ros1.yaml"));

        var plan =
                LaunchPlanner.plan(config, new StartRequest(List.of("xbot2"), List.of("ec_idle", "verbose"), Map.of()));

        assertThat(plan.steps())
                .extracting(LaunchStep::command)
                .containsExactly("roslaunch vectornav vectornav.launch", "xbot2-core --hw ec_idle -V");
        assertThat(plan.steps()).extracting(LaunchStep::machine).containsOnly("embedded@10.24.12.100");
        assertThat(plan.steps()).extracting(LaunchStep::container).containsOnly("kyon-cetc-focal-ros1-xeno-dev-1");
    }

    @Test
    void centauroGroupStartsItsPartsInTheOrderOfTheFile() throws Exception {
        var config = LauncherConfigReader.read(FILES.resolve("centauro-laptop.yaml"));

        assertThat(LaunchPlanner.plan(config, StartRequest.of("tutti")).steps())
                .extracting(LaunchStep::name)
                .containsExactly("roscore", "cose", "come", "code", "tutti");
        assertThat(LaunchPlanner.plan(config, StartRequest.of("cartesio")).steps())
                .extracting(LaunchStep::name)
                .containsExactly("roscore", "xbot2", "homing", "cartesio");
    }

    static Stream<Path> files() throws IOException {
        try (var files = Files.list(FILES)) {
            return files.sorted().toList().stream();
        }
    }
}
