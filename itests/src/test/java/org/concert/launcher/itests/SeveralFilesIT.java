/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code serve} of several launcher files: its own, and those of configurations in etc/. */
class SeveralFilesIT {

    private static final String SEARCH = "/jolokia/search/org.concert.launcher:type=Process,*";

    private Lab lab;
    private Distribution distribution;
    private ServingLauncher serve;

    @BeforeEach
    void serve() throws Exception {
        lab = new Lab();
        distribution = Distribution.unpack(lab);
        lab.launcherFile("imu: {cmd: sleep 100000}\n");
        serve = ServingLauncher.start(lab, distribution, 0);
    }

    @AfterEach
    void close() throws Exception {
        serve.process().destroy();
        serve.process().waitFor();
        lab.close();
    }

    @Test
    void fileWithMistakesIsToldAndTakenInOnceItIsMended() throws Exception {
        Path bad = file("bad", "bad", "gps: {cmd: sleep 100000, restrt: always}\n");
        Path missing = lab.folder().resolve("missing.yaml");

        configure("bad", bad.toString());
        configure("missing", missing.toString());
        configure("relative", "relative.yaml");
        awaitLog("Cannot offer the launcher of " + bad + ", until the file is put right:\n" + bad + ":2:");
        awaitLog("Cannot offer the launcher of " + missing);
        awaitLog("'relative.yaml' in the configuration org.concert.launcher");
        String early = serve.get(SEARCH);
        file("bad", "bad", "gps: {cmd: sleep 100000}\n");
        file("missing", "missing", "lidar: {cmd: sleep 100000}\n");

        serve.await(SEARCH, "session=bad");
        serve.await(SEARCH, "name=lidar");
        assertThat(early).contains("name=imu").doesNotContain("session=bad", "lidar");
    }

    @Test
    void sessionOfAnotherIsRefusedUntilItIsFree() throws Exception {
        Path first = file("first", "other", "gps: {cmd: sleep 100000}\n");
        Path second = file("second", "other", "lidar: {cmd: sleep 100000}\n");
        Path third = file("third", "lab", "camera: {cmd: sleep 100000}\n");
        configure("first", first.toString());
        serve.await(SEARCH, "name=gps");

        configure("second", second.toString());
        configure("third", third.toString());
        awaitLog("Cannot offer the launcher of " + second + ": its session 'other' is that of " + first
                + "; name another in context.session");
        awaitLog("Cannot offer the launcher of " + third + ": its session 'lab' is that of " + lab.folder()
                + "/launcher.yaml");
        String meanwhile = serve.get(SEARCH);
        file("third", "third", "camera: {cmd: sleep 100000}\n");
        serve.await(SEARCH, "name=camera");
        Files.delete(configuration("first"));

        serve.await(SEARCH, "name=lidar");
        assertThat(meanwhile).contains("name=imu", "name=gps").doesNotContain("lidar", "camera");
        assertThat(serve.get(SEARCH)).doesNotContain("gps");
    }

    @Test
    void changeOfAFileThatIsIncludedIsAChangeOfTheLauncherFile() throws Exception {
        lab.file("base.yaml", "gps: {cmd: sleep 100000}\n");
        lab.file("first.yaml", "context: {session: first, include: [base.yaml]}\nlidar: {cmd: sleep 100000}\n");
        configure("first", lab.folder().resolve("first.yaml").toString());
        serve.await(SEARCH, "name=gps");

        lab.file("base.yaml", "gps: {cmd: sleep 100000}\ncamera: {cmd: sleep 100000}\n");

        serve.await(SEARCH, "name=camera");
        assertThat(serve.get(SEARCH)).contains("name=lidar");
    }

    @Test
    void whatHoldsForAllLaunchersIsConfiguredWhileTheyServe() throws Exception {
        Path made = lab.file("core.cfg", "transportWaitSeconds = -5\n");

        Files.move(made, distribution.home().resolve("etc/org.concert.launcher.core.cfg"));

        awaitLog("Cannot wait -5 s for a transport; requests do not wait at all");
        serve.await(SEARCH, "name=imu");
    }

    private Path file(String name, String session, String processes) throws IOException {
        return lab.file(name + ".yaml", "context: {session: " + session + "}\n" + processes);
    }

    private void configure(String name, String file) throws IOException {
        Path made = lab.file(name + ".cfg", "file = " + file + "\n");
        Files.move(made, configuration(name));
    }

    private Path configuration(String name) {
        return distribution.home().resolve("etc/org.concert.launcher-" + name + ".cfg");
    }

    private void awaitLog(String text) throws InterruptedException {
        Lab.await("the log says " + text, () -> lab.complained(serve.process()).contains(text));
    }
}
