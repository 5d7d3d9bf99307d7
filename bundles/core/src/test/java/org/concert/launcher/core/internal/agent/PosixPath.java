/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A PATH of a machine that has the POSIX tools and no more: no perl above all. */
public final class PosixPath {

    private static final List<String> TOOLS = List.of(
            "awk", "cat", "cut", "date", "dd", "env", "grep", "head", "mkdir", "mkfifo", "mv", "od", "rm", "rmdir",
            "sed", "setsid", "sh", "sleep", "tail", "tr", "wc");

    private PosixPath() {}

    /** Fill a folder with links to the tools, and return its path. */
    public static String in(Path folder) throws IOException {
        for (String tool : TOOLS) {
            for (String place : List.of("/usr/bin/", "/bin/")) {
                Path program = Path.of(place + tool);
                if (Files.exists(program) && !Files.exists(folder.resolve(tool))) {
                    Files.createSymbolicLink(folder.resolve(tool), program);
                }
            }
        }
        return folder.toString();
    }

    /** Remove the links; JUnit complains of links that it has to remove. */
    public static void removeFrom(Path folder) throws IOException {
        for (String tool : TOOLS) {
            Files.deleteIfExists(folder.resolve(tool));
        }
    }
}
