/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import org.concert.launcher.api.Launcher;

/** An application that embeds the launcher: it writes the states it hears of into the file {@code seen}. */
final class Observer {

    private Observer() {}

    /** Observe the launcher file that is given, until killed. */
    public static void main(String[] arguments) throws Exception {
        Path seen = Path.of("seen");
        try (Launcher launcher = Launcher.open(Path.of(arguments[0]))) {
            launcher.observe().get();
            launcher.processes().forEach(process -> write(seen, process.state().name()));
            launcher.listen(event -> write(seen, event.process().state().name()));
            new CountDownLatch(1).await();
        }
    }

    private static void write(Path seen, String state) {
        try {
            Files.writeString(seen, state + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
