/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.concert.launcher.access.PasswordHash;
import org.concert.launcher.access.Role;
import org.concert.launcher.access.User;
import org.concert.launcher.access.Users;

/**
 * The distribution as a user has it: unpacked, and started by its script.
 *
 * @param home the folder that holds bin/, bundles/ and deploy/
 */
record Distribution(Path home) {

    /** The version that was built. */
    static final String VERSION = System.getProperty("launcher.version");

    /** The password of all users that are added here. */
    static final String PASSWORD = "correct horse";

    /** One of {@link #PASSWORD} that is checked a hundred times sooner: by so few iterations as a file of users may have. */
    static final PasswordHash QUICK_HASH = PasswordHash.parse(
                    "$pbkdf2-sha512$i=1000$MDEyMzQ1Njc4OWFiY2RlZg$OM0FAoIqCVK1sWtxDiffVlBejtLa+ks4TP71JiecwuSZCG8iLbnlIEPOMoVX+i2B2wkSxjQ8CRGR9OkNGuIPMQ")
            .orElseThrow();

    /** Unpack the one that was just built into a folder of the lab. */
    static Distribution unpack(Lab lab) throws IOException {
        Path home = PreparedDistribution.HERE.copyTo(
                Files.createDirectory(lab.folder().resolve("opt")));
        // The script would make an archive of prepared classes for this folder, which is soon gone.
        lab.environment().put("CONCERT_LAUNCHER_ARCHIVE", "no");
        lab.environment()
                .put("CONCERT_LAUNCHER_JAVA_OPTS", "-XX:SharedArchiveFile=" + PreparedDistribution.HERE.archive());
        lab.environment().put("CONCERT_LAUNCHER_ETC", home.resolve("etc").toString());
        return new Distribution(home);
    }

    /** Return what a user types to run the launcher. */
    List<String> command(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin/concert_launcher").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Define a user with {@link #PASSWORD}, as the command does, and return a file that holds it. */
    Path addUser(Lab lab, String name, String role) throws IOException {
        Path password = lab.file("password", PASSWORD + "\n");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        new Users(home.resolve("etc/users")).put(new User(name, Role.of(role).orElseThrow(), QUICK_HASH));
        return password;
    }

    /** Return the folder whose bundles {@code serve} takes in while it runs. */
    Path deploy() {
        return home.resolve("deploy");
    }

    /** Return the bundles; the name of a bundle's folder is its start level. */
    List<Path> bundles() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("bundles"))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }
}
