/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.agent;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A machine whose shell and tools are those of busybox, and no others, as in a small container. */
final class Busybox {

    private static final Path PROGRAM = Path.of("/bin/busybox");
    private static final String FOLDER = "busybox";

    private Busybox() {}

    /** Return such a machine; its tools are links in a folder of the one given. */
    static ShellHost host(Path folder, String... without) throws IOException, InterruptedException {
        assumeTrue(Files.exists(PROGRAM), "busybox is not installed");
        Path tools = Files.createDirectories(folder.resolve(FOLDER));
        Process list = new ProcessBuilder(PROGRAM.toString(), "--list").start();
        for (String tool : list.inputReader().lines().toList()) {
            if (!List.of(without).contains(tool) && !Files.exists(tools.resolve(tool))) {
                Files.createSymbolicLink(tools.resolve(tool), PROGRAM);
            }
        }
        list.waitFor();
        return new ShellHost(Map.of("PATH", tools.toString()), List.of(PROGRAM.toString(), "sh"));
    }

    /** Remove the links; JUnit complains of links that it has to remove. */
    static void removeFrom(Path folder) throws IOException {
        Path tools = folder.resolve(FOLDER);
        if (Files.exists(tools)) {
            try (Stream<Path> links = Files.list(tools)) {
                for (Path link : links.toList()) {
                    Files.delete(link);
                }
            }
        }
    }
}
