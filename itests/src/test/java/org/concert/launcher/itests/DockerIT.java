/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.concert.launcher.transport.docker.internal.PrivateEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Processes in containers, and what becomes of them when containers and their Engine come and go. */
@Order(12)
@ResourceLock(LabMachines.ENGINE)
class DockerIT {

    private static PrivateEngine engine;

    private Lab lab;

    @BeforeAll
    static void startEngine() throws Exception {
        engine = PrivateEngine.start();
    }

    @AfterAll
    static void closeEngine() {
        if (engine != null) {
            engine.close();
        }
    }

    @BeforeEach
    void openLab() throws Exception {
        lab = new Lab();
        lab.environment().put("DOCKER_HOST", engine.address());
        engine.runContainer("box", PrivateEngine.WITH_BASH);
    }

    @AfterEach
    void closeLab() throws Exception {
        lab.close();
        engine.docker("rm", "-f", "box");
    }

    private static void awaitNothingIn(String container, String program) throws Exception {
        Lab.await(
                program + " has ended in " + container,
                () -> engine.programs(container).stream().noneMatch(line -> line.contains(program)));
    }

    private static void awaitIn(String container, String program) throws Exception {
        Lab.await(
                program + " runs in " + container,
                () -> engine.programs(container).stream().anyMatch(line -> line.contains(program)));
    }

    private String status(String process) throws InterruptedException {
        return lab.launcher("status", process).stdout();
    }

    @Test
    void processesInsideAndOutsideDependOnEachOther() throws Exception {
        engine.runContainer("small", PrivateEngine.WITHOUT_BASH);
        lab.launcherFile("""
                base: {docker: box, cmd: "touch /tmp/up; echo I am $HOSTNAME; exec sleep 100000", ready_check: test -e /tmp/up}
                arm: {docker: small, cmd: sleep 100000, depends: [base]}
                gui: {cmd: sleep 100000, depends: [arm]}
                """);
        try {
            var ran = lab.launcher("run", "gui");

            assertThat(ran.exitCode()).as(ran.stdout() + ran.stderr()).isZero();
            assertThat(lab.tmux("list-windows", "-t", "lab", "-F", "#W")).isEqualTo("base\narm\ngui\n");
            awaitIn("box", "sleep 100000");
            awaitIn("small", "sleep 100000");
            assertThat(lab.log("base")).content().contains("I am ");
            assertThat(status("base")).containsPattern("(?m)^base +lab +local.* READY");

            var killed = lab.launcher("kill", "--all");

            assertThat(killed.exitCode()).as(killed.stdout() + killed.stderr()).isZero();
            awaitNothingIn("box", "sleep 100000");
            awaitNothingIn("small", "sleep 100000");
            assertThat(lab.tmux("list-windows", "-t", "lab")).isEmpty();
        } finally {
            engine.docker("rm", "-f", "small");
        }
    }

    @Test
    void portAddressAndLineShowThatAProcessInsideWithoutBashIsReady() throws Exception {
        engine.runContainer("small", PrivateEngine.WITHOUT_BASH);
        lab.launcherFile("""
                web:
                  docker: small
                  cmd: echo I serve; touch /tmp/up; exec busybox httpd -f -p 8080 -h /tmp
                  ready_port: 127.0.0.1:8080
                  ready_http: http://127.0.0.1:8080/up
                  ready_log: ^I serve$
                  ready_timeout: 20s
                late: {docker: small, cmd: exec sleep 100000, ready_port: 8081, ready_timeout: 1s}
                """);
        try {
            Lab.Ended web = lab.launcher("run", "web");
            Lab.Ended late = lab.launcher("run", "late");

            assertThat(web.exitCode()).as(web.stdout() + web.stderr()).isZero();
            assertThat(late.stderr()).contains("not ready within 1 s; ready_port: nobody listens at 8081");
        } finally {
            lab.launcher("kill", "--all");
            engine.docker("rm", "-f", "small");
        }
    }

    @Test
    void processInsideThatDoesNotWorkAnyMoreIsEndedInsideAndStartedAgain() throws Exception {
        lab.launcherFile("""
                p:
                  docker: box
                  cmd: "trap 'exit 0' INT; rm -f /tmp/ill; while :; do sleep 0.1; done # alone"
                  alive_check: "! test -e /tmp/ill"
                  alive_period: 300ms
                  restart: on-failure
                """);
        try (Supervisor supervisor = Supervisor.start(lab, "seen")) {
            assertThat(lab.launcher("run", "p").exitCode()).isZero();

            engine.docker("exec", "box", "touch", "/tmp/ill");
            supervisor.awaitSeen("p UNHEALTHY");
            supervisor.awaitSeen("p BACKOFF");
            supervisor.awaitSeen(2, "p READY");

            assertThat(engine.programs("box"))
                    .filteredOn(line -> line.contains("# alone"))
                    .hasSize(1);
        }
    }

