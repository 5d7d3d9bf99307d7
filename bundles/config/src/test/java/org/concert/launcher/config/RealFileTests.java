/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Launcher files of real robots, written for the tool this one replaces. */
class RealFileTests {

    @ParameterizedTest
    @CsvSource({
        "centauro-laptop.yaml, concert, 8",
        "gui-server-sample.yaml, arturo, 6",
        "kyon-ros1.yaml, kyon, 16",
        "kyon-ros2.yaml, kyon, 3",
        "nexus-ros1.yaml, nexus_real, 6"
    })
    void realFileLoadsWithoutAWarning(String file, String session, int processes) throws Exception {
        var config = read(file);

        assertThat(config.session()).isEqualTo(session);
        assertThat(config.processes()).hasSize(processes);
        assertThat(config.warnings()).isEmpty();
        assertThat(config.tmuxSocket()).isNull();
        assertThat(config.dependencies().startOrder()).hasSize(processes);
    }

    @Test
    void machineAndContainerComeFromTheirAnchors() throws Exception {
        var imu = process("kyon-ros1.yaml", "imu");

        assertThat(imu.placement().machine()).isEqualTo("embedded@10.24.12.100");
        assertThat(imu.placement().container()).isEqualTo("kyon-cetc-focal-ros1-xeno-dev-1");
        assertThat(imu.checks().get("ready_check")).hasToString("timeout 5 rostopic echo /xbotcore/imu/imu_link -n 1");
        assertThat(imu.placement().isLocal()).isFalse();
    }

    @Test
    void whatTheFileDoesNotSayHasItsDefault() throws Exception {
        var roscore = process("gui-server-sample.yaml", "roscore");

        assertThat(roscore)
                .isEqualTo(new ProcessConfig(
                        "roscore",
                        roscore.place(),
                        Template.parse("ros1; roscore"),
                        Whereabouts.NONE,
                        List.of(new Placement("arturo", "local", null)),
                        Map.of(),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(1),
                        null,
                        null,
                        true,
                        List.of(),
                        Map.of(),
                        Map.of(),
                        false,
                        "SIGINT",
                        Duration.ofSeconds(10),
                        RestartMode.NO,
                        5,
                        WithDependency.NOTHING,
                        Map.of(),
                        null,
                        true,
                        null,
                        50_000_000,
                        3,
                        true,
                        null));
        assertThat(roscore.place().line()).isEqualTo(6);
        assertThat(roscore.placement().isLocal()).isTrue();
    }

    @Test
    void flagAndGroupOfOneProcessComeOutRight() throws Exception {
        var xbot2 = process("kyon-ros1.yaml", "xbot2");

        assertThat(xbot2.cmd().names()).containsExactly("hw_type");
        assertThat(xbot2.variants())
                .containsExactly(
                        Map.entry(
                                "verbose",
                                new Variant.Flag(
                                        "verbose",
                                        new VariantEffect(
                                                Template.parse("{cmd} -V"),
                                                Map.of(),
                                                Map.of(),
                                                null,
                                                Whereabouts.NONE,
                                                Map.of()))),
                        Map.entry(
                                "ctrl",
                                new Variant.Group(
                                        "ctrl",
                                        Map.of(
                                                "ec_idle", hardware("ec_idle"),
                                                "ec_pos", hardware("ec_pos"),
                                                "dummy", hardware("dummy")),
                                        null)));
        assertThat(((Variant.Group) xbot2.variants().get("ctrl")).options().keySet())
                .containsExactly("ec_idle", "ec_pos", "dummy");
    }

    @Test
    void emptyTextIsAParameterToo() throws Exception {
        assertThat(read("gui-server-sample.yaml").params()).containsExactly(Map.entry("verbose_flag", ""));
    }

    @Test
    void userAtLocalhostIsNotThisMachine() throws Exception {
        assertThat(process("centauro-laptop.yaml", "roscore").placement().machine())
                .isEqualTo("alaurenzi@localhost");
    }

    @Test
    void oneShotAndOwnSessionAreKept() throws Exception {
        assertThat(process("centauro-laptop.yaml", "homing").persistent()).isFalse();
        assertThat(process("centauro-laptop.yaml", "cose").placement().session())
                .isEqualTo("cazzi");
        assertThat(process("centauro-laptop.yaml", "tutti").depends()).containsExactly("cose", "code", "come");
    }

    @Test
    void processHiddenFromTheConsoleIsHidden() throws Exception {
        assertThat(read("kyon-ros1.yaml").processes().values())
                .filteredOn(process -> !process.showUi())
                .extracting(ProcessConfig::name)
                .contains("lidar", "joint_pose")
                .doesNotContain("park", "xbot2");
    }

    @Test
    void commandWithAHomeDirectoryAndAParameterWithoutDefaultIsKept() throws Exception {
        assertThat(process("kyon-ros1.yaml", "record_bag").cmd()).hasToString("~/data/record_bag.bash");
        assertThat(process("kyon-ros1.yaml", "joint_pose").cmd().names()).containsExactly("pose_name");
        assertThat(process("nexus-ros1.yaml", "parking").cmd())
                .hasToString("roslaunch nexus_python_control nexus_parking.launch command:=park");
    }

    private static VariantEffect hardware(String type) {
        return new VariantEffect(null, Map.of("hw_type", type), Map.of(), null, Whereabouts.NONE, Map.of());
    }

    private static ProcessConfig process(String file, String name) throws Exception {
        return read(file).processes().get(name);
    }

    private static LauncherConfig read(String file) throws ConfigException, URISyntaxException {
        return LauncherConfigReader.read(
                Path.of(RealFileTests.class.getResource("/real/" + file).toURI()));
    }
}
