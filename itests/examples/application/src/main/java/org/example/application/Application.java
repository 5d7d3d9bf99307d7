/* SPDX-License-Identifier: Apache-2.0 */
package org.example.application;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.OutputLine;
import org.concert.launcher.api.OutputStart;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.StartRequest;
import org.concert.launcher.api.StopRequest;

/**
 * Starts a camera with a variant and a parameter, hears of what happens, reads what it prints, looks at its programs and
 * stops it. Everything that is asked of a launcher returns at once; a program that has something else to do in the
 * meantime does not call {@code get()}.
 */
public final class Application {

    private final Launcher launcher;

    private Application(Launcher launcher) {
        this.launcher = launcher;
    }

    /** Do it with the launcher file that the first argument names. */
    public static void main(String[] arguments) throws LauncherException, InterruptedException {
        try (Launcher launcher = Launcher.open(Path.of(arguments[0]))) {
            // Hear of every change of state, on a thread of the launcher: return quickly.
            launcher.listen(event -> System.out.println(event.process().name() + ": " + event.previous() + " -> "
                    + event.process().state()));
            new Application(launcher).work();
        } catch (ExecutionException e) {
            System.err.println("Cannot go on: " + e.getCause());
            System.exit(1);
        }
    }

    private void work() throws LauncherException, InterruptedException, ExecutionException {
        // Stay connected: the death of a process is heard of when it happens.
        launcher.observe().get();

        Outcome started = launcher.start(new StartRequest(List.of("camera"), List.of("hd"), Map.of("rate", "60")))
                .outcome()
                .get();
        for (ProcessOutcome process : started.processes()) {
            System.out.println(process.name() + ": " + process.result() + " " + process.message());
        }

        // One process, or all.
        System.out.println(
                "camera is ready: " + launcher.process("camera").orElseThrow().ready());
        launcher.processes().forEach(process -> System.out.println(process.name() + " is " + process.state()));

        // What it printed from the first line on, and what it is printing now.
        try (Stream<OutputLine> lines = launcher.lines("camera", OutputStart.lineNumber(1), true)) {
            lines.filter(line -> line.kind() == OutputLine.Kind.OUTPUT)
                    .limit(3)
                    .forEach(line -> System.out.println("camera printed: " + line.text()));
        }
        System.out.println(launcher.processTree("camera").get());

        // False is graceful: the stop signal, then SIGTERM, then SIGKILL. True begins with SIGKILL.
        Outcome stopped = launcher.stop(new StopRequest(List.of("camera"), false))
                .outcome()
                .get();
        System.out.println("stopped: " + stopped.ok());
    }
}
