/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileMarkTests {

    @TempDir
    private Path folder;

    @Test
    void fileIsTheSameByAnyPathThatLeadsToIt() throws Exception {
        Path real = Files.createDirectory(folder.resolve("robot"));
        Path file = Files.writeString(real.resolve("launcher.yaml"), "");
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);

        FileMark mark = FileMark.of(file);

        assertThat(mark.isSameAs(FileMark.of(link.resolve("launcher.yaml")))).isTrue();
        assertThat(mark.isSameAs(FileMark.of(real.resolve("../robot/launcher.yaml"))))
                .isTrue();
        assertThat(mark.isSameAs(FileMark.of(folder.resolve("launcher.yaml")))).isFalse();
        assertThat(mark.host()).isNotEmpty();
    }

    @Test
    void filesOfTwoMachinesAreTwo() {
        FileMark mark = new FileMark("robot", "/a/launcher.yaml", "/a/launcher.yaml");

        assertThat(mark.isSameAs(new FileMark("laptop", "/a/launcher.yaml", "/a/launcher.yaml")))
                .isFalse();
        assertThat(mark).hasToString("robot:/a/launcher.yaml");
        assertThat(mark.isKnown()).isTrue();
        assertThat(FileMark.NONE.isKnown()).isFalse();
    }
}
