/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The bundles as they are built, without their tests; and their sources. */
final class Bundles {

    static final String ROOT = "org.concert.launcher";

    /** Read once for all rules: it takes most of their time. */
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    private static final Path FOLDER = Path.of("../../bundles");
    private static final Path JAVA = Path.of("src/main/java");

    private Bundles() {}

    /** Return the names of all bundles, which are those of their folders. */
    static Set<String> names() {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .map(folder -> folder.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Return the root package of a bundle. */
    static String root(String bundle) {
        return ROOT + "." + bundle.replace('-', '.');
    }

    /** Return the Java sources of all bundles. */
    static Set<Path> sources() {
        Set<Path> sources = new TreeSet<>();
        for (String bundle : names()) {
            try (Stream<Path> files = Files.walk(FOLDER.resolve(bundle).resolve(JAVA))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return sources;
    }

    /** Return how the lists of these rules call the class of a source, as in {@code core.internal.loop.LoopThread}. */
    static String place(Path source) {
        String path = source.toString().replace('/', '.');
        String before = "." + JAVA.toString().replace('/', '.') + "." + ROOT + ".";
        return path.substring(path.indexOf(before) + before.length(), path.length() - ".java".length());
    }

    /** Return how the lists of these rules call a class, or the one that it is nested in. */
    static String place(JavaClass type) {
        return type.getName().substring(ROOT.length() + 1).replaceFirst("\\$.*", "");
    }
}
