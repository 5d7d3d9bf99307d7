/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.concert.launcher.api.LauncherException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherAccessTests {

    @TempDir
    Path directory;

    private final List<Path> opened = new ArrayList<>();
    private CommandRun cli;

    @BeforeEach
    void noteWhatIsOpened() {
        cli = new CommandRun(directory);
        cli.launchers = files -> {
            opened.addAll(files);
            return cli.launcher;
        };
    }

    @Test
    void fileNamedComesBeforeTheOneHere() throws IOException {
        Files.createFile(directory.resolve("launcher.yaml"));
        Path named = Files.createFile(directory.resolve("robot.yaml"));

        cli.run("status", "-c", named.toString());
        cli.run("-c", named.toString(), "status");
        cli.run("status", "--config=" + named);

        assertThat(opened).containsExactly(named, named, named);
    }

    @Test
    void severalAreOpenedAsOneInTheirOrderAndStandInWhatIsToldToTypeNext() throws IOException {
        Path base = Files.createFile(directory.resolve("base.yaml"));
        Path robot = Files.createFile(directory.resolve("robot.yaml"));

        cli.run("-c", base.toString(), "status", "-c", robot.toString());
        int missing = cli.run("status", "-c", base.toString(), "-c", "gone.yaml");

        assertThat(opened).containsExactly(base, robot);
        assertThat(missing).isEqualTo(2);
        assertThat(cli.err()).contains("gone.yaml (from -c): no such file");
    }

    @Test
    void fileHereComesBeforeTheDefault() throws IOException {
        Path here = Files.createFile(directory.resolve("launcher.yaml"));
        cli.variables.put("CONCERT_LAUNCHER_DEFAULT_CONFIG", "/");

        cli.run("status");

        assertThat(opened).containsExactly(here);
    }

    @Test
    void defaultIsTakenWhenNothingIsHere() throws IOException {
        Path fallback = Files.createFile(directory.resolve("demo.yaml"));
        cli.variables.put("CONCERT_LAUNCHER_DEFAULT_CONFIG", fallback.toString());

        cli.run("status");

        assertThat(opened).containsExactly(fallback);
    }

    @Test
    void fileOfTheOtherUsualNameIsTaken() throws IOException {
        Path other = Files.createFile(directory.resolve("launcher.yml"));
        cli.run("status");
        Path usual = Files.createFile(directory.resolve("launcher.yaml"));
        cli.run("status");

        assertThat(opened).containsExactly(other, usual);
    }

    @Test
    void demoIsTakenLastAndToldOf() throws IOException {
        Path demo = Files.createFile(directory.resolve("demo.yaml"));
        cli.variables.put("CONCERT_LAUNCHER_DEMO", demo.toString());
        cli.run("status");
        String told = cli.err();
        cli.run("-c", demo.toString(), "status");
        Path fallback = Files.createFile(directory.resolve("robot.yaml"));
        cli.variables.put("CONCERT_LAUNCHER_DEFAULT_CONFIG", fallback.toString());
        cli.run("status");

        assertThat(opened).containsExactly(demo, demo, fallback);
        assertThat(told)
                .isEqualTo("concert_launcher: There is no ./launcher.yaml, so this uses the demo, " + demo
                        + "; -c FILE names another\n");
        assertThat(cli.err()).as("told once").isEqualTo(told);
    }

    @Test
    void noFileAtAllIsAClearError() {
        int code = cli.run("status");

        assertThat(cli.err())
                .isEqualTo("concert_launcher: Cannot find a launcher file: there is no ./launcher.yaml and"
                        + " $CONCERT_LAUNCHER_DEFAULT_CONFIG is not set; name one with -c FILE\n");
        assertThat(code).isEqualTo(2);
    }

    @Test
    void missingFileIsToldWithWhereItsNameCameFrom() {
        int code = cli.run("status", "-c", "/none.yaml");
        cli.variables.put("CONCERT_LAUNCHER_DEFAULT_CONFIG", "/nix.yaml");
        cli.run("status");

        assertThat(cli.err())
                .isEqualTo("concert_launcher: Cannot read the launcher file /none.yaml (from -c): no such file\n"
                        + "concert_launcher: Cannot read the launcher file /nix.yaml (from"
                        + " $CONCERT_LAUNCHER_DEFAULT_CONFIG): no such file\n");
        assertThat(code).isEqualTo(2);
    }

    @Test
    void mistakesInTheFileBeginWithTheirPlace() {
        cli.variables.put("CONCERT_LAUNCHER_DEFAULT_CONFIG", "/");
        cli.launchers = file -> {
            throw new LauncherException("launcher.yaml:12:5: xbot2.depends: no process 'imu2'\nand more is wrong");
        };

        int code = cli.run("status");

        assertThat(cli.err()).isEqualTo("""
                        launcher.yaml:12:5: xbot2.depends: no process 'imu2'
                        concert_launcher: and more is wrong
                        """);
        assertThat(code).isEqualTo(2);
    }

    @Test
    void launcherIsClosedAfterTheCommand() {
        cli.variables.put("CONCERT_LAUNCHER_DEFAULT_CONFIG", "/");

        cli.run("status");

        assertThat(cli.launcher.asked).containsExactly("look []", "close");
    }
}