    @Test
    void processInsideThatIsNotInTheFileAnyMoreIsEndedInside() throws Exception {
        lab.launcherFile("camera: {docker: box, cmd: 'sleep 100000 & exec sleep 100000'}\n");
        assertThat(lab.launcher("run", "camera").exitCode()).isZero();
        awaitIn("box", "sleep 100000");
        lab.launcherFile("cam: {cmd: sleep 200000}\n");

        assertThat(status("camera")).contains("READY", "is not in the launcher file any more");
        var killed = lab.launcher("kill", "camera");

        assertThat(killed.exitCode()).as(killed.stdout() + killed.stderr()).isZero();
        assertThat(engine.programs("box")).noneMatch(line -> line.contains("sleep 100000"));
    }

    @Test
    void nothingInsideIsReadyBeforeItsCommandHasBegun() throws Exception {
        engine.docker("exec", "box", "sh", "-c", "mkdir -p ~; echo '[ -t 0 ] && read -p which? x' > ~/.bashrc");
        lab.launcherFile("""
                p: {docker: box, cmd: 'echo it was $x; exec sleep 100000', ready_check: "true"}
                """);
        Process run = lab.startLauncher("run", "p");
        Lab.await(
                "it is told to who waits",
                () -> lab.printed(run)
                        .matches("(?s).*p: still RUNNING \\([^\\n]*: which\\?; [^\\n]*~/.bashrc has not come .*"));

        lab.tmux("send-keys", "-t", "=lab:p", "red", "Enter");

        var ended = lab.end(run);
        assertThat(ended.exitCode()).as(ended.stdout() + ended.stderr()).isZero();
        assertThat(status("p")).contains("READY").doesNotContain("~/.bashrc");
        assertThat(lab.output("p")).endsWith("it was red\n");
    }

    @Test
    void checkThatSignalsItsGroupHitsNobodyElseInside() throws Exception {
        engine.runContainer("small", PrivateEngine.WITHOUT_BASH);
        lab.launcherFile("""
                neighbour: {docker: box, cmd: sleep 100000, ready_check: echo x >> /tmp/begun; sleep 5}
                polite: {docker: box, cmd: sleep 100000, ready_check: "trap 'kill 0' EXIT; true"}
                rude: {docker: box, cmd: sleep 100000, ready_check: "kill -9 0", ready_timeout: 3s}
                plain: {docker: small, cmd: sleep 100000, ready_check: echo x >> /tmp/begun; sleep 5}
                coarse: {docker: small, cmd: sleep 100000, ready_check: "kill 0", ready_timeout: 3s}
                """);
        try {
            var ran = lab.launcher("run", "neighbour", "polite", "rude", "plain", "coarse");

            assertThat(ran.exitCode()).as(ran.stdout() + ran.stderr()).isEqualTo(1);
            assertThat(ran.stderr())
                    .contains("rude failed: not ready within 3 s; ready_check: exit code 137")
                    .contains("coarse failed: not ready within 3 s; ready_check: exit code 143")
                    .doesNotContain("neighbour", "polite", "plain");
            for (String container : List.of("box", "small")) {
                assertThat(engine.docker("exec", container, "cat", "/tmp/begun"))
                        .isEqualTo("x\n");
            }
        } finally {
            engine.docker("rm", "-f", "small");
        }
    }

    @Test
    void stopSignalReachesTheProcessInside() throws Exception {
        lab.launcherFile("p: {docker: box, cmd: \"trap 'echo good bye; exit 3' INT; while :; do sleep 0.1; done\"}\n");
        assertThat(lab.launcher("run", "p").exitCode()).isZero();

        var killed = lab.launcher("kill", "p");

        assertThat(killed.exitCode()).as(killed.stdout() + killed.stderr()).isZero();
        assertThat(killed.stdout()).contains("STOPPED (exit code 3)");
        assertThat(lab.output("p")).contains("good bye");
        assertThat(lab.log("p")).content().contains("# ended with exit code 3");
    }

