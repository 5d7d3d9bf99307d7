/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concert.launcher.api.StartRequest.variants;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.OutputLine;
import org.concert.launcher.api.OutputStart;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.api.Run;
import org.concert.launcher.api.StopRequest;

/** The calls of the original's description, in its order, in Java; run in a JVM of its own, in the folder of a lab. */
final class DescribedLibrary {

    private DescribedLibrary() {}

    static Lab.Ended callsAll(Lab lab) throws IOException, InterruptedException {
        return lab.end(lab.start(LauncherJvm.commandOf(DescribedLibrary.class)));
    }

    public static void main(String[] arguments) throws Exception {
        try (Launcher launcher = Launcher.open(Path.of("launcher_config.yaml"))) {
            List<String> events = new CopyOnWriteArrayList<>();
            Set<String> steps = new ConcurrentSkipListSet<>();
            launcher.listen(event ->
                    events.add(event.process().name() + " " + event.process().state()));
            launcher.observe().get(30, TimeUnit.SECONDS);
            assertThat(code(launcher, "process_name")).as("0 (Stopped)").isZero();

            // execute_process("process_name", variants=["option1"], on_event=callback_func)
            Outcome started = end(launcher.start(
                    "process_name",
                    variants("option1"),
                    run -> run.steps().forEach(step -> steps.add(step.name() + " " + step.state()))));
            assertThat(started.ok()).isTrue();
            assertThat(code(launcher, "process_name")).as("2 (Ready)").isEqualTo(2);
            assertThat(events)
                    .as("starting, checking readiness, ready")
                    .containsSubsequence("process_name STARTING", "process_name RUNNING", "process_name READY");
            assertThat(steps).contains("process_name READY");

            // pstree("process_name"), watch("process_name"), status()
            assertThat(launcher.processTree("process_name").get(30, TimeUnit.SECONDS))
                    .contains("executable --param type1");
            // What it prints reaches the log by another program.
            Lab.await("its output", () -> lastLines(launcher).contains("running with --param type1"));
            Map<String, Integer> all = launcher.processes().stream()
                    .collect(Collectors.toMap(
                            ProcessSnapshot::name, process -> process.state().code()));
            assertThat(all).containsOnly(Map.entry("process_name", 2), Map.entry("faulty", 0));

            // kill("process_name", graceful=True), then False
            assertThat(end(launcher.stop(new StopRequest(List.of("process_name"), false)))
                            .ok())
                    .isTrue();
            assertThat(events).contains("process_name STOPPED");
            assertThat(launcher.process("process_name").orElseThrow().exit())
                    .as("SIGINT, which it takes for its end")
                    .hasToString("exit code 0");
            end(launcher.start("process_name", variants("simple_flag", "option2"), run -> {}));
            assertThat(launcher.processTree("process_name").get(30, TimeUnit.SECONDS))
                    .contains("executable --param type2 --verbose");
            assertThat(end(launcher.stop(new StopRequest(List.of("process_name"), true)))
                            .ok())
                    .isTrue();

            // "Error: Ready check failed"
            assertThat(end(launcher.start("faulty")).ok()).isFalse();
            assertThat(launcher.process("faulty").orElseThrow())
                    .returns(ProcessState.FAILED, ProcessSnapshot::state)
                    .returns(-1, process -> process.state().code())
                    .satisfies(process -> assertThat(process.message()).contains("not ready within 1 s"));
            end(launcher.stop(new StopRequest(List.of("faulty"), true)));
        }
    }

    private static List<String> lastLines(Launcher launcher) {
        try (Stream<OutputLine> lines = launcher.lines("process_name", OutputStart.last(5), false)) {
            return lines.map(OutputLine::text).toList();
        } catch (RequestException e) {
            throw new AssertionError(e);
        }
    }

    private static Outcome end(Run run) throws Exception {
        return run.outcome().get(60, TimeUnit.SECONDS);
    }

    private static int code(Launcher launcher, String name) {
        return launcher.process(name).orElseThrow().state().code();
    }
}
