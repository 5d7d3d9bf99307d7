/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.ProcessOutcome.Result;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.core.internal.window.FileMark;
import org.concert.launcher.core.internal.window.ProcessKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a launcher tells and does that comes after the file was changed, or has another file of the same session. */
class ChangedFileTests {

    private static final String FILE = """
            context: {session: s}
            camera: {cmd: capture --rate 5}
            b: {cmd: b, machine: far}
            """;

    private static final FileMark MINE = new FileMark("robot", "/a/robot/launcher.yaml", "/a/robot/launcher.yaml");
    private static final FileMark OTHERS = new FileMark("robot", "/b/robot/launcher.yaml", "/b/robot/launcher.yaml");
    private static final FileMark LAPTOP = new FileMark("laptop", "/home/eve/launcher.yaml", "/home/eve/launcher.yaml");

    @TempDir
    private Path folder;

    private PlayedWorld world;

    /** Has read the file before it was changed, and has started the camera. */
    private ConcertLauncher before;

    @BeforeEach
    void startTheCamera() {
        world = new PlayedWorld(PlayedWorld.read(folder.resolve("launcher.yaml"), FILE), 1);
        before = world.launcher(world.config, MINE);
        assertThat(done(PlayedWorld.start(before, "camera")).ok()).isTrue();
    }

    private ConcertLauncher later(FileMark file, String changed) {
        return world.launcher(PlayedWorld.read(folder.resolve("launcher.yaml"), changed), file);
    }

    private ConcertLauncher laterWithout(FileMark file) {
        return later(file, FILE.replace("camera:", "cam:"));
    }

    private <T> T done(CompletableFuture<T> future) {
        world.pass(15_000);
        assertThat(future).isCompleted();
        return future.join();
    }

    private static ProcessSnapshot camera(ConcertLauncher launcher) {
        return launcher.process("camera").orElseThrow();
    }

    private static List<String> names(ConcertLauncher launcher) {
        return launcher.processes().stream().map(ProcessSnapshot::name).toList();
    }

    private static ProcessOutcome outcome(Outcome outcome, String name) {
        return outcome.of(name).orElseThrow();
    }

    @Test
    void whatTheFileDoesNotNameAnyMoreIsShownByALookForAsLongAsItRuns() {
        ConcertLauncher later = laterWithout(MINE);
        assertThat(names(later)).containsExactly("cam", "b");

        done(PlayedWorld.look(later, List.of()));

        assertThat(names(later)).containsExactly("cam", "b", "camera");
        assertThat(camera(later).state()).isEqualTo(ProcessState.READY);
        assertThat(camera(later).launch().command()).isEqualTo("capture --rate 5");
        assertThat(camera(later).message()).contains("not in the launcher file any more");
        assertThat(later.descriptions())
                .extracting(ProcessDescription::name, ProcessDescription::inFile)
                .endsWith(tuple("camera", false));

        done(PlayedWorld.stop(before, false, "camera"));
        done(PlayedWorld.look(later, List.of()));

        assertThat(names(later)).containsExactly("cam", "b");
    }

    @Test
    void whatTheFileDoesNotNameAnyMoreIsStoppedByNameOnceItIsSeen() {
        ConcertLauncher later = laterWithout(MINE);
        assertThatThrownBy(() -> later.tail("camera", 1)).isInstanceOf(RequestException.class);
        done(PlayedWorld.look(later, List.of()));

        Outcome outcome = done(PlayedWorld.stop(later, false, "camera"));

        assertThat(outcome(outcome, "camera").result()).isEqualTo(Result.STOPPED);
        assertThat(world.runs("camera")).isFalse();
        assertThat(names(later)).containsExactly("cam", "b");
    }

    @Test
    void whatTheFileDoesNotNameAnyMoreIsStoppedWithAll() {
        ConcertLauncher later = laterWithout(MINE);

        Outcome outcome = done(PlayedWorld.stopAll(later));

        assertThat(outcome(outcome, "camera").result()).isEqualTo(Result.STOPPED);
        assertThat(world.runs("camera")).isFalse();
        assertThat(names(later)).containsExactly("cam", "b");
    }

    @Test
    void whoStartsSomethingIsToldOfWhatTheFileDoesNotName() {
        ConcertLauncher later = laterWithout(MINE);

        assertThat(done(PlayedWorld.start(later, "cam")).ok()).isTrue();

        assertThat(names(later)).containsExactly("cam", "b", "camera");
    }

