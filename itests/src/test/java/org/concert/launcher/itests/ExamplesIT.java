/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.example.application.Application;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The examples do what the documentation says. */
class ExamplesIT {

    private static final Path EXAMPLES = Path.of("examples").toAbsolutePath();

    private Lab lab;

    @BeforeEach
    void takeTheLauncherFile() throws IOException {
        lab = new Lab();
        lab.file("robot.yaml", Files.readString(EXAMPLES.resolve("robot.yaml")));
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    @Test
    void applicationStartsReadsAndStopsAProcess() throws Exception {
        Lab.Ended ended = lab.end(lab.start(LauncherJvm.commandOf(Application.class, "robot.yaml")));

        assertThat(ended.exitCode()).as(ended.stderr()).isZero();
        assertThat(ended.stdout().lines())
                .contains(
                        "camera: RUNNING -> READY",
                        "camera: STARTED ready",
                        "camera is ready: true",
                        "driver is READY",
                        "gripper is STOPPED",
                        "camera printed: big pictures",
                        "camera printed: picture at 60 Hz",
                        "camera: READY -> STOPPING",
                        "stopped: true")
                .anyMatch(line -> line.contains("bash -ic"));
        assertThat(lab.programs("picture at")).isEmpty();
    }

    @Test
    void middlewareReactsToWhatIsReadyAndToWhatFails() throws Exception {
        Distribution distribution = Distribution.unpack(lab);
        Files.writeString(
                distribution.home().resolve("etc/logging.properties"),
                "org.slf4j.simpleLogger.log.org.example=info\n",
                StandardOpenOption.APPEND);
        // A launcher file besides the one of serve, by configuration.
        lab.launcherFile("imu: {cmd: sleep 100000}\n");
        lab.file(
                distribution.home().resolve("etc") + "/org.concert.launcher-example.cfg",
                "file = " + lab.folder() + "/robot.yaml\n");
        ServingLauncher serve = ServingLauncher.start(lab, distribution, 0);
        String camera = "/jolokia/exec/org.concert.launcher:type=Process,session=example,name=camera/";
        serve.await("/jolokia/search/org.concert.launcher:type=Process,*", "session=example");
        Files.copy(
                EXAMPLES.resolve(
                        "middleware/target/org.concert.launcher.example.middleware-" + Distribution.VERSION + ".jar"),
                distribution.deploy().resolve("middleware.jar"));

        serve.get(camera + "start()");
        awaitLog(serve, "camera is ready as");
        awaitLog(serve, "Grasping: Outcome[processes=[ProcessOutcome[name=gripper, result=STARTED");
        long loop = lab.programs("picture at").get(0);
        lab.run("kill", "-KILL", Long.toString(loop));

        awaitLog(serve, "No grasping: the camera is ready no more");
        awaitLog(serve, "ALARM: camera was READY and failed: ");
    }

    private void awaitLog(ServingLauncher serve, String text) throws InterruptedException {
        Lab.await(text, () -> lab.complained(serve.process()).contains(text));
    }
}
