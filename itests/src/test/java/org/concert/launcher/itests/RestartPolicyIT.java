/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What dies is started again while a launcher supervises it, and only then. */
@Order(5)
class RestartPolicyIT {

    /** Notes each of its runs, and fails as long as there is no file {@code good}. */
    private static final String FAILS =
            "\"echo run >> $LAB/runs; [ -e $LAB/good ] || exit 7; exec -a steady sleep 100000\"";

    @Test
    void killedProcessIsRestartedAsItRanWhateverKilledIt() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("""
                    p:
                      cmd: exec -a steady-{time} sleep {time}
                      restart: on-failure
                      ready_check: "true"
                      ready_period: 100ms
                      variants: {mode: [{short: {params: {time: 100000}}}, {long: {params: {time: 200000}}}]}
                    user: {cmd: sleep 300000, depends: [p]}
                    """);
            try (Supervisor supervisor = Supervisor.start(lab, "a")) {
                lab.launcher("run", "user", "-v", "long");
                long user = lab.programs("sleep 300000").get(0);
                long first = lab.programs("steady-200000").get(0);
                supervisor.awaitSeen("p READY");

                lab.run("kill", "-SEGV", Long.toString(first));

                supervisor.awaitSeen("p BACKOFF SIGSEGV");
                Lab.await(
                        "it is ready again",
                        () -> supervisor
                                        .seen()
                                        .indexOf("p READY", supervisor.seen().indexOf("BACKOFF"))
                                > 0);
                assertThat(lab.programs("steady-200000")).hasSize(1).doesNotContain(first);
                assertThat(lab.programs("sleep 300000")).as("its dependant").containsExactly(user);
                assertThat(lab.launcher("status", "--json", "p").stdout())
                        .containsPattern("\"restartCount\" ?: ?1")
                        .contains("\"READY\"", "\"long\"");
                assertThat(supervisor.seen().lines().filter(line -> line.startsWith("p ")))
                        .map(line -> line.split(" ", -1)[1])
                        .containsSubsequence("READY", "BACKOFF", "STARTING", "RUNNING", "READY")
                        .doesNotContain("FAILED");
            }
        }
    }

    @Test
    void processThatKeepsDyingFailsWhenItsLimitIsReachedAndSaysSo() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("""
                    p: {cmd: %s, restart: on-failure, restart_limit: 2}
                    always: {cmd: "echo run >> $LAB/always", restart: always, restart_limit: 1}
                    never: {cmd: exit 7, restart: "no"}
                    """.formatted(FAILS));
            try (Supervisor supervisor = Supervisor.start(lab, "a")) {
                var ran = lab.launcher("run", "p", "always", "never");

                assertThat(ran.exitCode()).isEqualTo(1);
                assertThat(ran.stderr())
                        .as(ran.stdout() + supervisor.seen())
                        .contains("exit code 7; not restarted: restart_limit is 2 in 10 min")
                        .contains("exit code 0; not restarted: restart_limit is 1 in 10 min");
                assertThat(runs(lab)).isEqualTo(3);
                assertThat(Files.readAllLines(lab.folder().resolve("always"))).hasSize(2);
                supervisor.awaitSeen("p FAILED");
                assertThat(supervisor.seen().lines().filter(line -> line.startsWith("p ")))
                        .filteredOn(line -> line.startsWith("p BACKOFF") || line.startsWith("p FAILED"))
                        .hasSize(4)
                        .last(InstanceOfAssertFactories.STRING)
                        .startsWith("p FAILED exit code 7; not restarted");
                assertThat(supervisor.seen()).doesNotContain("never BACKOFF");
                assertThat(lab.launcher("status", "p").stdout()).contains("FAILED");

                Files.createFile(lab.folder().resolve("good"));
                assertThat(lab.launcher("run", "p").exitCode()).as("by hand").isZero();
            }
        }
    }

    @Test
    void stopDuringBackoffWinsWhoeverStops() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("p: {cmd: %s, restart: always}\n".formatted(FAILS));
            try (Supervisor first = Supervisor.start(lab, "a");
                    Supervisor second = Supervisor.start(lab, "b")) {
                Process run = lab.startLauncher("run", "p");
                first.awaitSeen(2, "p BACKOFF exit code 7");
                // Before it has noted that, nobody else can know that there is to be a restart.
                Lab.await("the second restart is noted", () -> backoff(lab).contains("/2000/"));
                Lab.await("its delay is noted", () -> backoff(lab).contains("/4000/"));
                assertThat(lab.launcher("status", "--json", "p").stdout())
                        .contains("\"BACKOFF\"", "exit code 7; restarted after ");

                var killed = lab.launcher("kill", "p");

                assertThat(killed.exitCode())
                        .as(killed.stdout() + killed.stderr())
                        .isZero();
                assertThat(killed.stdout()).contains("p stopped");
                int runs = runs(lab);
                first.awaitSeen("p STOPPED");
                second.awaitSeen("p STOPPED");
                assertThat(lab.end(run).exitCode()).isEqualTo(1);
                // Longer than the delay and what the other supervisor waits besides.
                LockSupport.parkNanos(Duration.ofSeconds(12).toNanos());
                assertThat(runs(lab)).isEqualTo(runs);
                assertThat(lab.launcher("status", "p").stdout()).contains("STOPPED");
            }
        }
    }

    @Test
    void startByHandDuringBackoffStartsAtOnceAndBeginsToCountAnew() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("p: {cmd: %s, restart: on-failure}\n".formatted(FAILS));
            try (Supervisor supervisor = Supervisor.start(lab, "a")) {
                Process run = lab.startLauncher("run", "p");
                supervisor.awaitSeen(4, "p BACKOFF exit code 7");
                Files.createFile(lab.folder().resolve("good"));

                var again = lab.launcher("run", "p");

                assertThat(again.exitCode()).as(again.stderr()).isZero();
                assertThat(runs(lab)).isEqualTo(5);
                assertThat(lab.end(run).exitCode()).as("the start that waited").isZero();
                LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
                assertThat(runs(lab)).as("after the delay").isEqualTo(5);
                assertThat(lab.launcher("status", "--json", "p").stdout()).containsPattern("\"restartCount\" ?: ?0");
            }
        }
    }

    @Test
    void restartByHandDuringBackoffStartsAtOnce() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("p: {cmd: %s, restart: on-failure}\n".formatted(FAILS));
            try (Supervisor supervisor = Supervisor.start(lab, "a")) {
                Process run = lab.startLauncher("run", "p");
                supervisor.awaitSeen(4, "p BACKOFF exit code 7");
                Files.createFile(lab.folder().resolve("good"));

                var again = lab.launcher("restart", "p");

                assertThat(again.exitCode()).as(again.stderr()).isZero();
                assertThat(runs(lab)).isEqualTo(5);
                assertThat(lab.programs("steady")).hasSize(1);
                lab.end(run);
            }
        }
    }

    @Test
    void ofSeveralSupervisorsOneMakesEachRestart() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("p: {cmd: %s, restart: on-failure, restart_limit: 3}\n".formatted(FAILS));
            try (Supervisor first = Supervisor.start(lab, "a");
                    Supervisor second = Supervisor.start(lab, "b");
                    Supervisor third = Supervisor.start(lab, "c")) {

                var ran = lab.launcher("run", "p");

                assertThat(ran.stderr()).contains("restart_limit is 3");
                assertThat(runs(lab)).isEqualTo(4);
                for (Supervisor supervisor : List.of(first, second, third)) {
                    supervisor.awaitSeen("p FAILED exit code 7; not restarted: restart_limit is 3");
                }
            }
        }
    }

    @Test
    void anotherSupervisorTakesOverWithTheCountWhenTheFirstDies() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("p: {cmd: %s, restart: on-failure, restart_limit: 2}\n".formatted(FAILS));
            try (Supervisor first = Supervisor.start(lab, "a")) {
                Process run = lab.startLauncher("run", "p");
                first.awaitSeen(2, "p BACKOFF exit code 7");
                // Before it has noted that, nobody else can know that there is to be a restart.
                Lab.await("the second restart is noted", () -> backoff(lab).contains("/2000/"));
                first.kill();

                try (Supervisor second = Supervisor.start(lab, "b")) {
                    var ran = lab.end(run);

                    assertThat(ran.stderr()).as(second.seen()).contains("restart_limit is 2");
                    assertThat(runs(lab)).isEqualTo(3);
                    assertThat(second.seen()).contains("p STARTING").contains("p FAILED");
                }
            }
        }
    }

    @Test
    void launcherThatOnlyLooksOnRestartsNothing() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("p: {cmd: exec -a steady sleep 100000, restart: always}\n");
            lab.launcher("run", "p");
            Process observer = lab.start(LauncherJvm.commandOf(Observer.class, "launcher.yaml"));
            Path seen = lab.folder().resolve("seen");
            Lab.await("READY is seen", () -> Files.exists(seen));

            lab.run("kill", "-KILL", Long.toString(lab.programs("steady").get(0)));

            Lab.await("FAILED is seen", () -> read(seen).endsWith("FAILED\n"));
            LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
            assertThat(lab.programs("steady")).isEmpty();
            assertThat(read(seen)).endsWith("FAILED\n").doesNotContain("BACKOFF");
            observer.destroy();
            observer.waitFor();
        }
    }

    @Test
    void oneShotThatFailsIsTriedAgainBeforeWhatDependsOnItAndItsSuccessIsItsEnd() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("""
                    once: {persistent: false, restart: always, cmd: "echo run >> $LAB/runs; [ $(wc -l < $LAB/runs) = 2 ]"}
                    user: {cmd: sleep 100000, depends: [once]}
                    """);
            try (Supervisor supervisor = Supervisor.start(lab, "a")) {

                var ran = lab.launcher("run", "user");

                assertThat(ran.exitCode()).as(ran.stderr()).isZero();
                assertThat(runs(lab)).isEqualTo(2);
                supervisor.awaitSeen("once DONE exit code 0");
            }
        }
    }

    private static String backoff(Lab lab) {
        try {
            return lab.tmux("list-panes", "-a", "-F", "#{@concert_backoff}");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static int runs(Lab lab) {
        return (int) read(lab.folder().resolve("runs")).lines().count();
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
