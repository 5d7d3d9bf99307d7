/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code serve} of the distribution keeps to restart policies, and to its launcher file as it is now. */
class ServedFileIT {

    private static final String READ = "/jolokia/read/org.concert.launcher:";
    private static final String SEARCH = "/jolokia/search/org.concert.launcher:type=Process,*";

    private Lab lab;
    private ServingLauncher serve;

    @BeforeEach
    void serve() throws Exception {
        lab = new Lab();
        Distribution distribution = Distribution.unpack(lab);
        lab.launcherFile("imu: {cmd: exec -a steady sleep 100000, restart: always}\n");
        serve = ServingLauncher.start(lab, distribution, 0);
    }

    @AfterEach
    void close() throws Exception {
        serve.process().destroy();
        serve.process().waitFor();
        lab.close();
    }

    @Test
    void processThatDiesIsRestarted() throws Exception {
        serve.get("/jolokia/exec/org.concert.launcher:type=Process,session=lab,name=imu/start()");
        serve.awaitState("imu", "READY");
        long first = lab.programs("steady").get(0);

        lab.run("kill", "-KILL", Long.toString(first));

        serve.awaitState("imu", "BACKOFF");
        serve.awaitState("imu", "READY");
        assertThat(serve.attribute("imu", "RestartCount")).isEqualTo("1");
        assertThat(lab.programs("steady")).hasSize(1).doesNotContain(first);
    }

    @Test
    void mbeansFollowTheLauncherFile() throws Exception {
        serve.get("/jolokia/exec/org.concert.launcher:type=Process,session=lab,name=imu/start()");
        serve.awaitState("imu", "READY");

        Files.move(
                lab.file("new", "context: {session: lab}\ngps: {cmd: sleep 200000}\n"),
                lab.folder().resolve("launcher.yaml"),
                StandardCopyOption.ATOMIC_MOVE);

        serve.await(SEARCH, "name=gps");
        serve.await(READ + "type=Process,session=lab,name=imu/LastMessage", "not in the launcher file any more");
        serve.get("/jolokia/exec/org.concert.launcher:type=Process,session=lab,name=imu/stop()");
        Lab.await("it is gone", () -> lab.programs("steady").isEmpty());
        serve.await("/jolokia/search/org.concert.launcher:type=Process,name=imu,*", "[]");
        serve.await(SEARCH, "name=gps");
    }

    @Test
    void fileWithMistakesIsToldOfAndReloadSaysWhatTheyAre() throws Exception {
        lab.launcherFile("imu: {cmd: exec -a steady sleep 100000, restrt: always}\n");

        serve.await(READ + "type=Launcher,session=lab/ConfigError", "restrt");
        assertThat(serve.get("/jolokia/exec/org.concert.launcher:type=Launcher,session=lab/reload()"))
                .contains("restrt");
        assertThat(serve.attribute("imu", "State")).contains("STOPPED");

        lab.file("launcher.yaml", "context: {session: robot}\nimu: {cmd: sleep 100000}\n");
        serve.await(READ + "type=Launcher,session=robot/ConfigError", "\"\"");
        serve.await(SEARCH, "session=robot");
    }
}
