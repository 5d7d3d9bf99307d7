/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.concert.launcher.api.ShellQuote;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing but a variable of its own makes a program the member of a run: not the text of another variable, and no name of a
 * program. In each shell that this machine has, with the tools of busybox in that of busybox.
 */
@Timeout(120)
class ForgedIdentityTests {

    private static final Duration AMPLE = Duration.ofSeconds(60);
    private static final String RUN = "CONCERT_LAUNCHER_RUN";

    private final HeldTimer timer = new HeldTimer();
    private final List<Process> programs = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final String run = "robot/imu/" + UUID.randomUUID();

    @TempDir
    private Path folder;

    @AfterEach
    void endAll() throws Exception {
        programs.stream().flatMap(Process::descendants).forEach(ProcessHandle::destroyForcibly);
        programs.forEach(Process::destroyForcibly);
        for (AutoCloseable each : open) {
            each.close();
        }
        Busybox.removeFrom(folder);
        timer.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash", "busybox"})
    void textOfAnotherVariableIsNoMark(String shell) throws Exception {
        CommandAgent agent = agent(shell);
        Process bystander = start(Map.of());
        Process member = start(Map.of(RUN, run + "@here"));
        List<Map<String, String>> forged = new ArrayList<>();
        for (String mark : List.of(RUN + "=" + run, "CONCERT_LAUNCHER_JOB=" + run)) {
            forged.add(Map.of("NOTE", mark + "@here"));
            forged.add(Map.of("NOTE", "\n" + mark + "@here\n"));
            forged.add(Map.of("NOTE", "\r" + mark + "@here\r"));
            forged.add(Map.of("NOTE", "a\r\n" + mark));
            for (long pid : List.of(bystander.pid(), ProcessHandle.current().pid())) {
                forged.add(Map.of("NOTE", "\n==> /proc/" + pid + "/environ <==\n" + mark + "@here"));
                forged.add(Map.of("NOTE", "\n/proc/" + pid + "/environ:" + mark + "@here"));
                forged.add(Map.of("NOTE", "\n/proc/" + pid + "/environ /proc/self/environ\nEND=\n" + mark + "@here"));
            }
        }
        for (String before : List.of("\n", "\r", " ", "X", "\n==> /proc/" + bystander.pid() + "/environ <==\n")) {
            start(Map.of(), "env", before + RUN + "=" + run + "@here", "sh", "-c", "echo up; exec sleep 1000");
        }
        forged.add(Map.of(RUN + "_", run + "@here"));
        forged.add(Map.of(RUN, "\n" + run + "@here"));
        forged.add(Map.of(RUN, run + "\n@here"));
        forged.add(Map.of("END", "", "A", "", "\nEND", ""));
        for (Map<String, String> environment : forged) {
            start(environment);
        }

        assertThat(pids(members(agent))).containsExactly(member.pid());
        assertThat(run(agent, "sample 0 '' '0 0 " + run + "'").lines().skip(1))
                .singleElement()
                .asString()
                .startsWith("0 1 ")
                .contains(" " + member.pid() + ":");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash", "busybox"})
    void onlyVariablesOfTheirOwnAreLivingRuns(String shell) throws Exception {
        CommandAgent agent = agent(shell);
        String other = "robot/imu/" + UUID.randomUUID();
        start(Map.of(RUN, run + "@here"));
        start(Map.of("NOTE", "\n" + RUN + "=" + other + "@here\n"));
        start(Map.of("NOTE", "x" + RUN + "=" + other + "@here"));

        assertThat(run(agent, "living_runs").lines())
                .anyMatch(line -> line.matches("\\d+ " + run + "@here"))
                .noneMatch(line -> line.contains(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash", "busybox"})
    void signalReachesMembersAndNoStranger(String shell) throws Exception {
        CommandAgent agent = agent(shell);
        Process bystander = start(Map.of());
        Process member = start(Map.of(RUN, run + "@here"));
        Process stranger = start(Map.of(
                "A",
                "\n" + RUN + "=" + run + "@here",
                "B",
                "\n==> /proc/" + bystander.pid() + "/environ <==\n" + RUN + "=" + run));

        run(agent, "signal_members KILL '0 0 " + run + " '");

        assertThat(member.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(List.of(bystander, stranger)).allMatch(Process::isAlive);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash", "busybox"})
    void markIsFoundInALongEnvironment(String shell) throws Exception {
        CommandAgent agent = agent(shell);
        Map<String, String> padding = new LinkedHashMap<>();
        IntStream.range(0, 12).forEach(i -> padding.put("PADDING" + i, "x\n".repeat(50_000)));
        List<Process> members = new ArrayList<>();
        for (List<String> order : List.of(List.of(RUN, "P"), List.of("P", RUN))) {
            Map<String, String> environment = new LinkedHashMap<>();
            for (String each : order) {
                environment.putAll(each.equals(RUN) ? Map.of(RUN, run + "@here") : padding);
            }
            members.add(start(environment));
        }
        padding.put("PADDING0", "\n" + RUN + "=" + run + "@here\n" + "y".repeat(100_000));
        start(padding);

        assertThat(pids(members(agent)))
                .containsExactlyInAnyOrderElementsOf(
                        members.stream().map(Process::pid).toList());
    }

    /** Its environment does not end with a NUL any more: what follows it is not its own. */
    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash", "busybox"})
    void programThatHasWrittenOverItsEnvironmentTakesNobodyElsesPlace(String shell) throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/perl")), "perl is not installed");
        CommandAgent agent = agent(shell);
        List<Process> members = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            start(
                    Map.of("NOTE", RUN + "=" + "z".repeat(200)),
                    "perl",
                    "-e",
                    "$| = 1; $0 = (\"" + RUN + "=" + run + "\\@here\\n\" x 300); print \"up\\n\"; sleep 1000");
            members.add(start(Map.of(RUN, run + "@here")));
        }

        assertThat(pids(members(agent)))
                .containsAll(members.stream().map(Process::pid).toList())
                .allMatch(pid -> programs.stream().anyMatch(program -> program.pid() == pid));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash", "busybox"})
    void nameOfAProgramIsNoLineOfAnother(String shell) throws Exception {
        CommandAgent agent = agent(shell);
        Process bystander = start(Map.of());
        String name = "\n" + bystander.pid() + " (y) S";
        Path odd = Files.copy(Path.of("/bin/sleep"), folder.resolve(name));
        Process root = start(Map.of(), "sh", "-c", ShellQuote.word(odd.toString()) + " 1000 & echo up; wait");
        long child = root.children().findFirst().orElseThrow().pid();

        assertThat(pids(run(agent, "members none " + root.pid() + " ''"))).containsExactlyInAnyOrder(root.pid(), child);
        assertThat(run(agent, "process_tree none " + root.pid()).lines()).hasSize(2);
        run(agent, "stop KILL '0 " + member(agent, child) + " - '");
        assertThat(root.waitFor(20, TimeUnit.SECONDS))
                .as("its only child is gone")
                .isTrue();
        Files.delete(odd);
    }

    /** Return {@code PID:START} of a program. */
    private static String member(CommandAgent agent, long pid) {
        String line = run(agent, "members none " + pid + " ''").strip();
        return line.substring(0, line.lastIndexOf(':'));
    }

    private CommandAgent agent(String shell) throws Exception {
        ShellHost host = shell.equals("busybox") ? Busybox.host(folder) : new ShellHost(Map.of(), List.of(shell));
        CommandAgent agent = CommandAgent.open(host, timer);
        open.add(agent);
        open.add(host);
        return agent;
    }

    private Process start(Map<String, String> environment) throws Exception {
        Process program = start(environment, "sh", "-c", "echo up; exec sleep 1000");
        // While the kernel makes one program of another, it has no environment.
        Path proc = Path.of("/proc", Long.toString(program.pid()));
        long deadline = System.nanoTime() + AMPLE.toNanos();
        while (!Files.readString(proc.resolve("comm")).equals("sleep\n")
                || Files.readAllBytes(proc.resolve("environ")).length == 0) {
            assertThat(System.nanoTime()).as("it sleeps").isLessThan(deadline);
            Thread.onSpinWait();
        }
        return program;
    }

    private Process start(Map<String, String> environment, String... command) throws Exception {
        // In a session of its own: what is signalled here is not to be the group in the foreground of a person's
        // terminal.
        List<String> words = new ArrayList<>(List.of("setsid"));
        words.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("CONCERT_LAUNCHER_"));
        builder.environment().putAll(environment);
        Process program = builder.start();
        programs.add(program);
        assertThat(program.inputReader().readLine()).isEqualTo("up");
        return program;
    }

    private String members(CommandAgent agent) {
        return run(agent, "members " + RUN + "=" + run + " 0 ''");
    }

    private static String run(CommandAgent agent, String script) {
        CompletableFuture<AgentResult> ended = agent.run(script, AMPLE);
        assertThat(ended).succeedsWithin(AMPLE);
        assertThat(ended.join().exitCode()).as(ended.join().output()).isZero();
        return ended.join().output();
    }

    private static List<Long> pids(String members) {
        return members.lines()
                .map(member -> Long.valueOf(member.substring(0, member.indexOf(':'))))
                .toList();
    }
}
