/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.concert.launcher.access.PasswordHash;
import org.concert.launcher.access.Role;
import org.concert.launcher.access.User;
import org.concert.launcher.access.Users;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserCommandTests {

    private static final String PASSWORD = "correct horse";

    /** It takes a third of a second to make one. */
    private static final PasswordHash HASH = PasswordHash.of(PASSWORD);

    @TempDir
    private Path folder;

    private CommandRun cli;
    private Path passwordFile;

    @BeforeEach
    void makeHome() throws IOException {
        cli = new CommandRun(folder);
        Files.createDirectory(folder.resolve("etc"));
        passwordFile = Files.createFile(
                folder.resolve("password"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile, PASSWORD + "\n");
        System.setProperty("concert.launcher.home", folder.toString());
    }

    @AfterEach
    void forgetHome() {
        System.clearProperty("concert.launcher.home");
    }

    private int user(String action, String... more) {
        String[] words = new String[more.length + 2];
        words[0] = "user";
        words[1] = action;
        System.arraycopy(more, 0, words, 2, more.length);
        return cli.run(words);
    }

    private int add(String name, String... more) {
        String[] words = new String[more.length + 3];
        words[0] = name;
        words[1] = "--password-file";
        words[2] = passwordFile.toString();
        System.arraycopy(more, 0, words, 3, more.length);
        return user("add", words);
    }

    private void there(String name, Role role) throws IOException {
        users().put(new User(name, role, HASH));
    }

    private Users users() {
        return new Users(folder.resolve("etc/users"));
    }

    private User known(String name) {
        User user = users().find(name);
        assertThat(user).as(name).isNotNull();
        return user;
    }

    @Test
    void whatWasDoneIsToldAndWhatCannotBeDoneIsToldInTheWordsThatAreTyped() {
        add("vic", "--role", "viewer");
        user("password", "vic", "--password-file", passwordFile.toString());
        user("remove", "vic");
        assertThat(cli.out())
                .isEqualTo("vic may log in as viewer\nvic has another password\nvic may not log in any more\n");

        assertThat(user("ad", "vic")).isEqualTo(2);
        assertThat(cli.err()).contains("add, password, remove, list").doesNotContain("ADD");
    }

    @Test
    void userIsAnOperatorUnlessSaidOtherwise() {
        assertThat(add("ann")).isZero();
        assertThat(add("vic", "--role", "viewer")).isZero();

        assertThat(known("ann").role()).isEqualTo(Role.OPERATOR);
        assertThat(known("vic").role()).isEqualTo(Role.VIEWER);
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void passwordIsNowhereToBeSeen() throws IOException {
        add("ann");

        assertThat(Files.readString(folder.resolve("etc/users")))
                .contains("ann")
                .doesNotContain(PASSWORD);
        assertThat(cli.out() + cli.err()).doesNotContain(PASSWORD);
    }

    @Test
    void usersAreForTheirOwnerToRead() throws IOException {
        add("ann");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("etc/users"))))
                .isEqualTo("rw-------");
    }

    @Test
    void listShowsNamesAndRoles() throws IOException {
        there("ann", Role.OPERATOR);
        there("vic", Role.VIEWER);

        assertThat(user("list")).isZero();

        assertThat(cli.out().lines()).containsExactlyInAnyOrder("ann  operator", "vic  viewer");
    }

    @Test
    void passwordIsExchangedAndTheRoleStays() throws IOException {
        there("vic", Role.VIEWER);
        Files.writeString(passwordFile, "battery staple\n");

        assertThat(user("password", "vic", "--password-file", passwordFile.toString()))
                .isZero();

        assertThat(known("vic").password().matches("battery staple")).isTrue();
        assertThat(known("vic").role()).isEqualTo(Role.VIEWER);
    }

    @Test
    void userWhoIsRemovedIsNotThereAnyMore() throws IOException {
        there("ann", Role.OPERATOR);

        assertThat(user("remove", "ann")).isZero();

        assertThat(users().find("ann")).isNull();
    }

    @Test
    void userWhoIsThereIsNotAddedTwice() throws IOException {
        there("ann", Role.OPERATOR);

        assertThat(add("ann")).isNotZero();

        assertThat(cli.err())
                .contains("Cannot add the user 'ann': it is there; 'concert_launcher user password ann' gives it"
                        + " another password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"remove", "password"})
    void userWhoIsNotThereIsToldWithThoseWhoAre(String action) throws IOException {
        there("ann", Role.OPERATOR);

        assertThat(user(action, "bob")).isNotZero();

        assertThat(cli.err()).contains("Cannot find the user 'bob'; there are: ann");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", "-x y", "../x", "a\nb"})
    void nameThatIsNoneIsRefused(String name) {
        assertThat(user("add", "--password-file", passwordFile.toString(), "--", name))
                .isNotZero();

        assertThat(cli.err()).contains("Cannot add the user", "holds only letters, digits and ._@-");
    }

    @Test
    void roleThatIsNoneIsToldWithThoseThereAre() {
        assertThat(add("ann", "--role", "admin")).isNotZero();

        assertThat(cli.err()).contains("Cannot use the role 'admin'; there are viewer and operator");
        assertThat(users().find("ann")).isNull();
    }

    @Test
    void thereIsNoOptionForThePasswordItself() {
        assertThat(user("add", "ann", "--password", PASSWORD)).isEqualTo(2);
        assertThat(user("add", "ann", PASSWORD)).isEqualTo(2);

        assertThat(users().find("ann")).isNull();
    }

    @Test
    void fileWithALineThatCannotBeUsedIsToldWithItsPlaceAndNotChanged() throws IOException {
        Path file = folder.resolve("etc/users");
        Files.writeString(file, "nonsense\n");

        assertThat(add("ann")).isNotZero();

        assertThat(cli.err()).contains(file + ":1");
        assertThat(file).hasContent("nonsense\n");
    }

    @Test
    void withoutADistributionThereAreNoUsers() {
        System.clearProperty("concert.launcher.home");

        assertThat(user("list")).isNotZero();

        assertThat(cli.err()).contains("Cannot find the users", "bin/concert_launcher of the distribution");
    }
}
