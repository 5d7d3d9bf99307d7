/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.core.internal.agent.Agent;
import org.concert.launcher.core.internal.agent.CommandAgent;
import org.concert.launcher.core.internal.agent.ShellHost;
import org.concert.launcher.core.internal.loop.LoopThread;
import org.concert.launcher.core.internal.process.ResourceUse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real programs, sampled through the agent in each shell that this machine has. */
class PlaceSamplingTests {

    private static final long PATIENCE_SECONDS = 30;

    private final LoopThread loop = new LoopThread("test");
    private final List<Process> programs = new ArrayList<>();
    private final String run = "s/p/" + UUID.randomUUID();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final BlockingQueue<ResourceUse> uses = new LinkedBlockingQueue<>();

    @AfterEach
    void endPrograms() {
        for (Process program : programs) {
            program.descendants().forEach(ProcessHandle::destroyForcibly);
            program.destroyForcibly();
        }
        // What begins another program just then has no environment for a moment, and is found by the next look.
        for (int empty = 0; empty < 2; empty++) {
            List<ProcessHandle> left = detached();
            if (!left.isEmpty()) {
                empty = -1;
                left.forEach(ProcessHandle::destroyForcibly);
            }
        }
        loop.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash", "busybox sh"})
    void treeIsFoundByDescentByRunIdAndByAcquaintance(String shell) throws Exception {
        assumeTrue(isInstalled(shell), shell + " is not installed");
        Process program = start("sleep 1000 & setsid sh -c 'sleep 1000 &'; setsid env -i sleep 1000 & echo; read x");
        line(program);
        List<ProcessHandle> descendants = program.descendants().toList();
        PlaceSampling sampling = sampling(shell);

        ResourceUse first = sample(sampling, program.pid());
        assertThat(first.resources().programs()).as("sh and three times sleep").isEqualTo(4);
        assertThat(first.resources().cpuPercent()).isNull();
        assertThat(first.resources().residentBytes()).isBetween(400_000L, 40_000_000L);

        program.destroyForcibly().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        ResourceUse second = sample(sampling, 0);
        assertThat(second.resources().programs())
                .as("all are orphans, and known")
                .isEqualTo(3);
        assertThat(second.resources().cpuPercent()).isNotNull().isBetween(0.0, 5.0);

        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void programThatDetachesBetweenTwoSamplesIsFound() throws Exception {
        Process program = start("read x; (setsid sleep 1000 &); echo; read x");
        PlaceSampling sampling = sampling("sh");
        assertThat(sample(sampling, program.pid()).resources().programs()).isEqualTo(1);
        assertThat(sample(sampling, program.pid()).resources().programs()).isEqualTo(1);

        send(program);
        line(program);

        assertThat(sample(sampling, program.pid()).resources().programs()).isEqualTo(2);
    }

    @Test
    void busyChildrenCountWhetherTheyLiveOrNot() throws Exception {
        Process program =
                start("busy() { i=0; while [ $i -lt 20000 ]; do i=$((i + 1)); done; }; while :; do (busy); done");
        PlaceSampling sampling = sampling("sh");

        sample(sampling, program.pid());
        double highest = 0;
        for (int i = 0; i < 10; i++) {
            double percent = Objects.requireNonNull(
                    sample(sampling, program.pid()).resources().cpuPercent());
            assertThat(percent).isBetween(0.0, 100.0 * Runtime.getRuntime().availableProcessors());
            highest = Math.max(highest, percent);
        }

        assertThat(highest).isGreaterThan(5);
    }

    @Test
    void sampleUnderWayIsNotStartedTwiceAndAnotherPlaceGoesOn() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        CompletableFuture<Agent> never = new CompletableFuture<>();
        PlaceSampling slow = new PlaceSampling(
                "slow",
                () -> {
                    asked.incrementAndGet();
                    return never;
                },
                loop);
        PlaceSampling quick = sampling("sh");
        Process program = start("read x");

        loop.execute(() -> slow.sample(List.of(tree(0))));
        loop.execute(() -> slow.sample(List.of(tree(0))));

        assertThat(sample(quick, program.pid()).resources().programs()).isEqualTo(1);
        assertThat(asked).hasValue(1);
    }

    @Test
    void placeThatCannotBeReachedTellsThatNothingIsKnown() throws Exception {
        PlaceSampling sampling = new PlaceSampling(
                "gone", () -> CompletableFuture.failedFuture(new TransportException("no route")), loop);

        for (int i = 0; i < 2; i++) {
            loop.execute(() -> sampling.sample(List.of(tree(0))));
            assertThat(told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("null");
        }
    }

    private PlaceSampling sampling(String shell) throws TransportException {
        CommandAgent agent = CommandAgent.open(new ShellHost(Map.of(), List.of(shell.split(" ", -1))), loop.timer());
        return new PlaceSampling("local", () -> CompletableFuture.completedFuture(agent), loop);
    }

    private ResourceUse sample(PlaceSampling sampling, long root) throws InterruptedException {
        loop.execute(() -> sampling.sample(List.of(tree(root))));
        ResourceUse use = uses.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(use).as("a sample; instead: %s", told).isNotNull();
        return use;
    }

    private ObservedTree tree(long root) {
        return new ObservedTree(run, root, use -> {
            told.add(String.valueOf(use));
            if (use != null) {
                uses.add(use);
            }
        });
    }

    private Process start(String script) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script);
        builder.environment().put("CONCERT_LAUNCHER_RUN", run + "@here");
        Process process = builder.start();
        programs.add(process);
        return process;
    }

    private static String line(Process process) throws IOException {
        BufferedReader output = process.inputReader();
        return output.readLine();
    }

    private static void send(Process process) throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /** The programs of this test that no descent leads to. */
    private List<ProcessHandle> detached() {
        return ProcessHandle.allProcesses()
                .filter(program -> environment(program).contains("CONCERT_LAUNCHER_RUN=" + run + "@"))
                .toList();
    }

    private static String environment(ProcessHandle program) {
        try {
            return Files.readString(Path.of("/proc/" + program.pid() + "/environ"));
        } catch (IOException e) {
            return "";
        }
    }

    private static boolean isInstalled(String shell) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", "command -v " + shell.split(" ", -1)[0])
                        .start()
                        .waitFor()
                == 0;
    }
}
