/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersTests {

    private static final PasswordHash HASH = PasswordHash.of("correct horse");

    @TempDir
    Path folder;

    private Path file;
    private Users users;

    @BeforeEach
    void createUsers() {
        file = folder.resolve("users");
        users = new Users(file);
    }

    @Test
    void withoutAFileNobodyHasToLogIn() {
        assertThat(users.now().loginRequired()).isFalse();
    }

    @Test
    void addedUserIsReadByOthersAndByTheOwnerOfTheFileOnly() throws Exception {
        User ann = new User("ann", Role.OPERATOR, HASH);

        users.put(ann);

        assertThat(new Users(file).find("ann")).isEqualTo(ann);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void changeByAnotherProcessIsSeen() throws Exception {
        users.put(new User("ann", Role.OPERATOR, HASH));
        users.now();

        new Users(file).put(new User("ann", Role.VIEWER, HASH));

        assertThat(users.now().users().get("ann").role()).isEqualTo(Role.VIEWER);
    }

    @Test
    void removedUserIsGone() throws Exception {
        users.put(new User("ann", Role.OPERATOR, HASH));
        users.put(new User("bob", Role.VIEWER, HASH));

        users.remove("ann");

        assertThat(users.now().users()).containsOnlyKeys("bob");
    }

    @Test
    void badLinesAreNamedAndTheOthersCount() throws Exception {
        Files.writeString(
                file,
                "# users\n\nann\nbob:admin:x\nc d:viewer:x\neve:viewer:hunter2\nann:viewer:" + HASH + "\n"
                        + "ann:operator:" + HASH + "\n");

        UsersFile read = users.now();

        assertThat(read.users()).containsOnlyKeys("ann");
        assertThat(read.users().get("ann").role()).isEqualTo(Role.VIEWER);
        assertThat(read.complaints()).hasSize(5).allMatch(complaint -> complaint.startsWith(file + ":"));
        assertThat(read.complaints().get(0)).startsWith(file + ":3: ");
        assertThat(read.complaints().toString()).doesNotContain("hunter2");
    }

    @Test
    void fileWithNothingButBadLinesLetsNobodyIn() throws Exception {
        Files.writeString(file, "ann\n");

        assertThat(users.now().loginRequired()).isTrue();
        assertThat(users.now().users()).isEmpty();
    }

    @Test
    void fileThatCannotBeReadLetsNobodyIn() throws Exception {
        Files.createDirectory(file);

        assertThat(users.now().loginRequired()).isTrue();
    }

    @Test
    void fileWithBadLinesIsNotOverwritten() throws Exception {
        Files.writeString(file, "ann\n");

        assertThatThrownBy(() -> users.put(new User("bob", Role.VIEWER, HASH)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file + ":1: ");
        assertThat(file).hasContent("ann\n");
    }

    @Test
    void nameThatWouldBreakTheFileIsRefused() {
        assertThatThrownBy(() -> new User("ann:operator", Role.VIEWER, HASH))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new User("ann\nbob", Role.VIEWER, HASH)).isInstanceOf(IllegalArgumentException.class);
    }
}
