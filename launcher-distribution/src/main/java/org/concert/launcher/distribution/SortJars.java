/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.distribution;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts the jars of the distribution where the feature says, and fails if jars and feature do not fit. */
public final class SortJars {

    private SortJars() {}

    /**
     * Copy the jars.
     *
     * @param arguments the feature; a file that holds the paths of all jars, separated by colons; the folder to fill,
     *     which is emptied first
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        List<Path> jars = Stream.of(
                        Files.readString(Path.of(arguments[1])).strip().split(":", -1))
                .map(Path::of)
                .toList();
        sort(Feature.read(Path.of(arguments[0])), jars, Path.of(arguments[2]));
    }

    static void sort(Feature feature, List<Path> jars, Path home) throws IOException {
        SortedMap<String, Path> present = new TreeMap<>();
        jars.forEach(jar -> present.put(jar.getFileName().toString(), jar));
        compare(feature.folders().keySet(), present.keySet());
        clear(home);
        for (Map.Entry<String, String> entry : feature.folders().entrySet()) {
            Path folder = Files.createDirectories(home.resolve(entry.getValue()));
            Path jar = Objects.requireNonNull(present.get(entry.getKey()));
            Path target = folder.resolve(entry.getKey());
            if (entry.getValue().equals(Feature.CLASS_PATH)) {
                ClassFiles.copyLifted(jar, target);
            } else {
                Files.copy(jar, target);
            }
        }
    }

    private static void compare(Set<String> named, Set<String> present) {
        Set<String> unknown = new TreeSet<>(present);
        unknown.removeAll(named);
        Set<String> missing = new TreeSet<>(named);
        missing.removeAll(present);
        if (!unknown.isEmpty() || !missing.isEmpty()) {
            throw new IllegalStateException(
                    "Cannot lay out the distribution: the dependencies of launcher-distribution "
                            + "have " + unknown + ", which features/src/main/feature/concert-launcher.json has not; "
                            + "it has " + missing + " instead; both must name the same jars");
        }
    }

    private static void clear(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException problem) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
