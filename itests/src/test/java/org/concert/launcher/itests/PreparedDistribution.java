/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The distribution that was just built, unpacked once for all tests, with its classes prepared by the start script. A lab
 * gets a copy whose jars are links to these files: Java takes them for those that the classes were prepared from.
 *
 * @param home the folder that was unpacked; nobody changes anything in it
 * @param archive the prepared classes
 */
record PreparedDistribution(Path home, Path archive) {

    static final PreparedDistribution HERE = prepare();

    /** Copy it into a folder, and return its home folder there. */
    Path copyTo(Path folder) throws IOException {
        Path copy = folder.resolve(home.getFileName());
        for (Path file : below(home)) {
            Path there = copy.resolve(home.relativize(file));
            // A program that is being written cannot be run, nor for a moment after, as what another thread begins then
            // has it open.
            if (file.toString().endsWith(".jar") || (Files.isRegularFile(file) && Files.isExecutable(file))) {
                Files.createLink(there, file);
            } else {
                Files.copy(file, there, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return copy;
    }

    private static PreparedDistribution prepare() {
        try {
            // Beside the labs, since links must not lead to another file system; read by the users that tests make.
            Path folder = Files.createTempDirectory("distribution");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            run(folder, List.of("tar", "-xzf", System.getProperty("distribution"), "-C", folder.toString()));
            Path home;
            try (Stream<Path> unpacked = Files.list(folder)) {
                home = unpacked.findFirst().orElseThrow();
            }
            run(folder, List.of(home.resolve("bin/concert_launcher").toString(), "--version"));
            Path archive = below(folder.resolve("concert-launcher")).stream()
                    .filter(file -> file.endsWith("classes.jsa"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("The classes of the distribution were not prepared"));
            return new PreparedDistribution(home, archive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static void run(Path folder, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("XDG_CACHE_HOME", folder.toString());
        builder.environment().put("CONCERT_LAUNCHER_ARCHIVE", "now");
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }

    /** Return a folder and all that is in it, a folder before what it holds. */
    private static List<Path> below(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList();
        }
    }

    private static void delete(Path folder) {
        try {
            for (Path file :
                    below(folder).stream().sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
