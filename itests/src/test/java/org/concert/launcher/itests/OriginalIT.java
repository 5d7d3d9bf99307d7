/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * What the Python original has started is taken over: its windows in a group of sessions, and in each its wrapper, which runs the
 * command in a terminal of its own. The wrapper is one of this test, at the place of the original's.
 */
@ResourceLock("/tmp/concert_launcher_wrapper.bash")
class OriginalIT {

    private static final Path WRAPPER = Path.of("/tmp/concert_launcher_wrapper.bash");
    private static final String SLEEP = "sleep 100001";

    private Lab lab;

    @BeforeEach
    void prepare() throws Exception {
        lab = new Lab();
        // Notes a Ctrl-C, and takes a moment for its end, as motors do.
        lab.file("motor", """
                trap 'echo interrupted >> %1$s/told; sleep 0.3; exit 0' INT
                echo motor >> %1$s/told
                while :; do sleep 0.1; done
                """.formatted(lab.folder()));
        lab.file("sleeper", "exec " + SLEEP + "\n");
        lab.launcherFile("""
                motor: {cmd: "exec bash %1$s/motor"}
                arm: {cmd: "exec %2$s", depends: [motor]}
                late: {cmd: "exec %2$s", ready_check: test -e %1$s/there, ready_period: 100ms}
                """.formatted(lab.folder(), SLEEP));
        Files.writeString(WRAPPER, """
                #!/bin/bash
                script --quiet --append --flush --return --command "bash -ic '$2'" "/tmp/$1.stdout"
                exit $?
                """);
        Files.setPosixFilePermissions(WRAPPER, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
        Files.deleteIfExists(WRAPPER);
        for (String name : List.of("motor", "arm", "late")) {
            Files.deleteIfExists(Path.of("/tmp", name + ".stdout"));
        }
    }

    /** Start the first process of a session as the original does: each window is shown in a session of its own, too. */
    private void begin(String name, String command) throws Exception {
        lab.tmux("new-session", "-d", "-s", "lab", "-n", name, WRAPPER.toString(), name, command);
        lab.tmux("new-session", "-d", "-t", "lab", "-s", name);
        lab.tmux("set-option", "-t", "lab", "remain-on-exit", "on");
    }

    /** Start a further one. */
    private void add(String name, String command) throws Exception {
        lab.tmux("new-session", "-d", "-t", "lab", "-s", name);
        lab.tmux("new-window", "-d", "-a", "-t", name, "-n", name, WRAPPER.toString(), name, command);
        lab.tmux("set-option", "-t", name + ":" + name, "remain-on-exit", "on");
    }

    /** Return a command whose wrapper does not have that of the program in its own. */
    private String sleeper() {
        return "bash " + lab.folder() + "/sleeper";
    }

    private String motor() {
        return "bash " + lab.folder() + "/motor";
    }

    private List<String> told() throws IOException {
        Path told = lab.folder().resolve("told");
        return Files.exists(told) ? Files.readAllLines(told) : List.of();
    }

    private Map<String, String> states() throws Exception {
        return new TmuxByHand(lab)
                .states().stream()
                        .map(line -> line.split(" ", 2))
                        .collect(java.util.stream.Collectors.toMap(words -> words[0], words -> words[1]));
    }

    @Test
    void whatRunsIsShownAndNotStartedASecondTime() throws Exception {
        begin("motor", motor());
        add("arm", sleeper());
        Lab.await(
                "both run",
                () -> told().contains("motor") && lab.programs(SLEEP).size() == 1);

        assertThat(states()).containsEntry("motor", "READY").containsEntry("arm", "READY");
        var ran = lab.launcher("run", "arm");

        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(ran.stdout()).contains("arm runs already");
        assertThat(told()).containsExactly("motor");
        assertThat(lab.programs(SLEEP)).hasSize(1);
        assertThat(lab.launcher("status").stdout()).contains("/tmp/motor.stdout");
    }

    @Test
    void whatIsStoppedGetsTheKeyOfItsTerminalAndRunsAnewOnce() throws Exception {
        begin("motor", motor());
        add("arm", sleeper());
        Lab.await(
                "both run",
                () -> told().contains("motor") && lab.programs(SLEEP).size() == 1);

        var killed = lab.launcher("kill", "motor");

        assertThat(killed.exitCode()).as(killed.stderr()).isZero();
        assertThat(killed.stdout()).contains("arm", "motor");
        assertThat(told())
                .as("it was interrupted, and had the time for its end")
                .containsExactly("motor", "interrupted");
        assertThat(lab.programs(SLEEP).stream()
                        .map(pid -> ProcessHandle.of(pid)
                                .flatMap(program -> program.info().commandLine())
                                .orElse("")))
                .isEmpty();
        assertThat(states()).containsEntry("motor", "STOPPED").containsEntry("arm", "STOPPED");
        var ran = lab.launcher("run", "arm");
        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(told()).containsExactly("motor", "interrupted", "motor");
        assertThat(lab.programs(SLEEP)).hasSize(1);
        assertThat(lab.launcher("kill", "--all").exitCode()).isZero();
        assertThat(lab.programs(SLEEP)).isEmpty();
        assertThat(told()).containsExactly("motor", "interrupted", "motor", "interrupted");
    }

    /** Later ones have their wrapper elsewhere and mark the window. */
    @Test
    void windowThatALaterOneHasMarkedIsOneToo() throws Exception {
        lab.tmux("new-session", "-d", "-s", "lab", "-n", "arm", sleeper());
        lab.tmux("set-option", "-t", "lab", "remain-on-exit", "on");
        lab.tmux("set-option", "-w", "-t", "lab:arm", "@concert_launcher_managed", "1");
        lab.tmux("new-window", "-d", "-t", "lab", "-n", "late", SLEEP + ".5");

        assertThat(states()).containsEntry("arm", "READY").containsEntry("late", "STOPPED");
        assertThat(lab.launcher("kill", "arm").exitCode()).isZero();
        assertThat(lab.programs(SLEEP)).hasSize(1);
    }

    @Test
    void whoLooksOnSeesWhatTheOriginalStartsAndHowItEnds() throws Exception {
        Distribution distribution = Distribution.unpack(lab);
        ServingLauncher serve = ServingLauncher.start(lab, distribution, ListeningSockets.freePort());
        serve.awaitState("late", "STOPPED");

        begin("late", sleeper());
        serve.awaitState("late", "RUNNING");
        lab.file("there", "");
        serve.awaitState("late", "READY");
        lab.programs(SLEEP).forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));

        serve.awaitState("late", "FAILED");
        assertThat(serve.send("/api/v1/processes/lab/late/start?wait=true")).contains("\"ok\":true");
        assertThat(lab.programs(SLEEP)).hasSize(1);
    }
}
