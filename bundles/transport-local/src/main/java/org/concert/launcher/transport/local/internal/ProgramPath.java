/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.local.internal;

import java.io.File;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds programs as a shell does, so that a missing one is told from one that fails. */
final class ProgramPath {

    private static final Pattern SEPARATOR = Pattern.compile(":");

    private final String path;

    /**
     * Create a path.
     *
     * @param path directories separated by colons; an empty one is the current directory (POSIX, Base Definitions, 8.3)
     */
    ProgramPath(String path) {
        this.path = path;
    }

    /** Return the file that a program's name stands for, if there is one that may be executed. */
    Optional<File> find(String program) {
        Stream<File> candidates = program.contains("/")
                ? Stream.of(new File(program))
                : SEPARATOR
                        .splitAsStream(path)
                        .map(directory -> new File(directory.isEmpty() ? "." : directory, program));
        return candidates
                .filter(candidate -> candidate.isFile() && candidate.canExecute())
                .findFirst();
    }
}
