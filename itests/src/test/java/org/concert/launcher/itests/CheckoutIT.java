/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./concert_launcher} of a checkout, of which only the scripts are there, while something else builds in it. */
class CheckoutIT {

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path checkout;

    private Process builder;

    @BeforeEach
    void lockTheCheckout() throws IOException {
        for (String script : new String[] {"concert_launcher", ".ci/prerequisites"}) {
            Path copy = checkout.resolve(script);
            Files.createDirectories(copy.getParent());
            Files.copy(REPOSITORY.resolve(script), copy);
        }
        builder = new ProcessBuilder(
                        "bash",
                        "-c",
                        "source .ci/prerequisites && lock_checkout && echo locked && exec sleep 10000",
                        "./check")
                .directory(checkout.toFile())
                .start();
        assertThat(builder.inputReader().readLine()).isEqualTo("locked");
    }

    @AfterEach
    void endTheBuilder() {
        builder.destroyForcibly();
    }

    @Test
    void whatWasBuiltBeforeIsRunWhileSomethingElseBuilds() throws IOException, InterruptedException {
        Path home = Files.createDirectories(checkout.resolve("launcher-distribution/target/checkout"));
        Path program = Files.createDirectory(home.resolve("bin")).resolve("concert_launcher");
        Files.writeString(program, "#!/bin/sh\necho \"ran with $*\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("java_home"), "/nowhere\n");
        Path built = Files.createFile(home.resolve("built"));
        Files.setLastModifiedTime(built, FileTime.from(Instant.parse("2026-02-03T04:05:06Z")));
        Files.writeString(checkout.resolve("pom.xml"), "newer");
        Process launcher = launcher();

        assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(launcher.inputReader().readLine()).isEqualTo("ran with status");
        assertThat(launcher.errorReader().readLine())
                .startsWith("Not built anew, though sources have changed: check (pid " + builder.pid() + ") since ")
                .contains(" builds in this checkout. Used is what was built 2026-02-03 ");
    }

    @Test
    void whereNothingWasBuiltItSaysForWhatItWaits() throws IOException {
        Process launcher = launcher();

        String said = launcher.errorReader().readLine();

        launcher.destroyForcibly();
        assertThat(said)
                .startsWith("Waiting for check (pid " + builder.pid() + ") since ")
                .endsWith(" to end");
    }

    private Process launcher() throws IOException {
        return new ProcessBuilder("bash", checkout.resolve("concert_launcher").toString(), "status").start();
    }
}