    @Test
    void whatTheFirstProgramLeavesInsideHasATerminalAndTheStopTimeoutToo() throws Exception {
        engine.runContainer("small", PrivateEngine.WITHOUT_BASH);
        String node = "sh -c \"trap 'sleep 1; echo %s is clean; exit' %s; while :; do sleep 0.1; done\" &";
        lab.launcherFile("""
                p:
                  docker: box
                  stop_signal: SIGTERM
                  cmd: |
                    exec sh -c '%s %s wait'
                q:
                  docker: small
                  stop_signal: SIGTERM
                  cmd: |
                    %s %s wait
                jobs:
                  docker: box
                  cmd: |
                    %s %s wait
                """.formatted(
                        node.formatted("a", "TERM").replace("'", "'\\''"),
                        node.formatted("b", "TERM").replace("'", "'\\''"),
                        node.formatted("a", "TERM"),
                        node.formatted("b", "TERM"),
                        node.formatted("a", "INT"),
                        node.formatted("b", "INT")));
        try {
            assertThat(lab.launcher("run", "p", "q", "jobs").exitCode()).isZero();

            var killed = lab.launcher("kill", "--all");

            assertThat(killed.exitCode()).as(killed.stdout() + killed.stderr()).isZero();
            for (String process : List.of("p", "q", "jobs")) {
                assertThat(lab.output(process)).as(process).contains("a is clean\n", "b is clean\n");
            }
        } finally {
            engine.docker("rm", "-f", "small");
        }
    }

    @Test
    void nothingOfItStaysAliveInside() throws Exception {
        lab.launcherFile("""
                p:
                  docker: box
                  stop_timeout: 1s
                  cmd: setsid sleep 100001 & trap '' INT TERM; while :; do sleep 0.1; done
                """);
        assertThat(lab.launcher("run", "p").exitCode()).isZero();
        awaitIn("box", "sleep 100001");

        var killed = lab.launcher("kill", "p");

        assertThat(killed.exitCode()).as(killed.stdout() + killed.stderr()).isZero();
        assertThat(killed.stdout()).contains("SIGKILL");
        assertThat(engine.programs("box")).noneMatch(line -> line.contains("sleep 100001") || line.contains("trap"));
    }

    @Test
    void exitCodesAndSignalsAreThoseOfTheProcessInside() throws Exception {
        lab.launcherFile("""
                fails: {docker: box, cmd: 'sleep 0.3; exit 7'}
                dies: {docker: box, cmd: 'ulimit -c 0; sleep 0.3; kill -SEGV $$'}
                once: {docker: box, cmd: 'echo done', persistent: false}
                """);

        lab.launcher("run", "fails", "dies");
        var once = lab.launcher("run", "once");

        Lab.await(
                "both have ended",
                () -> !status("fails").contains("READY") && !status("dies").contains("READY"));
        assertThat(status("fails")).contains("FAILED").contains(" 7 ");
        assertThat(lab.launcher("status", "--json").stdout()).contains("\"signal\":\"SIGSEGV\"");
        assertThat(once.exitCode()).as(once.stderr()).isZero();
    }

    @Test
    void whenTheClientIsKilledTheProcessInsideEndsToo() throws Exception {
        lab.launcherFile("p: {docker: box, cmd: 'setsid sleep 100002 & sleep 100003'}\n");
        assertThat(lab.launcher("run", "p").exitCode()).isZero();
        awaitIn("box", "sleep 100003");

        lab.programs("docker exec -it").stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .filter(program -> program.info().command().orElse("").endsWith("docker"))
                .forEach(ProcessHandle::destroyForcibly);

        awaitNothingIn("box", "sleep 10000");
        Lab.await("it is shown", () -> status("p").contains("FAILED"));
        assertThat(lab.launcher("run", "p").exitCode()).isZero();
    }

    @Test
    void windowThatIsClosedByHandEndsTheProcessInside() throws Exception {
        lab.launcherFile("p: {docker: box, cmd: sleep 100004}\nq: {cmd: sleep 100000}\n");
        assertThat(lab.launcher("run", "p", "q").exitCode()).isZero();
        awaitIn("box", "sleep 100004");

        lab.tmux("kill-window", "-t", "=lab:=p");

        awaitNothingIn("box", "sleep 100004");
        assertThat(status("p")).contains("STOPPED");
    }

