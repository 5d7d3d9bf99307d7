/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.distribution;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.concert.launcher.cli.internal.Cli;
import org.concert.launcher.cli.internal.completion.CompletionScript;
import org.concert.launcher.cli.internal.terminal.Environment;
import picocli.CommandLine.Model.CommandSpec;

/** Writes what is installed besides the program: man pages, and the completion of the shells. */
public final class InstalledFiles {

    /** Where shells look for what packages bring. */
    private static final Map<String, String> COMPLETIONS = Map.of(
            "bash", "bash-completion/completions/concert_launcher",
            "zsh", "zsh/vendor-completions/_concert_launcher",
            "fish", "fish/vendor_completions.d/concert_launcher.fish");

    private InstalledFiles() {}

    /**
     * Write the files, once as they are, below {@code share}, and once as Debian has them, below {@code debian}.
     *
     * @param arguments the documentation of the launcher file; the folder to write to; the version; the time of the release in ISO
     *     8601; the maintainer as a Debian changelog names him
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        String version = arguments[2];
        Map<String, String> files = new TreeMap<>();
        CommandSpec spec = new Cli(Environment.ofProcess()).commands();
        String program = spec.name();
        files.put("man/man1/" + program + ".1", CommandPage.of(program, spec, program, version));
        spec.subcommands().forEach((command, line) -> {
            String name = CommandPage.name(program, command);
            files.put("man/man1/" + name + ".1", CommandPage.of(program, line.getCommandSpec(), name, version));
        });
        String guide = Files.readString(Path.of(arguments[0]));
        files.put("man/man5/" + GuidePage.NAME + ".5", GuidePage.of(guide, version));
        for (String shell : CompletionScript.SHELLS) {
            files.put(completion(shell), CompletionScript.of(shell));
        }
        Path folder = Path.of(arguments[1]);
        for (Map.Entry<String, String> file : files.entrySet()) {
            boolean isPage = file.getKey().startsWith("man/");
            byte[] bytes = file.getValue().getBytes(StandardCharsets.UTF_8);
            write(folder.resolve("share").resolve(file.getKey()), bytes);
            write(
                    folder.resolve("debian").resolve(file.getKey() + (isPage ? ".gz" : "")),
                    isPage ? packed(bytes) : bytes);
        }
        byte[] changes =
                changelog(version, Instant.parse(arguments[3]), arguments[4]).getBytes(StandardCharsets.UTF_8);
        write(folder.resolve("debian/doc/concert-launcher/changelog.gz"), packed(changes));
    }

    private static String completion(String shell) {
        String path = COMPLETIONS.get(shell);
        if (path == null) {
            throw new IllegalStateException(
                    "Cannot install the completion of " + shell + ": nothing says where it looks for it");
        }
        return path;
    }

    /** What has changed stands in one file, and not twice. */
    static String changelog(String version, Instant released, String maintainer) {
        return """
                concert-launcher (%s) unstable; urgency=medium

                  * What is new in it: /usr/share/doc/concert-launcher/CHANGELOG.md

                 -- %s  %s
                """.formatted(
                        version,
                        maintainer,
                        DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
                                .format(released.atOffset(ZoneOffset.UTC)));
    }

    /** Pack as {@code gzip -9n} does, without a name and a time. */
    static byte[] packed(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed) {
            void hard() {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.hard();
            gzip.write(bytes);
        }
        byte[] result = packed.toByteArray();
        // The byte of the header by which gzip says that it tried its best; Java leaves it 0.
        result[8] = 2;
        return result;
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }
}
