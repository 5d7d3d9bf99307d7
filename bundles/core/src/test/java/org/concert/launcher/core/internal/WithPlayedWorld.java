/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.ProcessState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test of a launcher of one file, on machines that the test plays. */
abstract class WithPlayedWorld {

    private final String text;

    @TempDir
    private Path folder;

    PlayedWorld world;
    ConcertLauncher launcher;

    /** Create one whose launcher file has a text. */
    WithPlayedWorld(String text) {
        this.text = text;
    }

    @BeforeEach
    void createWorld() {
        world = new PlayedWorld(PlayedWorld.read(file(), text), 1);
        launcher = world.launcher();
    }

    Path file() {
        return folder.resolve("launcher.yaml");
    }

    ProcessState state(String process) {
        return launcher.process(process).orElseThrow().state();
    }

    /** Have the launcher go, whatever is under way. */
    void leave() {
        CompletableFuture<Void> left = launcher.leave();
        assertThat(left).isNotCancelled();
    }

    void serve(ConcertLauncher serving) {
        CompletableFuture<Void> begun = serving.supervise();
        world.pass(1_000);
        assertThat(begun).isCompleted();
    }
}
