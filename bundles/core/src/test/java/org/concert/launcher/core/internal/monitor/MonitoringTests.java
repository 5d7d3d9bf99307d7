/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.MonitorSession;
import org.concert.launcher.api.StartRequest;
import org.concert.launcher.api.Target;
import org.concert.launcher.api.Transport;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.config.ConfigException;
import org.concert.launcher.config.LauncherConfigReader;
import org.concert.launcher.core.internal.ConcertLauncher;
import org.concert.launcher.core.internal.agent.ShellHost;
import org.concert.launcher.core.internal.machine.Transports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two machines that are this one, each with a home folder and a tmux server of its own; a third is switched off. */
@Timeout(120)
class MonitoringTests {

    private static final Duration AMPLE = Duration.ofSeconds(60);

    private static final String FILE = """
            context: {session: robot}
            near: {cmd: sleep 100000}
            far: {cmd: 'echo far away; exec sleep 100000', machine: user@far}
            off: {cmd: sleep 100000, machine: user@off}
            """;

    private Path folder;

    @BeforeEach
    void makeMachines() throws IOException {
        // Not @TempDir: the path of a socket may have 107 bytes at most.
        folder = Files.createTempDirectory("cl");
    }

    @AfterEach
    void endMachines() throws Exception {
        for (String machine : List.of("local", "user@far")) {
            tmux(machine, "kill-server");
        }
        // A capture writes its last note to a new file if that of before is gone.
        long deadline = System.nanoTime() + AMPLE.toNanos();
        while (isInUse() || !delete()) {
            assertThat(System.nanoTime() - deadline)
                    .as("time for the captures to end")
                    .isNegative();
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private boolean isInUse() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .anyMatch(process -> hasOpen(Path.of("/proc", Long.toString(process.pid()), "fd")));
    }

    private boolean hasOpen(Path descriptors) {
        try (Stream<Path> links = Files.list(descriptors)) {
            for (Path link : links.toList()) {
                if (Files.readSymbolicLink(link).startsWith(folder)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            // It has ended meanwhile, or is somebody else's.
            return false;
        }
    }

    private boolean delete() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
            return true;
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    @Test
    void processOfAnotherMachineIsAWindowThatShowsItsTerminal() throws Exception {
        try (Launcher launcher = launcher()) {
            assertThat(launcher.start(StartRequest.of("near", "far")).outcome()).succeedsWithin(AMPLE);

            assertThat(launcher.monitor(false)).succeedsWithin(AMPLE).satisfies(session -> {
                assertThat(session.name()).isEqualTo("robot-mon");
                assertThat(session.shown()).containsExactly("near", "far");
                assertThat(session.notShown()).singleElement().asString().startsWith("off: ");
                assertThat(session.attach()).endsWith("attach-session", "-t", "robot-mon");
            });

            String screen = "";
            while (!screen.contains("far away")) {
                screen = tmux("local", "capture-pane", "-p", "-t", "=robot-mon:far");
            }
            assertThat(tmux("user@far", "list-windows", "-a", "-F", "#{window_name}"))
                    .contains("far\nfar\n");
            assertThat(tmux("local", "list-windows", "-t", "=robot-mon:", "-F", "#{window_name} #{window_linked}"))
                    .isEqualTo("near 1\nfar 0\n");
        }
    }

    @Test
    void nothingIsMadeWhenNothingRuns() throws Exception {
        try (Launcher launcher = launcher()) {

            assertThat(launcher.monitor(true))
                    .succeedsWithin(AMPLE)
                    .extracting(MonitorSession::shown)
                    .isEqualTo(List.of());

            assertThat(tmux("local", "list-sessions", "-F", "#{session_name}")).doesNotContain("robot");
        }
    }

    private Launcher launcher() throws ConfigException {
        Transports transports = new Transports(Duration.ZERO);
        transports.add(new ThreeMachines());
        return new ConcertLauncher(
                LauncherConfigReader.parse(FILE, folder.resolve("launcher.yaml")), transports, Clock.systemUTC());
    }

    private Map<String, String> environment(String machine) throws IOException {
        Path home = Files.createDirectories(folder.resolve(machine));
        return Map.of(
                "HOME",
                home.toString(),
                "XDG_STATE_HOME",
                home.resolve("state").toString(),
                "TMUX_TMPDIR",
                Files.createDirectories(home.resolve("t")).toString());
    }

    private String tmux(String machine, String... command) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("tmux", "-L", "default"));
        arguments.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(arguments).redirectErrorStream(true);
        builder.environment().remove("TMUX");
        builder.environment().putAll(environment(machine));
        Process tmux = builder.start();
        String said = new String(tmux.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        tmux.waitFor();
        return said;
    }

    private final class ThreeMachines implements Transport {

        @Override
        public String name() {
            return "three";
        }

        @Override
        public boolean serves(Target target) {
            return true;
        }

        @Override
        public Host open(Target target, Machines machines) throws TransportException {
            if (target.machine().equals("user@off")) {
                throw new TransportException("Cannot reach machine user@off: it is switched off");
            }
            try {
                return new ShellHost(environment(target.machine()));
            } catch (IOException e) {
                throw new TransportException("Cannot make " + target, e);
            }
        }
    }
}
