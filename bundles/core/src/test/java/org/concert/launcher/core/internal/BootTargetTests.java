/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.RunSnapshot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a launcher brings up after a boot, on machines that a test plays. */
@Timeout(60)
class BootTargetTests {

    private static final String FILE = """
            context: {session: s, targets: {comms: [link, far]}}
            link: {cmd: link}
            far: {cmd: far, machine: far}
            other: {cmd: other}
            """;

    @TempDir
    private Path folder;

    private final Queue<Runnable> tasks = new ArrayDeque<>();

    /** What is to be run after some time. */
    private final Queue<Runnable> retries = new ArrayDeque<>();

    private PlayedWorld world;
    private ConcertLauncher launcher;
    private Path mark;

    @BeforeEach
    void createWorld() {
        world = new PlayedWorld(PlayedWorld.read(folder.resolve("launcher.yaml"), FILE), 1);
        launcher = world.launcher();
        mark = folder.resolve("boot").resolve("s");
    }

    private BootTarget target() {
        return new BootTarget(launcher, "comms", mark, tasks::add, retries::add);
    }

    /** Run what waits to be run, and let time pass for what that asks for. */
    private void carryOut() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
            world.pass(20_000);
        }
    }

    @Test
    void targetIsBroughtUpOnceABoot() throws Exception {
        target().begin();
        carryOut();
        assertThat(world.runs("link") && world.runs("far")).isTrue();
        assertThat(launcher.runs()).extracting(run -> run.actor().source()).containsExactly("boot");
        assertThat(mark).content().isEqualTo(target().thisBoot()).endsWith("launcher.yaml\n");

        CompletableFuture<Outcome> stopped = PlayedWorld.stopAll(launcher);
        world.pass(20_000);
        assertThat(stopped).isCompleted();
        target().begin();
        carryOut();
        assertThat(world.runs("link")).as("somebody has stopped it").isFalse();

        Files.writeString(mark, "another boot");
        target().begin();
        carryOut();
        assertThat(world.runs("link")).isTrue();
    }

    @Test
    void machineThatIsNotThereYetIsTriedAgain() throws Exception {
        world.machineOf("far").reachable(false);
        target().begin();
        carryOut();
        assertThat(world.runs("link")).isTrue();
        assertThat(mark).doesNotExist();

        world.machineOf("far").reachable(true);
        retries.remove().run();
        world.pass(20_000);
        carryOut();

        assertThat(world.runs("far")).isTrue();
        assertThat(mark).exists();
    }

    @Test
    void machineThatIsNotThereIsNotTriedAgainOnceSomebodyAsksForSomethingElse() throws Exception {
        world.machineOf("far").reachable(false);
        target().begin();
        carryOut();
        CompletableFuture<Outcome> started = PlayedWorld.start(launcher, "other");
        world.pass(20_000);
        assertThat(started).isCompleted();

        retries.remove().run();
        world.pass(20_000);

        assertThat(launcher.runs()).extracting(RunSnapshot::kind).hasSize(2);
        assertThat(retries).isEmpty();
    }

    @Test
    void beginIsMadeOnce() {
        BootTarget target = target();
        target.begin();
        target.begin();

        assertThat(tasks).hasSize(1);
    }
}
