/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledFilesTests {

    @TempDir
    private Path folder;

    @Test
    void everyCommandHasAPageAndEveryShellItsCompletion() throws IOException {
        write();

        assertThat(folder.resolve("share/man/man1/concert_launcher.1"))
                .content()
                .contains("\\-\\-config");
        assertThat(folder.resolve("share/man/man1/concert_launcher-is-enabled.1"))
                .exists();
        assertThat(folder.resolve("share/man/man5/launcher.yaml.5")).content().contains("ready_check");
        assertThat(folder.resolve("debian/bash-completion/completions/concert_launcher"))
                .content()
                .contains("__complete");
        assertThat(folder.resolve("debian/zsh/vendor-completions/_concert_launcher"))
                .content()
                .startsWith("#compdef");
    }

    @Test
    void pagesOfThePackageArePackedAsTightlyAsDebianAsks() throws IOException {
        write();

        byte[] page = Files.readAllBytes(folder.resolve("debian/man/man1/concert_launcher-run.1.gz"));
        assertThat(page[8]).as("says best compression").isEqualTo((byte) 2);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(page)))
                .hasBinaryContent(Files.readAllBytes(folder.resolve("share/man/man1/concert_launcher-run.1")));
    }

    @Test
    void changelogEndsWithWhoAndWhenAsDebianWritesIt() {
        String changelog = InstalledFiles.changelog("1.2.3", Instant.parse("2026-02-03T04:05:06Z"), "Ann <ann@arm>");

        assertThat(changelog)
                .startsWith("concert-launcher (1.2.3) unstable;")
                .endsWith("\n -- Ann <ann@arm>  Tue, 03 Feb 2026 04:05:06 +0000\n");
    }

    private void write() throws IOException {
        Path guide =
                Files.writeString(folder.resolve("guide.md"), "## Keys\n\n`ready_check`\n", StandardCharsets.UTF_8);
        InstalledFiles.main(
                new String[] {guide.toString(), folder.toString(), "1.2.3", "2026-02-03T04:05:06Z", "Ann <ann@arm>"});
    }
}
