/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concert.launcher.api.ShellQuote;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The functions of agent.sh, on programs that live. */
@Timeout(60)
class AgentFunctionsTests {

    private static final Duration AMPLE = Duration.ofSeconds(30);

    private final HeldTimer timer = new HeldTimer();
    private final ShellHost host = new ShellHost();
    private final List<Process> programs = new ArrayList<>();
    private final String run = "CONCERT_LAUNCHER_RUN=robot/imu/" + UUID.randomUUID();
    private CommandAgent agent;

    @TempDir
    private Path folder;

    @BeforeEach
    void openAgent() throws Exception {
        agent = CommandAgent.open(host, timer);
    }

    @AfterEach
    void killAll() {
        programs.stream().flatMap(Process::descendants).forEach(ProcessHandle::destroyForcibly);
        programs.forEach(Process::destroyForcibly);
        agent.close();
        host.close();
        timer.shutdownNow();
    }

    @Test
    void membersAreTheRootItsDescendantsAndWhatCarriesTheRunId() throws Exception {
        var root = start(List.of(), "sh -c 'echo $$ > child; sleep 1000 & wait' & echo up; wait");
        var away = start(List.of(run + "@/tmp/socket"), "echo up; exec sleep 1000");
        var stranger =
                start(List.of("CONCERT_LAUNCHER_RUN=robot/imu/" + UUID.randomUUID()), "echo up; exec sleep 1000");

        var members = pids(members(run, root.pid(), ""));

        assertThat(members).contains(root.pid(), away.pid()).doesNotContain(stranger.pid());
        assertThat(members)
                .containsAll(root.descendants().map(ProcessHandle::pid).toList());
        assertThat(pids(members(run, 0, ""))).containsExactly(away.pid());
    }