    @Test
    void whatRunsInASessionThatTheFileDoesNotHaveAnyMoreIsFoundByItsFile() {
        ConcertLauncher later = later(MINE, FILE.replace("session: s", "session: t"));

        done(PlayedWorld.look(later, List.of()));

        assertThat(camera(later).state()).isEqualTo(ProcessState.READY);
        assertThat(camera(later).session()).isEqualTo("s");
        assertThat(camera(later).message()).contains("an earlier launcher file");
        assertThat(done(PlayedWorld.stop(later, false, "camera")).ok()).isTrue();
        assertThat(world.runs("camera")).isFalse();
        assertThat(camera(later).session()).isEqualTo("t");
    }

    @Test
    void whatRunsInASessionThatTheFileDoesNotHaveAnyMoreIsNotStartedTwiceAndMovedByARestart() {
        String changed = FILE.replace("session: s", "session: t");

        Outcome outcome = done(PlayedWorld.start(later(MINE, changed), "camera"));

        assertThat(outcome(outcome, "camera").result()).isEqualTo(Result.FAILED);
        assertThat(outcome(outcome, "camera").message())
                .isEqualTo(
                        "runs already, where the launcher file had it before: session s on local; a restart moves it");
        assertThat(world.machineOf("camera").history()).hasSize(1);

        assertThat(done(PlayedWorld.restart(later(MINE, changed), "camera")).ok())
                .isTrue();

        assertThat(world.runs("camera")).isFalse();
        assertThat(world.machineOf("camera").living(new ProcessKey("t", "camera")))
                .isNotNull();
    }

    @Test
    void whatRunsInAnotherSessionThanTheFileSaysIsStoppedByNameWithoutALook() {
        ConcertLauncher later = later(MINE, FILE.replace("session: s", "session: t"));

        Outcome outcome = done(PlayedWorld.stop(later, false, "camera"));

        assertThat(outcome(outcome, "camera").result()).isEqualTo(Result.STOPPED);
        assertThat(world.runs("camera")).isFalse();
    }

    @Test
    void whatRunsOnAnotherMachineThanTheFileSaysIsShownAndStoppedThere() {
        String moved = FILE.replace("{cmd: capture --rate 5}", "{cmd: capture --rate 5, machine: far}") + "c: {cmd: c}";
        ConcertLauncher later = later(MINE, moved);

        done(PlayedWorld.look(later, List.of()));
        assertThat(camera(later).machine()).isEqualTo("local");
        Outcome outcome = done(PlayedWorld.stopAll(later));

        assertThat(outcome(outcome, "camera").result()).isEqualTo(Result.STOPPED);
        assertThat(world.runs("camera")).isFalse();
        assertThat(camera(later).machine()).isEqualTo("far");
    }

    @Test
    void ofTwoThatRunTheOneThatIsWhereTheFileSaysIsShown() {
        String moved = FILE.replace("{cmd: capture --rate 5}", "{cmd: capture --rate 5, machine: far}") + "c: {cmd: c}";
        ConcertLauncher later = later(MINE, moved);
        assertThat(done(PlayedWorld.start(later, "camera")).ok()).isTrue();

        ConcertLauncher last = later(MINE, moved);
        done(PlayedWorld.look(last, List.of()));
        assertThat(camera(last).machine()).isEqualTo("far");
        Outcome outcome = done(PlayedWorld.stopAll(last));

        assertThat(outcome.ok()).isTrue();
        assertThat(world.runs("camera")).isFalse();
        assertThat(world.machines.get("far").living(new ProcessKey("s", "camera")))
                .isNull();
    }

    @Test
    void whatRunsIsMarkedIfItsCommandWasEdited() {
        ConcertLauncher later = later(MINE, FILE.replace("--rate 5", "--rate 30"));

        done(PlayedWorld.look(later, List.of()));
        assertThat(camera(later).message()).contains("was started with an older definition");
        assertThat(camera(later).launch().command()).isEqualTo("capture --rate 5");
        Outcome outcome = done(PlayedWorld.start(later, "camera"));

        assertThat(outcome(outcome, "camera").result()).isEqualTo(Result.ALREADY_RUNNING);
        assertThat(outcome(outcome, "camera").message()).contains("older definition");
        assertThat(done(PlayedWorld.restart(later, "camera")).ok()).isTrue();
        assertThat(camera(later).message()).isEmpty();
        assertThat(camera(later).launch().command()).isEqualTo("capture --rate 30");
    }

