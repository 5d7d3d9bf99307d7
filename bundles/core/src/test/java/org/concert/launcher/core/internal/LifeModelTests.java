/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.RunSnapshot;
import org.concert.launcher.config.LauncherConfig;
import org.concert.launcher.core.internal.machine.PlayedMachine;

/**
 * Whatever two launchers of one file are asked for, and whatever happens to programs, machines and transports meanwhile, in whichever
 * order the answers come: some things always hold. Time is virtual, and chance comes from a seed that a failure prints.
 */
class LifeModelTests {

    /** What is said of a process was true a moment ago at least: so long an answer is on its way. */
    private static final long MOMENT_NANOS = Duration.ofMillis(250).toNanos();

    private static final long SEEN_NANOS = Duration.ofSeconds(1).toNanos();

    private static final String FILE = """
            context: {session: s, targets: {all: [d, last], some: [c]}}
            a: {cmd: a, ready_delay: 300ms, alive_check: check-a, alive_period: 1s}
            b: {cmd: play-child, machine: far, depends: [a], ready_check: check-b, ready_period: 500ms}
            c: {cmd: c, depends: [b], ready_check: check-c, ready_timeout: 5s, restart: on-failure}
            d: {cmd: play-deaf, machine: far, depends: [c], stop_timeout: 1s}
            once: {cmd: play-once, persistent: false, depends: [a]}
            last: {cmd: last, depends: [once, b], restart: always, alive_check: check-last, alive_period: 1s, alive_failures: 2}
            """;

    private static final List<String> NAMES = List.of("a", "b", "c", "d", "once", "last");

    private static Path folder;
    private static LauncherConfig config;

    /** What happens, and how long it is until the next thing does. */
    record Happening(Kind kind, int who, String process, boolean flag, int millisAfter) {}

    enum Kind {
        START,
        STOP,
        RESTART,
        UP,
        RELOAD,
        DEATH,
        CLOSE,
        CUT,
        REACH,
        TRANSPORT,
        HANG,
        CHECK
    }

    @BeforeContainer
    static void writeFile() throws IOException {
        folder = Files.createTempDirectory("life-model");
        config = PlayedWorld.read(folder.resolve("launcher.yaml"), FILE);
    }

    @AfterContainer
    static void removeFile() throws IOException {
        Files.delete(folder.resolve("launcher.yaml"));
        Files.delete(folder);
    }

    @Property(seed = "20261129", edgeCases = EdgeCasesMode.NONE)
    void holdsInTheSameSequencesEachTime(@ForAll("sequences") List<Happening> sequence, @ForAll long chance) {
        new Story(chance).tell(sequence);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void holdsInSequencesThatNobodyHasSeen(@ForAll("sequences") List<Happening> sequence, @ForAll long chance) {
        new Story(chance).tell(sequence);
    }

    /** Found by chance (seed 1190022144663660609): it waited for ever. */
    @Example
    void restartEndsThoughWhatItStartedWasStoppedUnseenAndAskedForAnew() {
        new Story(-23)
                .tell(List.of(
                        new Happening(Kind.RESTART, 0, "c", true, 405),
                        new Happening(Kind.RESTART, 1, "c", true, 0),
                        new Happening(Kind.STOP, 1, "c", true, 61),
                        new Happening(Kind.START, 0, "a", false, 1),
                        new Happening(Kind.DEATH, 1, "once", false, 18),
                        new Happening(Kind.TRANSPORT, 1, "a", false, 93),
                        new Happening(Kind.START, 1, "c", false, 5),
                        new Happening(Kind.STOP, 0, "a", false, 64)));
    }

    /** Found by chance (seed -7493105275366917562): it waited for ever. */
    @Example
    void startEndsThoughAnotherWasQuickerWhileTheMachineWasLost() {
        new Story(-819)
                .tell(List.of(
                        new Happening(Kind.START, 0, "b", true, 0),
                        new Happening(Kind.UP, 1, "a", true, 12),
                        new Happening(Kind.START, 1, "b", true, 19),
                        new Happening(Kind.REACH, 0, "a", false, 10),
                        new Happening(Kind.START, 0, "c", true, 7)));
    }

    /** Found by chance (seed 8121448892429018387): what was ready first was told as ready when all had long been stopped. */
    @Example
    void upThatIsOvertakenTellsWhatIsTrueAtItsEnd() {
        new Story(-2004851424)
                .tell(List.of(
                        new Happening(Kind.START, 0, "a", true, 15),
                        new Happening(Kind.UP, 0, "a", false, 17),
                        new Happening(Kind.START, 0, "d", true, 0),
                        new Happening(Kind.START, 0, "a", true, 0),
                        new Happening(Kind.START, 0, "a", true, 482),
                        new Happening(Kind.START, 1, "a", true, 9),
                        new Happening(Kind.REACH, 0, "a", false, 163),
                        new Happening(Kind.START, 0, "b", false, 105),
                        new Happening(Kind.RESTART, 1, "once", true, 16),
                        new Happening(Kind.UP, 1, "c", false, 24)));
    }

    @Provide
    Arbitrary<List<Happening>> sequences() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                Tuple.of(5, Kind.START),
                Tuple.of(4, Kind.STOP),
                Tuple.of(2, Kind.RESTART),
                Tuple.of(1, Kind.UP),
                Tuple.of(1, Kind.RELOAD),
                Tuple.of(2, Kind.DEATH),
                Tuple.of(2, Kind.CLOSE),
                Tuple.of(1, Kind.CUT),
                Tuple.of(1, Kind.REACH),
                Tuple.of(1, Kind.TRANSPORT),
                Tuple.of(1, Kind.HANG),
                Tuple.of(1, Kind.CHECK));
        return Combinators.combine(
                        kinds,
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.of(NAMES),
                        Arbitraries.of(true, false),
                        Arbitraries.frequencyOf(
                                Tuple.of(3, Arbitraries.integers().between(0, 20)),
                                Tuple.of(2, Arbitraries.integers().between(20, 2000))))
                .as(Happening::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(15);
    }

