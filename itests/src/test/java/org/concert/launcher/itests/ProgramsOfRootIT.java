/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a process has started by sudo cannot be ended by its user, and is neither forgotten nor started again beside. */
class ProgramsOfRootIT {

    private Lab lab;
    private OtherUser anna;

    @BeforeEach
    void makeUser() throws Exception {
        lab = new Lab();
        Distribution distribution = Distribution.unpack(lab);
        lab.run("chmod", "-R", "a+rX", distribution.home().getParent().toString());
        lab.run("chmod", "1777", lab.folder().resolve("t").toString());
        anna = OtherUser.create(lab, distribution, "anna");
        // As sudo does, without asking.
        Path asRoot = Files.copy(Path.of("/usr/bin/setpriv"), lab.folder().resolve("as-root"));
        lab.run("chmod", "4755", asRoot.toString());
        lab.launcherFile("""
                p:
                  cmd: %s --reuid 0 --clear-groups bash -c 'setsid sleep 300005 & sleep 300006'
                  stop_timeout: 1s
                """.formatted(asRoot));
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    @Test
    void programThatAStopCannotEndStaysAFailureUntilItIsGone() throws Exception {
        assertThat(anna.launcher("run", "p").exitCode()).isZero();
        Lab.await("root's program", () -> !daemons().isEmpty());
        List<Long> before = daemons();

        var killed = anna.launcher("kill", "p");

        assertThat(killed.exitCode()).isEqualTo(1);
        assertThat(killed.stderr()).contains("Cannot kill", "(pid " + before.get(0) + ")");
        assertFailed(before);
        assertThat(anna.launcher("kill", "p").exitCode()).isEqualTo(1);
        assertFailed(before);
        var ran = anna.launcher("run", "p");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.stderr()).contains("(pid " + before.get(0) + ")", "another user");
        assertThat(daemons()).isEqualTo(before);
        assertFailed(before);

        for (long pid : lab.programs("30000")) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
        Lab.await("nothing is left", () -> status().contains("\"STOPPED\""));
        assertThat(lab.programs("CONCERT_LAUNCHER_LEADER")).isEmpty();
        assertThat(anna.launcher("run", "p").exitCode()).isZero();
    }

    @Test
    void terminalIsNotKeptForWhatAStopCannotEnd() throws Exception {
        lab.launcherFile("p: {cmd: \"%s --reuid 0 --clear-groups sleep 300005; true\", stop_timeout: 1s}\n"
                .formatted(lab.folder().resolve("as-root")));
        assertThat(anna.launcher("run", "p").exitCode()).isZero();
        Lab.await("root's program", () -> !daemons().isEmpty());

        var killed = anna.launcher("kill", "p");

        assertThat(killed.exitCode()).as(killed.stderr()).isEqualTo(1);
        assertFailed(daemons());
        Lab.await(
                "the end of its terminal",
                () -> lab.programs("CONCERT_LAUNCHER_LEADER").isEmpty());
        ProcessHandle.of(daemons().get(0)).orElseThrow().destroyForcibly();
        Lab.await("nothing is left", () -> status().contains("\"STOPPED\""));
    }

    private void assertFailed(List<Long> programs) throws Exception {
        assertThat(status())
                .contains(
                        "\"FAILED\"", "a stop could not end it", programs.get(0).toString());
    }

    private String status() throws java.io.IOException, InterruptedException {
        return anna.launcher("status", "--json").stdout();
    }

    private List<Long> daemons() {
        return lab.programs("sleep 300005").stream()
                .filter(pid -> ProcessHandle.of(pid)
                        .flatMap(program -> program.info().command())
                        .filter(command -> command.endsWith("/sleep"))
                        .isPresent())
                .toList();
    }
}
