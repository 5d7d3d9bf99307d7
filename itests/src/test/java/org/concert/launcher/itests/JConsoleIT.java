/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** JConsole of the JDK, with its windows on a screen of Xvfb, connected to the {@code serve} of this machine. */
class JConsoleIT {

    private static final int EMPTY_WINDOW = 40;

    private static Lab lab;
    private static Desktop desktop;
    private static ServingLauncher serve;

    @BeforeAll
    static void serveOnADesktop() throws Exception {
        lab = new Lab();
        try {
            desktop = Desktop.open(lab);
        } catch (Throwable e) {
            lab.close();
            throw e;
        }
        lab.launcherFile("""
                imu: {cmd: exec sleep 100001}
                camera: {cmd: echo no camera; exit 7}
                """);
        serve = ServingLauncher.start(lab, Distribution.unpack(lab), 0);
        lab.launcher("run", "camera");
        serve.awaitState("camera", "FAILED");
    }

    @AfterAll
    static void endBoth() throws Exception {
        if (desktop != null) {
            desktop.close();
            lab.close();
        }
    }

    @Test
    void attributesOfAProcessAreShown() throws Exception {
        Path picture = Files.createDirectories(Path.of("target", "screenshots"))
                .resolve("jconsole.png")
                .toAbsolutePath();

        Lab.Ended shown = jconsole("attributes", picture, "camera");

        assertThat(shown.stdout())
                .as(shown.stderr())
                .contains("State=FAILED\n", "ExitCode=7\n", "LastMessage=exit code 7\n");
        assertThat(coloursIn(picture)).isGreaterThan(EMPTY_WINDOW);
    }

    @Test
    void processIsStartedByAButton() throws Exception {
        Lab.Ended pressed = jconsole("start", lab.folder().resolve("started.png"), "imu");

        assertThat(pressed.exitCode()).as(pressed.stderr()).isZero();
        serve.awaitState("imu", "READY");
    }

    private Lab.Ended jconsole(String wish, Path picture, String process) throws Exception {
        return desktop.jconsole(
                Long.toString(serve.process().pid()),
                wish,
                picture.toString(),
                "org.concert.launcher",
                "Process",
                "lab",
                process);
    }

    private static long coloursIn(Path picture) throws Exception {
        BufferedImage image = Objects.requireNonNull(ImageIO.read(picture.toFile()));
        assertThat(List.of(image.getWidth(), image.getHeight()))
                .containsExactly(JConsoleHand.WIDTH, JConsoleHand.HEIGHT);
        return IntStream.range(0, image.getWidth() * image.getHeight())
                .map(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()))
                .distinct()
                .count();
    }
}
