/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A transport of the distribution is put into {@code deploy/} in another version, or in the same, and taken away, while a process
 * runs by it. {@code -Ddeployments=20} does so twenty times.
 */
class DeployedVersionsIT {

    private static final int TIMES = Integer.getInteger("deployments", 2);
    private static final String VERSION = "/jolokia/read/org.concert.launcher:type=Transport,name=local/Version";

    private static final String STARTED = "Started bundle: ";
    private static final String AGAIN = "0.1.0 of the distribution is used again";

    private Lab lab;
    private Distribution distribution;
    private Path shipped;
    private ServingLauncher serve;
    private String pid;

    @BeforeEach
    void serve() throws Exception {
        lab = new Lab();
        lab.launcherFile("imu: {cmd: exec sleep 100000}\n");
        distribution = Distribution.unpack(lab);
        try (Stream<Path> files = Files.walk(distribution.home().resolve("bundles"))) {
            shipped = files.filter(file -> file.getFileName().toString().contains("transport.local"))
                    .findFirst()
                    .orElseThrow();
        }
        serve = ServingLauncher.start(lab, distribution, 0);
        assertThat(serve.send("/api/v1/processes/lab/imu/start?wait=true")).contains("\"ok\":true");
        pid = serve.attribute("imu", "Pid");
        serve.await(VERSION, "0.1.0");
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    /** Put the transport into deploy/ with a version. */
    private Path deploy(String version) throws IOException {
        Path made = lab.folder().resolve("made.jar");
        try (JarFile from = new JarFile(shipped.toFile())) {
            Manifest manifest = new Manifest(from.getManifest());
            manifest.getMainAttributes().putValue("Bundle-Version", version);
            try (JarOutputStream to = new JarOutputStream(Files.newOutputStream(made), manifest)) {
                for (JarEntry entry : from.stream().toList()) {
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        to.putNextEntry(new JarEntry(entry.getName()));
                        try (InputStream content = from.getInputStream(entry)) {
                            content.transferTo(to);
                        }
                    }
                }
            }
        }
        Path deployed = distribution.deploy().resolve("local-" + version + ".jar");
        return Files.move(made, deployed, StandardCopyOption.ATOMIC_MOVE);
    }

    private void itGoesOn() throws Exception {
        serve.awaitState("imu", "READY");
        assertThat(serve.attribute("imu", "Pid")).isEqualTo(pid);
        assertThat(serve.send("/api/v1/processes/lab/imu/restart?wait=true")).contains("\"ok\":true");
        pid = serve.attribute("imu", "Pid");
        assertThat(lab.programs("sleep 100000")).hasSize(1);
    }

    @Test
    void newerOneIsUsedWhileItIsThereAndThenThatOfTheDistributionAgain() throws Exception {
        for (int i = 0; i < TIMES; i++) {
            Path newer = deploy("0.1.1");
            serve.await(VERSION, "0.1.1");
            itGoesOn();

            Files.delete(newer);
            serve.await(VERSION, "0.1.0");
            itGoesOn();
        }
        assertThat(lab.complained(serve.process())).contains("is used in place of 0.1.0 of the distribution", AGAIN);
    }

    /** It takes the place of the jar of the distribution in the same bundle, which FileInstall takes away with it. */
    @Test
    void oneOfTheSameVersionIsUsedWhileItIsThereAndThenThatOfTheDistributionAgain() throws Exception {
        for (int i = 0; i < TIMES; i++) {
            int exchanged = count(STARTED);
            Path same = deploy(Distribution.VERSION);
            Lab.await("it is started", () -> count(STARTED) > exchanged);
            serve.await(VERSION, Distribution.VERSION);
            itGoesOn();

            int back = count(AGAIN);
            Files.delete(same);
            Lab.await("that of the distribution is back", () -> count(AGAIN) > back);
            serve.await(VERSION, Distribution.VERSION);
            itGoesOn();
        }
    }

    @Test
    void olderOneIsToldAndNotUsed() throws Exception {
        deploy("0.0.9");

        Lab.await("it is told", () -> count("is older than 0.1.0 of the distribution") > 0);

        serve.await(VERSION, "0.1.0");
        itGoesOn();
    }

    private int count(String text) throws IOException {
        return lab.complained(serve.process()).split(Pattern.quote(text), -1).length - 1;
    }
}
