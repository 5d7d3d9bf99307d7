/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two accounts have a tmux server each, and see nothing of each other's marks: what one runs of a launcher file, the other is told. */
class OtherAccountIT extends WithLab {

    private OtherUser anna;

    @BeforeEach
    void makeUser() throws Exception {
        Distribution distribution = Distribution.unpack(lab);
        lab.run("chmod", "-R", "a+rX", distribution.home().getParent().toString());
        lab.run("chmod", "1777", lab.folder().resolve("t").toString());
        anna = OtherUser.create(lab, distribution, "anna");
        lab.launcherFile("""
                p: {cmd: exec sleep 300011}
                q: {cmd: exec sleep 300012, depends: [p]}
                """);
    }

    @Test
    void isToldWhatAnotherRunsOfTheSameFileAndDoesNotStartItTwice() throws Exception {
        assertThat(lab.launcher("run", "p").exitCode()).isZero();

        var status = anna.launcher("status").stdout();
        var ran = anna.launcher("run", "q");

        assertThat(status.lines().filter(line -> line.startsWith("p ")))
                .singleElement()
                .asString()
                .contains("STOPPED", "runs under the account root (pid ", "from this launcher file");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.stderr()).contains("p failed: not started: runs under the account root");
        assertThat(lab.programs("sleep 30001")).hasSize(1);
    }

    @Test
    void startsItOnceThatHasEnded() throws Exception {
        assertThat(lab.launcher("run", "p").exitCode()).isZero();
        assertThat(anna.launcher("run", "p").exitCode()).isEqualTo(1);
        assertThat(lab.launcher("kill", "p").exitCode()).isZero();

        assertThat(anna.launcher("run", "p").exitCode()).isZero();

        assertThat(lab.launcher("status").stdout()).contains("runs under the account clit-anna");
        assertThat(anna.launcher("kill", "--all").exitCode()).isZero();
    }

    /** Anybody may give his programs such a title. */
    @Test
    void startsWhatAnAccountClaimsToRunThatIsNeitherRootNorTheOwnerOfTheFile() throws Exception {
        assertThat(anna.launcher("run", "p").exitCode()).isZero();

        assertThat(lab.launcher("status").stdout()).contains("runs under the account clit-anna");
        assertThat(lab.launcher("run", "p").exitCode()).isZero();

        assertThat(anna.launcher("kill", "--all").exitCode()).isZero();
    }

    @Test
    void isToldNothingOfAnotherFileOfTheSameSession() throws Exception {
        var other = lab.file("other.yaml", "context: {session: lab}\np: {cmd: exec sleep 300013}\n");
        assertThat(lab.launcher("run", "p", "-c", other.toString()).exitCode()).isZero();

        assertThat(anna.launcher("status").stdout()).doesNotContain("account");
        assertThat(anna.launcher("run", "p").exitCode()).isZero();
        assertThat(anna.launcher("kill", "--all").exitCode()).isZero();
    }
}
