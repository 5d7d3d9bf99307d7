/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import org.osgi.framework.InvalidSyntaxException;

/** The commands in a Gogo shell, whose bundles are put into a framework that runs. The shell takes over System.out. */
@Isolated
class GogoIT {

    @RegisterExtension
    static final ExamFramework felix = new ExamFramework("""
            imu:
              cmd: echo turning {rate}; exec sleep 100000
              variants: {fast: {params: {rate: 500}}, slow: {params: {rate: 5}}}
            arm: {cmd: exit 3, ready_check: "false"}
            """);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private CommandSession session;

    @BeforeEach
    void openAShell() throws Exception {
        deployTheShell();
        Lab.await("the commands are there", () -> isThere("(osgi.command.scope=concert)"));
        Lab.await("the shell is there", () -> felix.context().getServiceReference(CommandProcessor.class) != null);
        CommandProcessor processor =
                felix.context().getService(felix.context().getServiceReference(CommandProcessor.class));
        session = processor.createSession(new ByteArrayInputStream(new byte[0]), stream(out), stream(err));
    }

    @AfterEach
    void stopAll() throws Exception {
        Files.deleteIfExists(felix.deploy().resolve("org.concert.launcher-other.cfg"));
        Lab.await("the shell has one launcher", () -> succeeds("concert:status"));
        session.execute("concert:kill --all --force");
        session.close();
    }

    @Test
    void processIsStartedShownWatchedAndStopped() throws Exception {
        session.execute("concert:run imu -v fast");
        session.execute("concert:status imu");
        session.execute("concert:watch imu -n +1 --no-follow");
        session.execute("concert:restart imu");
        session.execute("concert:kill imu");

        assertThat(printed(out))
                .contains(" imu: READY", "imu ready in ", "turning 500", "imu stopped in ")
                .containsPattern("NAME +SESSION +MACHINE +STATE")
                .containsPattern("imu +lab +local +READY +\\d+ ");
        assertThat(printed(err)).isEmpty();
    }

    @Test
    void planAndHelpAreThoseOfTheCommandLine() throws Exception {
        session.execute("concert:plan imu -v slow");
        session.execute("concert:run --help");

        assertThat(printed(out))
                .contains("  1. imu", "command      echo turning 5; exec sleep 100000")
                .contains(
                        "Usage: concert:run NAME... [-v VARIANT...] [-p KEY:=VALUE...] [--only] [-w] [--session SESSION]")
                .contains("concert:run xbot2 -v verbose ec_pos")
                .doesNotContain("concert_launcher", "--monitor");
    }

    @Test
    void outputGoesIntoAPipe() throws Exception {
        session.execute("concert:plan imu -v slow | concert:status imu");

        assertThat(printed(out))
                .containsPattern("imu +lab +local +STOPPED")
                .as("what the first one printed is in the pipe")
                .doesNotContain("turning");
    }

    @Test
    void errorsAreToldAndEndTheCommand() {
        assertThatThrownBy(() -> session.execute("concert:run imv"))
                .hasMessageContaining("concert:run ended with exit code 2");
        assertThatThrownBy(() -> session.execute("concert:kill")).hasMessageContaining("exit code 2");
        assertThatThrownBy(() -> session.execute("concert:run arm")).hasMessageContaining("exit code 1");

        assertThat(printed(err))
                .contains("no process 'imv' (did you mean 'imu'?)", "No process is named", "Try 'concert:kill --help'.")
                .contains("arm failed: exit code 3");
    }

    @Test
    void oneOfSeveralLaunchersIsChosenByItsSession() throws Exception {
        String head = Files.readAllLines(felix.lab().folder().resolve("launcher.yaml"))
                .get(0)
                .replace("session: lab", "session: other");
        Path file = felix.lab().file("other.yaml", head + "\ngps: {cmd: sleep 100000}\n");
        felix.lab().file("new.cfg", "file = " + file + "\n");
        Files.move(felix.lab().folder().resolve("new.cfg"), felix.deploy().resolve("org.concert.launcher-other.cfg"));
        Lab.await("the shell has two launchers", () -> succeeds("concert:plan gps --session other"));
        out.reset();
        err.reset();

        assertThatThrownBy(() -> session.execute("concert:status")).hasMessageContaining("exit code 2");
        assertThatThrownBy(() -> session.execute("concert:status --session none"))
                .hasMessageContaining("exit code 2");
        assertThat(succeeds("concert:status --session other")).as(printed(err)).isTrue();

        assertThat(printed(err))
                .contains(
                        "Cannot tell which of 2 launchers is meant: name its session by --session; there are: lab, other")
                .contains("Cannot find a launcher of the session 'none'; there are: lab, other");
        assertThat(printed(out)).contains("gps").doesNotContain("imu");
    }

    @Test
    void interruptionOfTheShellEndsWhatGoesOn() throws Exception {
        session.execute("concert:run imu -v fast");
        CompletableFuture<Boolean> watch = CompletableFuture.supplyAsync(() -> succeeds("concert:watch imu"));
        Lab.await("it shows what is printed", () -> printed(out).contains("turning 500"));

        // As Ctrl-C does.
        session.foregroundJob().interrupt();

        assertThat(watch.get(30, TimeUnit.SECONDS)).isFalse();
        Lab.await(
                "its thread has ended",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("concert-shell-")));
    }

    /** Tell whether a command ends as one that did what it was asked to. */
    private boolean succeeds(String command) {
        try {
            session.execute(command);
            return true;
        } catch (Exception e) {
            return false;
        }
    }

    /** They are on the class path of the commands, or of the tests; the shell knows them as bundles. */
    private static void deployTheShell() throws Exception {
        Path home = felix.deploy().resolveSibling("lib");
        try (Stream<Path> jars = Files.list(home)) {
            for (Path jar : jars.toList()) {
                if (jar.getFileName().toString().matches("(org\\.concert\\.launcher\\.cli|picocli)-.*")) {
                    deploy(jar);
                }
            }
        }
        deploy(Path.of(CommandProcessor.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI()));
    }

    private static void deploy(Path jar) throws IOException {
        Path there = felix.deploy().resolve(jar.getFileName().toString());
        if (!Files.exists(there)) {
            Path copy = felix.lab().folder().resolve(jar.getFileName().toString());
            Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
            Files.move(copy, there, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static boolean isThere(String filter) {
        try {
            return felix.context().getAllServiceReferences(null, filter) != null;
        } catch (InvalidSyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String printed(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
