/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users write lies outside of what a build or an upgrade replaces. */
class SettingsIT extends WithLab {

    private Distribution distribution;
    private Path own;

    @BeforeEach
    void unpack() throws Exception {
        distribution = Distribution.unpack(lab);
        own = lab.home().resolve(".config/concert-launcher");
        lab.environment().remove("CONCERT_LAUNCHER_ETC");
        lab.environment().remove("XDG_CONFIG_HOME");
        lab.launcherFile("p: {cmd: exec sleep 300006}\n");
    }

    private Lab.Ended concertLauncher(String... arguments) throws Exception {
        return lab.run(distribution.command(arguments).toArray(String[]::new));
    }

    @Test
    void usersAreAddedToThoseOfTheUserAndServeAsksForThem() throws Exception {
        Path password = lab.file("password", Distribution.PASSWORD + "\n");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));

        var added = concertLauncher("user", "add", "ann", "--role", "operator", "--password-file", password.toString());

        assertThat(added.exitCode()).as(added.stderr()).isZero();
        assertThat(own.resolve("users")).exists();
        assertThat(distribution.home().resolve("etc/users")).doesNotExist();
        ServingLauncher serve = ServingLauncher.start(lab, distribution, 0);
        assertThat(serve.get("/api/v1/processes")).contains("nobody is logged in");
    }

    @Test
    void launchersAreTakenInAndFrameworkSettingsWinLineByLine() throws Exception {
        Files.createDirectories(own);
        Files.writeString(
                own.resolve("framework.properties"), "org.concert.launcher.http.origins=http://robot.example\n");
        Path other = lab.file("gripper.yaml", "context: {session: gripper}\nq: {cmd: exec sleep 300007}\n");
        Files.writeString(own.resolve("org.concert.launcher-gripper.cfg"), "file=" + other + "\n");

        ServingLauncher serve = ServingLauncher.start(lab, distribution, 0);

        serve.await("/jolokia/read/org.concert.launcher:type=Launcher,session=gripper/Session", "gripper");
        assertThat(own.resolve("deploy")).isDirectory();
    }

    @Test
    void folderOfTheCommandLineWins() throws Exception {
        Path named = lab.folder().resolve("settings");

        var users = concertLauncher("user", "list", "--etc", named.toString());

        assertThat(users.exitCode()).as(users.stderr()).isZero();
        assertThat(List.of(own, named)).noneMatch(Files::exists);
    }
}
