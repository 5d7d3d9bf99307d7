/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogOutTests {

    private static final String OF_A_LOG_IN = "0::/user.slice/user-1000.slice/session-3.scope\n";
    private static final String OF_A_MANAGER =
            "0::/user.slice/user-1000.slice/user@1000.service/tmux.slice/run-1.scope\n";

    @TempDir
    private Path proc;

    @Test
    void whatLivesInALogInEndsWithItWhereLogindIsToldSo() throws IOException {
        assertThat(warnings(OF_A_LOG_IN, "KillUserProcesses=yes", "KillOnlyUsers=", "KillExcludeUsers=root"))
                .singleElement()
                .asString()
                .contains("ends when you log out")
                .contains("'launcher kill --all'");
    }

    @Test
    void whatAManagerHoldsLivesOnAndNobodyIsAsked() throws IOException {
        Files.writeString(Files.createDirectories(proc.resolve("7")).resolve("cgroup"), OF_A_MANAGER);
        var logOut = new LogOut(proc, "ann", () -> {
            throw new AssertionError("logind is asked");
        });

        assertThat(logOut.warnings(List.of(7L, 8L), command -> command)).isEmpty();
    }

    @Test
    void logindThatLeavesWhatUsersLeaveIsNoDanger() throws IOException {
        assertThat(warnings(OF_A_LOG_IN, "KillUserProcesses=no")).isEmpty();
        assertThat(warnings(OF_A_LOG_IN)).as("there is no logind").isEmpty();
    }

    @Test
    void usersWhomLogindExceptsAreNotWarned() throws IOException {
        assertThat(warnings(OF_A_LOG_IN, "KillUserProcesses=yes", "KillExcludeUsers=root ann"))
                .isEmpty();
        assertThat(warnings(OF_A_LOG_IN, "KillUserProcesses=yes", "KillOnlyUsers=bob"))
                .isEmpty();
        assertThat(warnings(OF_A_LOG_IN, "KillUserProcesses=yes", "KillOnlyUsers=bob ann"))
                .hasSize(1);
    }

    @Test
    void logindThatDoesNotAnswerIsTold() throws IOException {
        Files.writeString(Files.createDirectories(proc.resolve("7")).resolve("cgroup"), OF_A_LOG_IN);
        var logOut = new LogOut(proc, "ann", () -> {
            throw new IOException("its bus is gone");
        });

        assertThat(logOut.warnings(List.of(7L), command -> command))
                .containsExactly("cannot find out whether what was started ends when you log out: its bus is gone;"
                        + " 'loginctl show-user -p KillUserProcesses' tells");
    }

    private List<String> warnings(String cgroup, String... logind) throws IOException {
        Files.writeString(Files.createDirectories(proc.resolve("7")).resolve("cgroup"), cgroup);
        return new LogOut(proc, "ann", () -> List.of(logind))
                .warnings(List.of(8L, 7L), command -> "launcher " + command);
    }
}
