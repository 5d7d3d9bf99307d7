/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The example of an Authenticator: {@code sam} is a viewer by it, {@code ole} an operator, and {@code ann} a viewer. */
final class ExampleAuthenticator {

    /** The password of them all. */
    static final String PASSWORD = "as JAAS knows it";

    private static final Path JAR = Path.of("examples/authenticator/target/org.concert.launcher.example.authenticator-"
                    + Distribution.VERSION + ".jar")
            .toAbsolutePath();

    private ExampleAuthenticator() {}

    /** Have JAAS know the users of what is started from now on. */
    static void configure(Lab lab) throws IOException {
        Path file = lab.file("jaas.conf", """
                concert-launcher {
                    org.example.jaas.ListedUsers required
                        sam="viewer PASSWORD" ole="operator PASSWORD" ann="viewer PASSWORD";
                };
                """.replace("PASSWORD", PASSWORD));
        lab.environment()
                .merge(
                        "CONCERT_LAUNCHER_JAVA_OPTS",
                        "-Djava.security.auth.login.config=" + file,
                        (before, more) -> before + " " + more);
    }

    /** Put the bundle into a folder whose bundles are taken in, and return where it is. */
    static Path deploy(Path folder) throws IOException {
        Path made = folder.resolveSibling("authenticator.made");
        Files.copy(JAR, made, StandardCopyOption.REPLACE_EXISTING);
        return Files.move(made, folder.resolve("authenticator.jar"), StandardCopyOption.ATOMIC_MOVE);
    }
}