    @Test
    void whatAnotherFileHasUnderANameIsNotTakenForOurs() {
        ConcertLauncher other = later(OTHERS, FILE.replace("capture --rate 5", "film"));

        Outcome outcome = done(PlayedWorld.start(other, "camera"));

        assertThat(outcome(outcome, "camera").result()).isEqualTo(Result.FAILED);
        assertThat(outcome(outcome, "camera").message())
                .contains("was started from robot:/a/robot/launcher.yaml", "capture --rate 5", "stop it first");
        assertThat(camera(other).state()).isEqualTo(ProcessState.READY);
        assertThat(camera(other).message()).contains("robot:/a/robot/launcher.yaml");
        assertThat(world.runs("camera")).isTrue();
    }

    @Test
    void whatAnotherFileHasStartedIsLeftByAStopOfAllAndStoppedByName() {
        ConcertLauncher other = later(OTHERS, FILE.replace("capture --rate 5", "film"));
        assertThat(done(PlayedWorld.start(other, "b")).ok()).isTrue();

        Outcome outcome = done(PlayedWorld.stopAll(other));

        assertThat(outcome.ok()).isTrue();
        assertThat(outcome(outcome, "b").result()).isEqualTo(Result.STOPPED);
        assertThat(outcome(outcome, "camera").result()).isEqualTo(Result.LEFT);
        assertThat(outcome(outcome, "camera").message())
                .contains("was started from robot:/a/robot/launcher.yaml", "name it to stop it");
        assertThat(world.runs("camera")).isTrue();

        assertThat(done(PlayedWorld.stop(other, false, "camera")).ok()).isTrue();
        assertThat(world.runs("camera")).isFalse();
    }

    @Test
    void processOfTheSameNameInAnotherSessionByAnotherFileIsAnother() {
        ConcertLauncher other = later(OTHERS, """
                context: {session: other}
                camera: {cmd: film}
                b: {cmd: b, session: s}
                """);

        Outcome outcome = done(PlayedWorld.start(other, "camera"));

        assertThat(outcome(outcome, "camera").result()).isEqualTo(Result.STARTED);
        assertThat(camera(other).session()).isEqualTo("other");
        done(PlayedWorld.stop(other, false, "camera"));
        assertThat(camera(other).session()).isEqualTo("other");
        assertThat(world.runs("camera")).isTrue();
    }

    @Test
    void whatIsOnlyInAnotherFileOfTheSessionIsShownAndLeftByAStopOfAll() {
        ConcertLauncher other = laterWithout(OTHERS);

        Outcome outcome = done(PlayedWorld.stopAll(other));

        assertThat(outcome(outcome, "camera").result()).isEqualTo(Result.LEFT);
        assertThat(world.runs("camera")).isTrue();
        assertThat(camera(other).message())
                .contains("not in the launcher file", "was started from robot:/a/robot/launcher.yaml");
    }

    @Test
    void sameFileOnASecondLaptopIsNoOther() {
        ConcertLauncher laptop = later(LAPTOP, FILE);
        done(PlayedWorld.look(laptop, List.of()));
        assertThat(camera(laptop).message()).isEmpty();

        Outcome outcome = done(PlayedWorld.stopAll(laptop));

        assertThat(outcome(outcome, "camera").result()).isEqualTo(Result.STOPPED);
        assertThat(world.runs("camera")).isFalse();
    }

    @Test
    void fileIsTheSameWhenALinkOnTheWayToItWasTurned() {
        ConcertLauncher turned = later(new FileMark("robot", MINE.path(), "/releases/2/launcher.yaml"), FILE);

        assertThat(outcome(done(PlayedWorld.stopAll(turned)), "camera").result())
                .isEqualTo(Result.STOPPED);
    }

    @Test
    void whatTheFileDoesNotNameIsGoneOnlyWhenItsMachineSaysSo() {
        ConcertLauncher later = laterWithout(MINE);
        CompletableFuture<Void> observed = later.observe();
        done(observed);
        assertThat(camera(later).state()).isEqualTo(ProcessState.READY);

        world.machineOf("camera").reachable(false);
        world.pass(15_000);
        assertThat(camera(later).state()).isEqualTo(ProcessState.UNKNOWN);

        world.machineOf("camera").reachable(true);
        world.pass(15_000);
        assertThat(camera(later).state()).isEqualTo(ProcessState.READY);

        world.machineOf("camera").die(world.key("camera"), 1);
        world.pass(5_000);
        assertThat(names(later)).containsExactly("cam", "b");
    }
}
