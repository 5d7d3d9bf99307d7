/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.StopRequest;

/**
 * An application that embeds a launcher, changes its file and looks at what comes of it; it runs in the environment of a
 * lab and fails with what is not as it should be.
 */
final class LauncherAtWork {

    private static final Path FILE = Path.of("launcher.yaml");

    private final Launcher launcher;

    private LauncherAtWork(Launcher launcher) {
        this.launcher = launcher;
    }

    /** Run what is below, to its end. */
    static Lab.Ended does(String what, Lab lab) throws IOException, InterruptedException {
        return lab.end(lab.start(LauncherJvm.commandOf(LauncherAtWork.class, what)));
    }

    /** Do what the first argument says. */
    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "leaveTheFile" -> leaveTheFile();
            case "changeADefinition" -> changeADefinition();
            case "moveAProcess" -> moveAProcess();
            default -> throw new IllegalArgumentException("Cannot do " + arguments[0]);
        }
    }

    private static void leaveTheFile() throws Exception {
        write("p: {cmd: sleep 100000, depends: [q]}\nq: {cmd: sleep 200000}\n");
        try (Launcher launcher = Launcher.open(FILE)) {
            var work = new LauncherAtWork(launcher);
            work.run("p");

            work.reload("q: {cmd: sleep 200000}\n");

            assertThat(work.process("p"))
                    .returns(ProcessState.READY, ProcessSnapshot::state)
                    .extracting(ProcessSnapshot::message)
                    .asString()
                    .contains("not in the launcher file any more");
            assertThat(work.restart("p").processes())
                    .map(ProcessOutcome::message)
                    .singleElement()
                    .asString()
                    .contains("no process 'p'");
            Outcome stopped = launcher.stop(new StopRequest(List.of("q"), false))
                    .outcome()
                    .get();
            assertThat(stopped.processes())
                    .as("what depended on it first")
                    .map(ProcessOutcome::name)
                    .containsExactly("p", "q");
            assertThat(launcher.process("p")).isEmpty();
        }
    }

    private static void changeADefinition() throws Exception {
        write("p: {cmd: 'exec -a one-{x} sleep 100000'}\n");
        try (Launcher launcher = Launcher.open(FILE)) {
            var work = new LauncherAtWork(launcher);
            work.run("p");
            assertThat(work.process("p").message()).isEmpty();

            work.reload("p: {cmd: 'exec -a two-{x} sleep 100000'}\n");

            assertThat(work.process("p").message()).contains("was started with an older definition");
            assertThat(launcher.processTree("p").get()).contains("one-1");
            assertThat(work.restart("p").ok()).isTrue();
            assertThat(work.process("p").message()).isEmpty();
        }
    }

    private static void moveAProcess() throws Exception {
        write("p: {cmd: sleep 100000}\n");
        try (Launcher launcher = Launcher.open(FILE)) {
            var work = new LauncherAtWork(launcher);
            work.run("p");

            work.reload("p: {cmd: sleep 100000, session: other}\n");

            assertThat(work.process("p"))
                    .returns("lab", ProcessSnapshot::session)
                    .extracting(ProcessSnapshot::message)
                    .asString()
                    .contains("a restart moves it");
            assertThat(work.restart("p").ok()).isTrue();
            assertThat(work.process("p"))
                    .returns("other", ProcessSnapshot::session)
                    .returns(ProcessState.READY, ProcessSnapshot::state);
        }
    }

    private static void write(String processes) throws IOException {
        Files.writeString(FILE, "context: {session: lab, params: {x: 1}}\n" + processes);
    }

    private void run(String name) throws Exception {
        launcher.observe().get();
        assertThat(launcher.start(name).outcome().get().ok()).isTrue();
    }

    private Outcome restart(String name) throws Exception {
        return launcher.restart(List.of(name)).outcome().get();
    }

    private void reload(String processes) throws Exception {
        write(processes);
        launcher.reload().get();
        // What it makes of what runs shows once it has looked.
        launcher.look(List.of()).get();
    }

    private ProcessSnapshot process(String name) {
        return launcher.process(name).orElseThrow();
    }
}
