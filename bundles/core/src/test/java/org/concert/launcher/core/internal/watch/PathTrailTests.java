/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathTrailTests {

    @TempDir
    private Path folder;

    @Test
    void everyFolderAndLinkOnTheWayMatters() throws Exception {
        Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(folder.resolve("a/b/real"), "");
        Files.createSymbolicLink(folder.resolve("link"), Path.of("a/../a/b/real"));

        var trail = PathTrail.of(folder.resolve("a").resolve("..").resolve("link"));

        assertThat(trail.get(folder)).containsExactlyInAnyOrder(Path.of("a"), Path.of("link"));
        assertThat(trail.get(folder.resolve("a"))).containsExactly(Path.of("b"));
        assertThat(trail.get(folder.resolve("a/b"))).containsExactly(Path.of("real"));
        assertThat(trail.get(folder.getParent())).containsExactly(folder.getFileName());
    }

    @Test
    void wayEndsWhereSomethingIsMissing() {
        var trail = PathTrail.of(folder.resolve("missing/launcher.yaml"));

        assertThat(trail.get(folder)).containsExactly(Path.of("missing"));
        assertThat(trail).doesNotContainKey(folder.resolve("missing"));
    }

    @Test
    void linksInACircleComeToAnEnd() throws Exception {
        Files.createSymbolicLink(folder.resolve("a"), Path.of("b"));
        Files.createSymbolicLink(folder.resolve("b"), Path.of("a"));

        assertThat(PathTrail.of(folder.resolve("a")).get(folder)).containsExactlyInAnyOrder(Path.of("a"), Path.of("b"));
    }
}
