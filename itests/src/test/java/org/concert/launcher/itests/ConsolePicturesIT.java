/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A robot as people have it, healthy, as the web console shows it: the pictures of the documentation, {@code docs-*.png}. */
@Order(2)
class ConsolePicturesIT extends WithConsole {

    private static final String ROBOT = """
            context:
              session: kyon
              params:
                rate: {default: 1000, type: int, min: 100, max: 2000, help: control loop (Hz)}
                hw_type: {default: ec_pos, values: [ec_idle, ec_pos, dummy, sim]}
              targets:
                sensors: [imu, battery, camera_front, camera_rear, rosbag]
                field: {targets: [sensors], run: [teleop, diagnostics, detector, nav2, webgui]}
                sim: {run: [teleop, diagnostics, webgui], variants: [sim]}
            ecat: {cmd: '$LAB/say ecat_master "cycle jitter us"', ready_delay: 900ms, category: Hardware}
            imu: {cmd: '$LAB/say vectornav orientation', category: Hardware}
            battery: {cmd: '$LAB/say battery "voltage mV"', category: Hardware}
            xbot2:
              cmd: $LAB/say xbot2 loop --hw {hw_type} --rate {rate}
              category: Control
              depends: [ecat, imu]
              ready_check: sleep 0.3
              variants:
                verbose: {cmd: "{cmd} # -V"}
                ctrl:
                  - idle: {params: {hw_type: ec_idle}}
                  - dummy: {params: {hw_type: dummy}}
                  - sim: {params: {hw_type: sim}}
            homing: {cmd: 'for j in hip knee ankle; do echo "$j at zero"; sleep 0.4; done', persistent: false, depends: [xbot2], category: Control}
            cartesio: {cmd: '$LAB/say cartesio "tracking error um"', depends: [homing], category: Control}
            gait: {cmd: '$LAB/say gait step', depends: [cartesio], category: Control}
            balance: {cmd: '$LAB/say balance zmp', depends: [cartesio], category: Control}
            teleop: {cmd: '$LAB/say teleop cmd_vel', depends: [gait, balance], category: Control}
            camera_front: {cmd: '$LAB/say realsense_front frame', ready_delay: 600ms, category: Perception}
            camera_rear: {cmd: '$LAB/say realsense_rear frame', ready_delay: 500ms, category: Perception}
            detector: {cmd: '$LAB/say detector objects', depends: [camera_front, camera_rear], ready_delay: 1200ms, category: Perception}
            velodyne: {cmd: '$LAB/say velodyne packets', ready_delay: 700ms, category: Perception}
            slam: {cmd: '$LAB/say slam keyframe', depends: [imu, velodyne], category: Navigation}
            map_server: {cmd: '$LAB/say map_server map', category: Navigation}
            amcl: {cmd: '$LAB/say amcl particles', depends: [map_server, slam], category: Navigation}
            nav2: {cmd: '$LAB/say nav2 plan', depends: [amcl, gait], category: Navigation}
            roscore: {cmd: '$LAB/say rosmaster topics', category: Infrastructure}
            rosbag: {cmd: '$LAB/say rosbag "MB written"', depends: [roscore], category: Infrastructure}
            diagnostics: {cmd: '$LAB/say diagnostics ok', depends: [roscore], category: Infrastructure}
            webgui: {cmd: '$LAB/say webgui "GET /api"', depends: [roscore], category: Infrastructure}
            """;

    /** Prints lines as nodes of ROS do. */
    private static final String SAY = """
            #!/bin/bash
            n=0
            while sleep 0.4; do
              n=$((n+1))
              printf '\\033[32m[INFO]\\033[0m [\\033[36m%s\\033[0m]: %s %d\\n' "$1" "$2" $n
            done
            """;

    ConsolePicturesIT() {
        super(ROBOT);
    }

    @BeforeEach
    void writeWhatItRuns() throws Exception {
        Files.setPosixFilePermissions(lab.file("say", SAY), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void targetIsBroughtUpAndEveryPageShowsIt() throws Exception {
        browser.resize(1440, 900);
        browser.click("field");
        browser.await("dialog", "Start 21");
        browser.clickOn("dialog button[value=yes]");
        browser.await(".targets-said", "field is in force");
        browser.awaitTrue("document.querySelector('.operation') === null");

        browser.theme("dark");
        browser.show("graph");
        browser.awaitTrue(ConsoleIT.graphed("kyon/nav2", "data('state') === 'READY'"));
        picture("graph-dark");
        browser.show("timeline");
        browser.await(".timeline", "after homing");
        picture("timeline-dark");
        browser.show("output/kyon/xbot2,kyon/imu,kyon/webgui");
        browser.awaitOutput("orientation");
        picture("output-dark");
        browser.theme("light");
        browser.show("process/kyon/xbot2");
        browser.awaitTrue("document.querySelector('#charts')?.dataset.samples >= 4");
        picture("processes-light");
        browser.resize(360, 740);
        browser.show("processes");
        browser.find("[aria-label='Stop imu']");
        picture("phone-light");
    }

    private void picture(String name) throws IOException {
        browser.screenshot("docs-" + name);
        assertThat(browser.complaints()).as(name).isEmpty();
    }
}