    @Test
    void containerThatStopsFailsItsProcessesAndIsToldOfUntilItIsBack() throws Exception {
        lab.launcherFile("p: {docker: box, cmd: sleep 100000}\nq: {cmd: sleep 100000}\n");
        try (Supervisor supervisor = Supervisor.start(lab, "seen")) {
            assertThat(lab.launcher("run", "p", "q").exitCode()).isZero();
            supervisor.awaitSeen("p READY");

            engine.docker("stop", "-t", "0", "box");

            supervisor.awaitSeen("p FAILED SIGKILL");
            var refused = lab.launcher("run", "p");
            assertThat(refused.exitCode()).isEqualTo(3);
            assertThat(refused.stderr())
                    .contains("Cannot use container box on machine local: it is stopped (exit code ")
                    .contains("start it by: docker start box");
            assertThat(lab.launcher("kill", "p").exitCode()).isZero();
            assertThat(status("q")).contains("READY");

            engine.docker("start", "box");

            assertThat(lab.launcher("run", "p").exitCode()).isZero();
            supervisor.awaitSeen(2, "p READY");
        }
    }

    @Test
    void nothingIsKnownOfProcessesInAContainerThatIsPaused() throws Exception {
        lab.launcherFile("p: {docker: box, cmd: sleep 100000}\nq: {cmd: sleep 100000}\n");
        try (Supervisor supervisor = Supervisor.start(lab, "seen")) {
            assertThat(lab.launcher("run", "p", "q").exitCode()).isZero();
            supervisor.awaitSeen("p READY");

            engine.docker("pause", "box");
            String atOnce = lab.launcher("status").stdout();
            supervisor.awaitSeen("p UNKNOWN");
            engine.docker("unpause", "box");

            assertThat(atOnce)
                    .containsPattern("p .* UNKNOWN .* it is paused; go on with it by: docker unpause box")
                    .containsPattern("q .* READY");

            supervisor.awaitSeen(2, "p READY");
            assertThat(supervisor.seen()).doesNotContain("q UNKNOWN");
        }
    }

    @Test
    void containerThatIsMadeAnewUnderItsNameIsTheOneThatIsUsed() throws Exception {
        lab.launcherFile("p: {docker: box, cmd: sleep 100000, ready_check: 'true'}\n");
        try (Supervisor supervisor = Supervisor.start(lab, "seen")) {
            assertThat(lab.launcher("run", "p").exitCode()).isZero();
            supervisor.awaitSeen("p READY");

            engine.docker("rm", "-f", "box");
            supervisor.awaitSeen("p FAILED");
            engine.runContainer("box", PrivateEngine.WITH_BASH);
            var again = lab.launcher("run", "p");

            assertThat(again.exitCode()).as(again.stderr()).isZero();
            supervisor.awaitSeen(2, "p READY");
            awaitIn("box", "sleep 100000");
            assertThat(lab.launcher("kill", "p").exitCode()).isZero();
            awaitNothingIn("box", "sleep 100000");
        }
    }

    @Test
    void containerThatCannotBeUsedIsToldBeforeAnythingStarts() throws Exception {
        engine.docker("create", "--name", "unstarted", PrivateEngine.WITH_BASH, "sleep", "1");
        engine.docker("pause", "box");
        lab.launcherFile("""
                first: {cmd: sleep 100000}
                missing: {docker: bax, cmd: sleep 100000, depends: [first]}
                created: {docker: unstarted, cmd: sleep 100000, depends: [first]}
                paused: {docker: box, cmd: sleep 100000, depends: [first]}
                all: {cmd: 'true', persistent: false, depends: [first, missing]}
                """);
        try {
            for (var expected : List.of(
                    List.of("missing", "there is no such container; it has box, unstarted"),
                    List.of("created", "it was never started; start it by: docker start unstarted"),
                    List.of("paused", "it is paused; go on with it by: docker unpause box"),
                    List.of("all", "there is no such container"))) {
                var ran = lab.launcher("run", expected.get(0));

                assertThat(ran.exitCode()).as(ran.stderr()).isEqualTo(3);
                assertThat(ran.stderr()).contains(expected.get(1));
            }
            assertThat(lab.programs("sleep 100000")).isEmpty();
        } finally {
            engine.docker("unpause", "box");
            engine.docker("rm", "-f", "unstarted");
        }
    }

    @Test
    void processOfAnotherUserIsStartedSeenAndStopped() throws Exception {
        engine.docker("rm", "-f", "box");
        engine.runContainer("box", PrivateEngine.WITH_BASH, "--user", "robot");
        lab.launcherFile("p: {docker: box, cmd: 'id -un; exec sleep 100000'}\n");

        assertThat(lab.launcher("run", "p").exitCode()).isZero();

        assertThat(lab.awaitOutput("p", "robot\n")).isEqualTo("robot\n");
        assertThat(lab.launcher("kill", "p").exitCode()).isZero();
        awaitNothingIn("box", "sleep 100000");
    }

