/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.concert.launcher.cli.internal.view.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanAndValidateTests {

    @TempDir
    Path directory;

    private CommandRun cli;

    @BeforeEach
    void useTheDirectory() throws IOException {
        cli = new CommandRun(directory);
        file("""
                imu:
                  cmd: imu
                ecat:
                  cmd: ecat
                  machine: robot@host
                  depends: [imu]
                """);
    }

    @Test
    void planIsPrintedAndNothingIsStarted() {
        cli.launcher.with(Samples.description("imu")).with(Samples.description("ecat", "imu"));

        int code = cli.run("plan", "ecat");

        assertThat(cli.out()).isEqualTo("""
                          1. imu
                             machine      local
                             session      robot
                             command      run imu
                          2. ecat
                             machine      local
                             session      robot
                             command      run ecat
                             depends on   imu
                        """);
        assertThat(cli.launcher.asked).containsExactly("close");
        assertThat(code).isZero();
    }

    @Test
    void planIsJsonIfAskedFor() {
        cli.launcher.with(Samples.description("imu"));

        cli.run("plan", "imu", "--json");

        assertThat(cli.out()).startsWith("{\"steps\":[{\"name\":\"imu\",").hasLineCount(1);
    }

    @Test
    void fileWithoutMistakesIsCountedInOneLine() {
        int code = cli.run("validate");

        assertThat(cli.out()).isEqualTo(name() + ": 2 processes on 2 machines, no mistakes\n");
        assertThat(cli.err()).isEmpty();
        assertThat(code).isZero();
    }

    @Test
    void warningsAreToldAndKeepTheExitCode() throws IOException {
        file("imu:\n  cmd: imu\n  depends: [gone]\n");

        int code = cli.run("validate");

        assertThat(cli.err()).startsWith(name() + ":3:13: warning: imu.depends: no process 'gone'");
        assertThat(cli.out()).isEqualTo(name() + ": 1 process on 1 machine, 1 warning\n");
        assertThat(code).isZero();
    }

    @Test
    void everyMistakeIsALineThatBeginsWithItsPlace() throws IOException {
        file("imu:\n  cdm: imu\n  depends: 3\n");

        int code = cli.run("validate");

        assertThat(cli.err().lines()).hasSizeGreaterThan(1).allMatch(line -> line.startsWith(name() + ":"));
        assertThat(cli.out()).isEmpty();
        assertThat(code).isEqualTo(2);
    }

    private void file(String text) throws IOException {
        Files.writeString(directory.resolve("launcher.yaml"), text);
    }

    private String name() {
        return directory.resolve("launcher.yaml").toString();
    }
}
