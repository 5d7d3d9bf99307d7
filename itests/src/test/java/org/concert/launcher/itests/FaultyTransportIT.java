/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transports of somebody else that throw what they should not: who asks hears of it, and the mended one works at once. */
class FaultyTransportIT {

    private static final String PROCESSES = "/jolokia/exec/org.concert.launcher:type=Process,session=lab,name=";

    private Lab lab;
    private Path deployed;
    private ServingLauncher serve;

    @BeforeEach
    void serve() throws Exception {
        lab = new Lab();
        lab.launcherFile("""
                imu: {cmd: exec sleep 100000}
                rover: {machine: "moon://base", cmd: exec sleep 100001}
                """);
        Path moon = Files.createDirectory(lab.folder().resolve("m"));
        lab.undoAtEnd(() -> lab.run("sh", "-c", "TMUX_TMPDIR=" + moon + " tmux kill-server"));
        Distribution distribution = Distribution.unpack(lab);
        deployed = distribution.deploy().resolve("rocket.jar");
        serve = ServingLauncher.start(lab, distribution, 0);
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    private void deploy(String version, String mistake) throws Exception {
        BundleJar.write(
                deployed,
                Map.of(
                        "Bundle-SymbolicName",
                        "org.example.rocket",
                        "Bundle-Version",
                        version,
                        "Mistake",
                        mistake,
                        "Bundle-Activator",
                        FaultyTransport.class.getName(),
                        "Import-Package",
                        "org.concert.launcher.api,org.osgi.framework"),
                List.of(FaultyTransport.class, moon()));
        serve.await("/jolokia/read/org.concert.launcher:type=Transport,name=faulty/Version", '"' + version + '"');
    }

    private static Class<?> moon() throws ClassNotFoundException {
        return Class.forName(FaultyTransport.class.getName() + "$Moon");
    }

    @Test
    void hostThatThrowsFailsTheStartWithTheNamesOfTransportAndBundle() throws Exception {
        deploy("1.0.0", "terminal");

        serve.get(PROCESSES + "rover/start()");

        serve.awaitState("rover", "FAILED");
        assertThat(serve.attribute("rover", "LastMessage"))
                .contains("Cannot start", "transport faulty (rocket.jar) failed", "no terminals up here");
        assertThat(serve.get(PROCESSES + "rover/stop()")).as("it is answered").contains("\"status\":200");
        serve.get(PROCESSES + "imu/start()");
        serve.awaitState("imu", "READY");

        deploy("1.0.1", "none");
        serve.get(PROCESSES + "rover/start()");
        serve.awaitState("rover", "READY");
    }

    @Test
    void transportThatThrowsOnceWhenAskedWhatItServesHarmsNobody() throws Exception {
        deploy("1.0.0", "serves");

        serve.get(PROCESSES + "imu/start()");
        serve.get(PROCESSES + "rover/start()");

        serve.awaitState("imu", "READY");
        serve.awaitState("rover", "READY");
    }
}
