/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concert.launcher.core.internal.process.Members.UNKNOWN;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.core.internal.agent.CommandAgent;
import org.concert.launcher.core.internal.agent.ShellHost;
import org.concert.launcher.core.internal.loop.LoopThread;
import org.concert.launcher.core.internal.process.Members.Wanted;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs of processes are found, and ended, by one script for many. */
@Timeout(120)
class MembersTests {

    private static final Duration AMPLE = Duration.ofSeconds(60);

    private final ShellHost host = new ShellHost();
    private final LoopThread loop = new LoopThread("test");
    private final List<Process> programs = new ArrayList<>();
    private final String run = run();
    private CommandAgent agent;
    private Members members;

    @BeforeEach
    void openAgent() throws Exception {
        agent = CommandAgent.open(host, loop.timer());
        members = new Members(agent, loop);
    }

    @AfterEach
    void killAll() throws Exception {
        for (Process program : programs) {
            // Its whole group at once: one that forks is always a program ahead of who kills its children.
            new ProcessBuilder("kill", "-KILL", "--", "-" + program.pid())
                    .start()
                    .waitFor();
            program.destroyForcibly();
        }
        agent.close();
        host.close();
        loop.close();
    }

    @Test
    void firstProgramThatIsKnownByItsStartIsNoLaterOneOfTheSameNumber() throws Exception {
        Process known = start("", "echo up; exec sleep 1000");
        var tree = result(ask(() -> members.find(new Wanted("", Long.toString(known.pid()), ProcessTree.EMPTY))));

        assertThat(pids(result(ask(() -> members.find(new Wanted("", tree.first(), ProcessTree.EMPTY))))))
                .containsExactly(known.pid());
        assertThat(result(ask(() -> members.find(new Wanted("", known.pid() + ":1", ProcessTree.EMPTY))))
                        .isEmpty())
                .isTrue();
        result(ask(() -> members.stop("KILL", new Wanted("", known.pid() + ":1", ProcessTree.EMPTY))));
        result(ask(() -> members.stop("KILL", new Wanted("", UNKNOWN, ProcessTree.EMPTY))));
        assertThat(known.isAlive()).isTrue();
        result(ask(() -> members.stop("KILL", new Wanted("", tree.first(), ProcessTree.EMPTY))));
        assertThat(known.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void eachOfManyGetsItsOwn() throws Exception {
        var runs = IntStream.range(0, 6).mapToObj(i -> run()).toList();
        var started = new ArrayList<Process>();
        for (String one : runs) {
            started.add(start(one, "sleep 1000 & echo up; wait"));
        }

        var found = runs.stream()
                .map(one -> ask(() -> members.find(new Wanted(one, UNKNOWN, ProcessTree.EMPTY))))
                .toList();

        for (int i = 0; i < runs.size(); i++) {
            assertThat(pids(result(found.get(i))))
                    .containsExactlyInAnyOrder(
                            started.get(i).pid(),
                            started.get(i).children().findFirst().orElseThrow().pid());
        }
        assertThat(pids(result(ask(() -> members.find(new Wanted(run, UNKNOWN, ProcessTree.EMPTY))))))
                .isEmpty();
    }

    @Test
    void moreProgramsThanAnAnswerHasRoomForAreFoundBySeveral() throws Exception {
        var runs = IntStream.range(0, 3).mapToObj(i -> run()).toList();
        for (String one : runs) {
            start(one, "for i in $(seq 1100); do sleep 1000 & done; echo up; wait");
        }

        // The first is asked for alone, the others are what waits for it.
        var found = Stream.concat(Stream.of(run), runs.stream())
                .map(one -> ask(() -> members.find(new Wanted(one, UNKNOWN, ProcessTree.EMPTY))))
                .toList();

        assertThat(result(found.get(0)).members()).isEmpty();
        assertThat(found.subList(1, 4))
                .allSatisfy(tree -> assertThat(result(tree).members()).hasSize(1101));
    }

    @Test
    void endTellsWhatIsLeft() throws Exception {
        var deaf = start(run, "trap '' TERM; echo up; sleep 1000; sleep 1000");
        var willing = start(run, "echo up; exec sleep 1000");

        var left = end("TERM", Duration.ofSeconds(1), new Wanted(run, UNKNOWN, ProcessTree.EMPTY));

        assertThat(willing.waitFor()).isEqualTo(128 + 15);
        assertThat(pids(left)).contains(deaf.pid()).doesNotContain(willing.pid());
        assertThat(pids(end("KILL", AMPLE, new Wanted(run, UNKNOWN, left)))).isEmpty();
        assertThat(deaf.waitFor()).isEqualTo(128 + 9);
    }

    @Test
    void rootThatIgnoresTheSignalIsInterrupted() throws Exception {
        var root = start(run, "trap '' TERM; echo up; exec sleep 1000");

        assertThat(pids(end("TERM", AMPLE, new Wanted(run, Long.toString(root.pid()), ProcessTree.EMPTY))))
                .isEmpty();

        assertThat(root.waitFor()).isEqualTo(128 + 2);
    }

    @Test
    void killReachesWhatIsForkedMeanwhile() throws Exception {
        var forking = start(run, "echo up; while :; do sleep 1000 & sleep 0.02; done");

        var left = end("KILL", AMPLE, new Wanted(run, Long.toString(forking.pid()), ProcessTree.EMPTY));

        assertThat(pids(left)).isEmpty();
        assertThat(pids(result(ask(() -> members.find(new Wanted(run, UNKNOWN, ProcessTree.EMPTY))))))
                .isEmpty();
    }

    @Test
    void endOfNothingIsQuick() {
        assertThat(pids(end("TERM", Duration.ofDays(1), new Wanted(run, UNKNOWN, ProcessTree.EMPTY))))
                .isEmpty();
    }

    @Test
    void strangerOfTheSameProcessIdIsLeftAlone() throws Exception {
        var known = start("", "echo up; exec sleep 1000");
        var tree = result(ask(() -> members.find(new Wanted("", Long.toString(known.pid()), ProcessTree.EMPTY))));
        var member = tree.members().get(0);
        assertThat(member.pid()).isEqualTo(known.pid());
        var stranger =
                new ProcessTree(List.of(new ProcessTree.Member(member.pid(), member.start() + 1, member.name())));

        assertThat(pids(end("KILL", AMPLE, new Wanted(run, UNKNOWN, stranger)))).isEmpty();
        assertThat(pids(end("KILL", AMPLE, new Wanted("", UNKNOWN, ProcessTree.EMPTY))))
                .isEmpty();
        assertThat(known.isAlive()).isTrue();

        assertThat(pids(end("KILL", AMPLE, new Wanted(run, UNKNOWN, tree)))).isEmpty();
        assertThat(known.waitFor()).isEqualTo(128 + 9);
    }

    @Test
    void lostPlaceIsToldAndNotTakenForNothingLeft() {
        agent.close();

        assertThat(ask(() -> members.end("TERM", AMPLE, new Wanted(run, UNKNOWN, ProcessTree.EMPTY))))
                .failsWithin(AMPLE)
                .withThrowableOfType(ExecutionException.class)
                .withCauseExactlyInstanceOf(TransportException.class);
    }

    private static String run() {
        return "robot/imu/" + UUID.randomUUID();
    }

    private Process start(String run, String script) throws Exception {
        // In a session of its own, or the group in the foreground of the terminal of whoever runs the tests would be
        // signalled.
        // Whoever runs them in the background of a shell has them ignore SIGINT, and all that they start.
        var builder = new ProcessBuilder("setsid", "env", "--default-signal=INT", "sh", "-c", script);
        builder.environment().put(ProcessCommand.RUN_VARIABLE, run.isEmpty() ? "" : run + "@/tmp/socket");
        var program = builder.start();
        programs.add(program);
        assertThat(program.inputReader().readLine()).isEqualTo("up");
        return program;
    }

    private ProcessTree end(String signal, Duration patience, Wanted wanted) {
        return result(ask(() -> members.end(signal, patience, wanted)));
    }

    /** Ask on the loop, where it lives. */
    private CompletableFuture<ProcessTree> ask(Supplier<CompletableFuture<ProcessTree>> question) {
        return loop.call(question);
    }

    private static ProcessTree result(CompletableFuture<ProcessTree> answer) {
        assertThat(answer).succeedsWithin(AMPLE);
        return answer.join();
    }

    private static List<Long> pids(ProcessTree tree) {
        return tree.members().stream().map(ProcessTree.Member::pid).toList();
    }
}
