/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.concert.launcher.access.AccessFiles;
import org.concert.launcher.access.PasswordHash;
import org.concert.launcher.access.Role;
import org.concert.launcher.access.User;
import org.concert.launcher.access.Users;
import org.concert.launcher.access.UsersFile;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.cli.internal.access.PasswordSource;
import org.concert.launcher.cli.internal.arguments.SettingsFolder;
import org.concert.launcher.cli.internal.terminal.Environment;
import org.concert.launcher.cli.internal.terminal.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds, removes and lists those who may log in to {@code serve}. */
@Command(
        name = "user",
        customSynopsis = {
            "concert_launcher user add NAME [--role viewer|operator] [--password-file FILE]",
            "       concert_launcher user password NAME [--password-file FILE]",
            "       concert_launcher user remove NAME",
            "       concert_launcher user list"
        },
        header = "Say who may log in to 'serve'.",
        description = {
            "",
            "Without users the account of serve and root may do everything; with the first one all have to log in. A running"
                    + " 'serve' heeds changes at once.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  concert_launcher user add ann",
            "  concert_launcher user add grafana --role viewer --password-file ~/grafana.password"
        })
public final class UserCommand implements Callable<Integer> {

    /** What can be done. */
    private enum Action {
        /** Add a user. */
        ADD,
        /** Give a user another password. */
        PASSWORD,
        /** Remove a user. */
        REMOVE,
        /** List the users. */
        LIST;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Environment environment;

    @Parameters(index = "0", paramLabel = "ACTION", description = "add, password, remove or list.")
    private Action action = Action.LIST;

    @Parameters(index = "1", paramLabel = "NAME", arity = "0..1", description = "The user.")
    private String name = "";

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "viewer: sees everything; operator: starts and stops, too. Default: operator.")
    private String role = Role.OPERATOR.word();

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Holds the password in its first line, for nobody else to read; - for standard input.")
    private @Nullable Path passwordFile;

    @Mixin
    private SettingsFolder settings = new SettingsFolder();

    /** Create the command for one command line. */
    public UserCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws LauncherException {
        Users users = new Users(file());
        UsersFile known = users.now();
        if (!known.complaints().isEmpty()) {
            throw new LauncherException(String.join("\n", known.complaints()));
        }
        if (action == Action.LIST) {
            known.users()
                    .values()
                    .forEach(user -> environment
                            .out()
                            .println(user.name() + "  " + user.role().word()));
            return ExitCode.DONE;
        }
        if (!User.isName(name)) {
            throw new LauncherException("Cannot " + action + " the user '" + name
                    + "': name one that begins with a letter or digit and holds only letters, digits and ._@-");
        }
        User before = known.users().get(name);
        if (action == Action.ADD && before != null) {
            throw new LauncherException("Cannot add the user '" + name + "': it is there; 'concert_launcher user"
                    + " password " + name + "' gives it another password");
        }
        if (action != Action.ADD && before == null) {
            throw new LauncherException("Cannot find the user '" + name + "'; there are: "
                    + String.join(", ", List.copyOf(known.users().keySet())));
        }
        change(users, before);
        return ExitCode.DONE;
    }

    private void change(Users users, @Nullable User before) throws LauncherException {
        try {
            if (action == Action.REMOVE) {
                users.remove(name);
                environment.out().println(name + " may not log in any more");
                return;
            }
            Role wanted = before != null
                    ? before.role()
                    : Role.of(role)
                            .orElseThrow(() -> new LauncherException(
                                    "Cannot use the role '" + role + "'; there are viewer and operator"));
            Files.createDirectories(users.file().toAbsolutePath().getParent());
            users.put(new User(name, wanted, PasswordHash.of(new PasswordSource(passwordFile).read())));
            environment
                    .out()
                    .println(
                            action == Action.ADD
                                    ? name + " may log in as " + wanted.word()
                                    : name + " has another password");
        } catch (IOException e) {
            throw new LauncherException("Cannot write " + users.file() + ": " + e.getMessage(), e);
        }
    }

    private Path file() throws LauncherException {
        settings.of(SettingsFolder.home("users"));
        return AccessFiles.users(System::getProperty);
    }
}
