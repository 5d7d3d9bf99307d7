/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.concert.launcher.access.AccessFiles;
import org.concert.launcher.access.UsersFile;

/** The names of those who may log in, for the completion of command lines, which is no place to complain. */
public final class UserNames {

    private UserNames() {}

    /** Return those that can be read; none if the file is not there, or is for others to read. */
    public static Set<String> known() {
        Path file = AccessFiles.users(System::getProperty);
        try {
            return UsersFile.parse(file.toString(), Files.readAllLines(file))
                    .users()
                    .keySet();
        } catch (IOException e) {
            return Set.of();
        }
    }
}