    @Test
    void programInASessionOfItsOwnIsFoundByItsRunIdThoughItsParentIsGone() throws Exception {
        var parent = start(List.of(run), "setsid sh -c 'echo $$ > away; exec sleep 1000' & wait $!; :");
        var away = Long.parseLong(awaitFile("away"));
        programs.add(parent);
        parent.destroyForcibly().waitFor();

        try {
            assertThat(pids(members(run, 0, ""))).contains(away);
        } finally {
            ProcessHandle.of(away).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void knownMemberIsTakenForAStrangerIfItStartedAtAnotherTime() throws Exception {
        var known = start(List.of(), "echo up; exec sleep 1000");
        var described = run("members none " + known.pid() + " ''").strip();
        assertThat(described).matches(known.pid() + ":[0-9]+:sleep");
        var startTime = Long.parseLong(described.split(":", -1)[1]);

        assertThat(pids(members(run, 0, known.pid() + ":" + startTime))).containsExactly(known.pid());
        assertThat(members(run, 0, known.pid() + ":" + (startTime + 1))).isEmpty();
    }

    @Test
    void membersAreFoundThoughAnotherProgramEndsWhileItIsBeingRead() throws Exception {
        var program = start(List.of(run), "echo up; exec sleep 1000");
        Path awk = folder.resolve("awk");
        Files.writeString(awk, """
                #!/bin/sh
                [ -e %1$s.failed ] && exec %2$s "$@"
                : > %1$s.failed
                echo "awk: read error (No such process)" >&2
                exit 2
                """.formatted(awk, run("command -v awk").strip()));
        assertThat(awk.toFile().setExecutable(true)).isTrue();

        String members = run("PATH=%s:$PATH; members %s 0 ''".formatted(folder, run));

        assertThat(pids(members)).containsExactly(program.pid());
        assertThat(folder.resolve("awk.failed")).exists();
    }

    @Test
    void runWithoutAnIdIsCarriedByNobody() throws Exception {
        start(List.of(run), "echo up; exec sleep 1000");

        assertThat(members("CONCERT_LAUNCHER_RUN=", 0, "")).isEmpty();
    }

    @Test
    void runIdIsTextAndNoPattern() throws Exception {
        start(List.of(run), "echo up; exec sleep 1000");

        assertThat(members(ShellQuote.word("CONCERT_LAUNCHER_RUN=robot/imu/.*"), 0, ""))
                .isEmpty();
    }

    @Test
    void firstProgramThatIgnoresASignalIsSentAnInterrupt() throws Exception {
        var plain = start(List.of(), "echo up; exec sleep 1000");
        var deaf = start(List.of(), "trap '' TERM QUIT; echo up; exec sleep 1000");

        assertThat(run("for signal in TERM QUIT INT HUP KILL; do first_signal $signal " + plain.pid()
                        + "; echo $first; done"))
                .isEqualTo("TERM\nQUIT\nINT\nHUP\nKILL\n");
        assertThat(run("for signal in TERM QUIT INT HUP KILL; do first_signal $signal " + deaf.pid()
                        + "; echo $first; done"))
                .isEqualTo("INT\nINT\nINT\nHUP\nKILL\n");
        assertThat(run("first_signal TERM 999999999; echo $first")).isEqualTo("TERM\n");
    }

    @Test
    void programWithAnOddNameIsFound() throws Exception {
        var odd = Files.copy(Path.of("/bin/sleep"), folder.resolve("a) Z 1 (b c"));
        var program = new ProcessBuilder(odd.toString(), "1000").start();
        programs.add(program);

        assertThat(members(run, program.pid(), "")).matches(program.pid() + ":[0-9]+:[A-Za-z0-9_.-]+\n");
    }

    @Test
    void treeIsToldWithParentsAndCommandLines() throws Exception {
        var root = start(List.of(), "sleep 1000 & echo up; wait");
        var child = root.children().findFirst().orElseThrow().pid();

        assertThat(run("process_tree " + run + " " + root.pid()).lines())
                .contains(child + " " + root.pid() + " sleep 1000 ")
                .anyMatch(line -> line.startsWith(
                        root.pid() + " " + ProcessHandle.current().pid() + " sh -c "));
    }

    @Test
    void programThatAJobBeginsBetweenTheLookAndItsEndIsEndedToo() throws Exception {
        var job = "job-" + UUID.randomUUID();
        var before = start(List.of("CONCERT_LAUNCHER_JOB=" + job), "echo up; exec sleep 1000");
        var late = folder.resolve("late");

        run("""
                members_of() {
                    look_for_members "$@"
                    if [ ! -e %1$s ]; then
                        CONCERT_LAUNCHER_JOB=%2$s sh -c 'echo $$ > %1$s.new; mv %1$s.new %1$s; exec sleep 1000' > /dev/null &
                        until [ -e %1$s ]; do :; done
                    fi
                }
                end_job %2$s 0""".formatted(ShellQuote.word(late.toString()), job));

        assertThat(before.waitFor()).isEqualTo(137);
        assertThat(run("members CONCERT_LAUNCHER_JOB=" + job + " 0 ''")).isEmpty();
    }

    @Test
    void terminalOfTheSameNameInAContainerIsAnother() throws Exception {
        assumeTrue(
                new ProcessBuilder("unshare", "--mount", "true").start().waitFor() == 0, "no mounts can be unshared");
        var leader = start(List.of(), "echo up; exec sleep 1000");
        var holder = start(List.of(), "echo up; exec sleep 1000");
        var stranger = start(List.of(), "exec unshare --mount sh -c 'echo up; exec sleep 1000'");
        var opened = Stream.of(leader, holder, stranger)
                .map(each -> "lrwx------ 1 r r 64 Jan 1 00:00 /proc/" + each.pid() + "/fd/0 -> /dev/pts/7777\n")
                .collect(Collectors.joining());
        // The signals come before.
        leader.destroyForcibly().waitFor();

        var told = run("found=0=%1$d:1:+running leaders=' 0:%1$d' opened=%2$s; holders"
                .formatted(leader.pid(), ShellQuote.word(opened)));

        assertThat(told)
                .startsWith("0 " + holder.pid() + ":")
                .endsWith(":~sleep\n")
                .hasLineCount(1);
    }

    @Test
    void livingRunsAreToldWithTheirOriginAndPrograms() throws Exception {
        String origin = "@4026531840/tmp/it's a \"name\"/default";
        var program = start(List.of(run + origin), "sleep 1000 & echo up; wait");
        var child = program.children().findFirst().orElseThrow();

        var told = run("living_runs")
                .lines()
                .filter(line -> line.endsWith(" " + run.substring(run.indexOf('=') + 1) + origin))
                .toList();

        assertThat(told).hasSize(1);
        assertThat(told.get(0).split(" ", 2)[0].split(",", -1))
                .containsExactlyInAnyOrder(Long.toString(program.pid()), Long.toString(child.pid()));
    }

    /** Start a shell that prints a line when it is up. */
    private Process start(List<String> environment, String script) throws Exception {
        var builder = new ProcessBuilder("sh", "-c", script).directory(folder.toFile());
        builder.environment().remove("CONCERT_LAUNCHER_RUN");
        environment.forEach(variable -> builder.environment()
                .put(variable.substring(0, variable.indexOf('=')), variable.substring(variable.indexOf('=') + 1)));
        var program = builder.start();
        programs.add(program);
        if (script.contains("echo up")) {
            assertThat(program.inputReader().readLine()).isEqualTo("up");
        }
        return program;
    }

    private String awaitFile(String name) {
        return run("cd %s; until [ -s %s ]; do sleep 0.02; done; cat %s"
                        .formatted(ShellQuote.word(folder.toString()), name, name))
                .strip();
    }

    private String members(String mark, long root, String known) {
        return run("members %s %d '%s'".formatted(mark, root, known));
    }

    private String run(String script) {
        var ended = agent.run(script, AMPLE);
        assertThat(ended).succeedsWithin(AMPLE);
        return ended.join().output();
    }

    private static List<Long> pids(String members) {
        return members.lines()
                .map(member -> Long.valueOf(member.substring(0, member.indexOf(':'))))
                .toList();
    }
}