    @Test
    void containerOfAnotherMachineIsReachedThroughIt() throws Exception {
        RemoteMachine robot = RemoteMachine.start(lab, "robot");
        lab.launcherFile("""
                p: {machine: robot, docker: box, cmd: "touch /tmp/there; sleep 100005", ready_check: test -e /tmp/there}
                q: {cmd: sleep 100000, depends: [p]}
                """);

        var ran = lab.launcher("run", "q");

        assertThat(ran.exitCode()).as(ran.stdout() + ran.stderr()).isZero();
        assertThat(robot.tmux("list-windows", "-t", "lab", "-F", "#W")).isEqualTo("p\n");
        awaitIn("box", "sleep 100005");
        assertThat(robot.link().connections()).isEqualTo(1);
        assertThat(lab.launcher("kill", "--all").exitCode()).isZero();
        awaitNothingIn("box", "sleep 100005");
    }

    @Test
    void engineThatIsKilledAndStartedAgainLeavesNothingRunningUnseen() throws Exception {
        lab.launcherFile("p: {docker: box, cmd: sleep 100006, ready_check: 'true'}\n");
        try (Supervisor supervisor = Supervisor.start(lab, "seen")) {
            assertThat(lab.launcher("run", "p").exitCode()).isZero();
            supervisor.awaitSeen("p READY");

            engine.killDaemon();
            supervisor.awaitSeen("p UNKNOWN");
            assertThat(supervisor.seen()).as("it may well live").doesNotContain("p FAILED");
            assertThat(status("p")).contains("UNKNOWN");
            engine.restartDaemon();
            supervisor.awaitSeen("p FAILED");
            engine.docker("start", "box");
            var again = lab.launcher("run", "p");

            assertThat(again.exitCode()).as(again.stderr()).isZero();
            supervisor.awaitSeen(2, "p READY");
            awaitIn("box", "sleep 100006");
            assertThat(engine.programs("box").stream().filter(line -> line.endsWith("sleep 100006")))
                    .hasSize(1);
        }
    }

    @Test
    void launcherThatIsKilledInTheMiddleOfAStartIsFollowedByOneThatFindsWhatRuns() throws Exception {
        var file = new StringBuilder();
        var names = new ArrayList<String>();
        for (int i = 0; i < 20; i++) {
            names.add("p" + i);
            file.append("p%d: {docker: box, cmd: exec sleep 100007, ready_check: sleep 0.2}\n".formatted(i));
        }
        lab.launcherFile(file + "all: {persistent: false, cmd: 'true', depends: %s}\n".formatted(names));
        Process launcher = lab.startLauncher("run", "all");
        Lab.await(
                "some have started",
                () -> lab.tmux("list-windows", "-t", "lab").lines().count() > 3);

        launcher.destroyForcibly().onExit().join();
        var ran = lab.launcher("run", "all");

        assertThat(ran.exitCode()).as(ran.stdout() + ran.stderr()).isZero();
        Lab.await(
                "each runs once",
                () -> engine.programs("box").stream()
                                .filter(line -> line.contains("sleep 100007"))
                                .count()
                        == 20);
    }

    @Test
    void useOfProcessorAndMemoryIsThatOfTheProgramsInside() throws Exception {
        lab.launcherFile("p: {docker: box, cmd: 'while :; do :; done'}\n");
        assertThat(lab.launcher("run", "p").exitCode()).isZero();
        Process watch = lab.startLauncher("status", "-w", "--json", "p");

        Lab.await(
                "it is measured",
                () -> lab.printed(watch)
                        .lines()
                        .anyMatch(line ->
                                line.matches(".*\"cpuPercent\" ?: ?\\d{2,}\\.\\d.*\"residentBytes\" ?: ?\\d{6,}.*")));

        assertThat(lab.launcher("status", "-t", "p").stdout()).contains("while :");
        watch.destroy();
    }

    @Test
    void engineThatIsNotThereIsAnErrorWithTheWordsOfDocker() throws Exception {
        lab.environment().put("DOCKER_HOST", "unix://" + lab.folder().resolve("nobody"));
        lab.launcherFile("p: {docker: box, cmd: sleep 100000}\n");

        var ran = lab.launcher("run", "p");

        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.stderr())
                .contains("Cannot use Docker on machine local: ")
                .contains("nobody");
    }
}
