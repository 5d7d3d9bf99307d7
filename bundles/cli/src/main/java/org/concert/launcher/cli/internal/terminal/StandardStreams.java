/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.terminal;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the standard streams of this operating system process are connected to. On Linux the kernel's link tells it in
 * microseconds; {@code System.console()} wants standard input to be a terminal too, and from JDK 22 on tells nothing.
 */
public final class StandardStreams {

    private static final Path IN = Path.of("/proc/self/fd/0");
    private static final Path OUT = Path.of("/proc/self/fd/1");

    private StandardStreams() {}

    /** Return whether standard input is a terminal. */
    static boolean inIsTerminal() {
        return target(IN).map(StandardStreams::isTerminal).orElseGet(() -> testSaysTerminal("0"));
    }

    /** Return whether standard output is a terminal. */
    static boolean outIsTerminal() {
        return target(OUT).map(StandardStreams::isTerminal).orElseGet(() -> testSaysTerminal("1"));
    }

    /** Return whether standard output is read by another program; true where nobody knows. */
    static boolean outIsPipe() {
        return target(OUT).map(StandardStreams::isPipe).orElse(true);
    }

    /** Return whether what a descriptor links to is a terminal. */
    static boolean isTerminal(String target) {
        return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
    }

    /** Return whether what a descriptor links to is read by another program. */
    static boolean isPipe(String target) {
        return target.startsWith("pipe:") || target.startsWith("socket:");
    }

    private static Optional<String> target(Path link) {
        try {
            return Optional.of(Files.readSymbolicLink(link).toString());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Ask test(1), where there is no /proc. */
    private static boolean testSaysTerminal(String descriptor) {
        try {
            return new ProcessBuilder("test", "-t", descriptor)
                            .redirectInput(Redirect.INHERIT)
                            .redirectOutput(Redirect.INHERIT)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