    /** One sequence. */
    private static final class Story {

        private final PlayedWorld world;
        private final List<ConcertLauncher> launchers;
        private final List<CompletableFuture<?>> futures = new ArrayList<>();
        private final List<String> lies = new ArrayList<>();
        /** What somebody was told cannot be stopped, or was not reached. */
        private final Set<String> toldOf = new HashSet<>();

        Story(long seed) {
            world = new PlayedWorld(config, seed);
            launchers = List.of(world.launcher(), world.launcher());
            futures.add(launchers.get(0).supervise());
        }

        void tell(List<Happening> sequence) {
            for (Happening next : sequence) {
                happen(next);
                world.pass(next.millisAfter());
            }
            heal();
            world.passUntil(futures, 180_000);
            check("after all");
            end();
        }

        private void happen(Happening next) {
            ConcertLauncher launcher = launchers.get(next.who());
            switch (next.kind()) {
                case START -> asked(true, PlayedWorld.start(launcher, next.process()));
                case STOP -> asked(false, PlayedWorld.stop(launcher, next.flag(), next.process()));
                case RESTART -> asked(true, PlayedWorld.restart(launcher, next.process()));
                case UP -> asked(true, PlayedWorld.up(launcher, next.flag() ? "all" : "some"));
                case RELOAD -> futures.add(launcher.reload());
                case DEATH -> world.machineOf(next.process()).die(world.key(next.process()), next.flag() ? 1 : 0);
                case CLOSE -> close(next.process());
                case CUT -> world.machineOf(next.process()).cut();
                case REACH -> world.machineOf("b").reachable(next.flag());
                case TRANSPORT -> world.launchers.get(next.who()).connections().transport(next.flag());
                case HANG -> world.machineOf(next.process()).hang(next.flag());
                case CHECK -> world.machineOf(next.process()).check(next.process(), next.flag());
            }
        }

        /** A person closes what has been there to be seen; whoever is connected has seen it too by then. */
        private void close(String name) {
            PlayedMachine.Run run = world.living(name);
            if (run != null && world.time.nanos() - run.begunNanos > SEEN_NANOS) {
                world.machineOf(name).close(world.key(name));
            }
        }

        /** Once something has ended, what it says is true. */
        private void asked(boolean start, CompletableFuture<Outcome> outcome) {
            long askedNanos = world.time.nanos();
            futures.add(outcome);
            CompletionStage<Outcome> end = outcome;
            end.thenAccept(ended -> ended.processes().forEach(process -> judge(start, askedNanos, process)));
        }

