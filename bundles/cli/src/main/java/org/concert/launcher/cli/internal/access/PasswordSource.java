/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.access;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.concert.launcher.access.PasswordHash;
import org.concert.launcher.api.LauncherException;
import org.jspecify.annotations.Nullable;

/**
 * Where a password comes from: never from the command line, which all users of the machine can see.
 *
 * @param file holds it, {@code -} for standard input; null to ask on the terminal, or to read standard input without one
 */
public record PasswordSource(@Nullable Path file) {

    private static final Set<PosixFilePermission> OWN =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    public String read() throws LauncherException, IOException {
        String password = text();
        if (password.length() < PasswordHash.SHORTEST || password.length() > PasswordHash.LONGEST) {
            throw new LauncherException("Cannot use this password: it has " + password.length() + " characters; "
                    + PasswordHash.SHORTEST + " to " + PasswordHash.LONGEST + " are right");
        }
        return password;
    }

    private String text() throws LauncherException, IOException {
        if (file != null && !file.toString().equals("-")) {
            return ofFile(file);
        }
        Console console = file == null ? System.console() : null;
        if (console == null) {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        }
        String first = new String(asked(console, "Password: "));
        if (!first.equals(new String(asked(console, "Once more: ")))) {
            throw new LauncherException("Cannot use this password: the two are not the same");
        }
        return first;
    }

    private static char[] asked(Console console, String prompt) {
        char[] typed = console.readPassword(prompt);
        return typed == null ? new char[0] : typed;
    }

    private static String ofFile(Path file) throws LauncherException, IOException {
        if (!Files.isReadable(file)) {
            throw new LauncherException("Cannot read the password from " + file + ": no such file, or not yours");
        }
        if (!OWN.containsAll(Files.getPosixFilePermissions(file))) {
            throw new LauncherException(
                    "Cannot use the password in " + file + ": others can read it; chmod 600 " + file + " mends that");
        }
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            String line = reader.readLine();
            return line == null ? "" : line;
        }
    }
}