        private void judge(boolean start, long askedNanos, ProcessOutcome process) {
            if (!process.ok()) {
                toldOf.add(process.name());
            } else if (!start) {
                stopped(process, askedNanos);
            } else if (process.result() == ProcessOutcome.Result.STARTED
                    || process.result() == ProcessOutcome.Result.ALREADY_RUNNING) {
                ran(process);
            }
        }

        private void ran(ProcessOutcome process) {
            long now = world.time.nanos();
            boolean once = !config.processes().get(process.name()).persistent();
            boolean ran = runs(process.name())
                    .anyMatch(run -> once
                            ? run.endNanos >= 0
                            : run.endNanos < 0 || now - run.endNanos < MOMENT_NANOS || !run.endedByStop());
            if (!ran) {
                lies.add(now / 1_000_000 + " ms: " + process);
            }
        }

        private void stopped(ProcessOutcome process, long askedNanos) {
            long now = world.time.nanos();
            runs(process.name())
                    .filter(run -> run.begunNanos < askedNanos
                            && world.machineOf(process.name()).lives(run))
                    .forEach(run -> lies.add(now / 1_000_000 + " ms: " + process + " but lives"));
        }

        private Stream<PlayedMachine.Run> runs(String name) {
            return world.machineOf(name).history().stream().filter(run -> run.key.equals(world.key(name)));
        }

        private void heal() {
            world.launchers.forEach(member -> member.connections().transport(true));
            world.machines.values().forEach(machine -> {
                machine.hang(false);
                machine.reachable(true);
            });
            NAMES.forEach(name -> world.machineOf(name).check(name, true));
        }

        private void check(String when) {
            explained(() -> hold(when));
        }

        private void explained(Runnable assertions) {
            try {
                assertions.run();
            } catch (AssertionError e) {
                throw new AssertionError(
                        e.getMessage() + "\n"
                                + world.machines.values().stream()
                                        .flatMap(machine ->
                                                Stream.concat(Stream.of("On a machine:"), machine.trace().stream()))
                                        .collect(Collectors.joining("\n")),
                        e);
            }
        }

        private void hold(String when) {
            assertThat(world.machines.values().stream().flatMap(machine -> machine.offences().stream()))
                    .as("every process at most once")
                    .isEmpty();
            assertThat(world.time.failures()).as("steps that failed").isEmpty();
            assertThat(futures).as("%s: every future ended", when).allMatch(CompletableFuture::isDone);
            assertThat(lies).as("what an outcome says was true").isEmpty();
            assertThat(NAMES.stream().flatMap(name -> orphaned(name).stream()))
                    .as("nothing runs whose dependency was stopped by request after it")
                    .isEmpty();
        }

        /** Return what a process needs that was stopped since it was started. */
        private Optional<String> orphaned(String name) {
            PlayedMachine.Run run = world.living(name);
            if (run == null || toldOf.contains(name)) {
                return Optional.empty();
            }
            return config.processes().get(name).depends().stream()
                    .filter(dependency -> !world.runs(dependency) && !toldOf.contains(dependency))
                    .filter(dependency -> runs(dependency)
                            .reduce((first, second) -> second)
                            .filter(last -> last.stopNanos > run.begunNanos && last.endedByStop())
                            .isPresent())
                    .map(dependency -> name + " runs without " + dependency)
                    .findFirst();
        }

        /** In the end, nothing is left of all that. */
        private void end() {
            String[] all = NAMES.toArray(String[]::new);
            CompletableFuture<Outcome> ended = PlayedWorld.stop(launchers.get(0), false, all);
            futures.add(ended);
            world.passUntil(futures, 60_000);
            launchers.forEach(launcher -> futures.add(PlayedWorld.look(launcher, NAMES)));
            world.passUntil(futures, 10_000);
            check("after the stop of all");
            explained(() -> {
                assertThat(ended.join().processes()).allMatch(ProcessOutcome::ok);
                assertThat(NAMES.stream().filter(world::runs))
                        .as("after the stop of all")
                        .isEmpty();
                launchers.forEach(launcher -> assertThat(Leaks.in(launcher)).isEmpty());
                launchers.forEach(launcher -> assertThat(launcher.runs()).allMatch(RunSnapshot::ended));
            });
            launchers.forEach(launcher -> futures.add(launcher.leave()));
            world.pass(1_000);
            assertThat(futures).allMatch(CompletableFuture::isDone);
        }
    }
}
