/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.concert.launcher.core.internal.agent.CommandAgent;
import org.concert.launcher.core.internal.agent.ShellHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A session for people, made by a real tmux. */
@Timeout(60)
class MonitorWindowTests {

    private static final Duration AMPLE = Duration.ofSeconds(20);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private Path socket;
    private CommandAgent agent;
    private PlayedTmux client;
    private TmuxServer server;

    @BeforeEach
    void connect() throws Exception {
        // Not @TempDir: the path of a socket may have 107 bytes at most.
        socket = Files.createTempDirectory("cl").resolve("s");
        agent = CommandAgent.open(new ShellHost(), timer);
        client = new PlayedTmux(line -> "");
        server = new TmuxServer(client.client(), agent, socket.toString());
    }

    @AfterEach
    void endServer() throws Exception {
        tmux("kill-server");
        client.close();
        agent.close();
        timer.shutdownNow();
        Files.deleteIfExists(socket.resolveSibling("s.concert"));
        Files.deleteIfExists(socket);
        Files.deleteIfExists(socket.getParent());
    }

    @Test
    void processOfAnotherMachineIsShownByAProgramThatIsStartedOnce() throws Exception {
        MonitorWindow far = new MonitorWindow.Program("far", List.of("sleep", "100000"));
        List<MonitorWindow> windows = List.of(far);

        assertThat(server.monitor("robot-mon", false, windows))
                .succeedsWithin(AMPLE)
                .isEqualTo(socket.toString());
        String first = panes("#{window_name} #{pane_id}");
        assertThat(server.monitor("robot-mon", false, windows)).succeedsWithin(AMPLE);

        assertThat(first).startsWith("far %");
        assertThat(panes("#{window_name} #{pane_id}")).isEqualTo(first);
    }

    @Test
    void argumentsOfTheProgramReachItAsTheyAre() throws Exception {
        MonitorWindow window = new MonitorWindow.Program(
                "far", List.of("sh", "-c", "printf '%s|' \"$@\"; exec sleep 100000", "sh", "it's", "#{x} ; $HOME", ""));

        assertThat(server.monitor("robot-mon", false, List.of(window))).succeedsWithin(AMPLE);

        String screen = "";
        while (!screen.contains("||")) {
            screen = tmux("capture-pane", "-p", "-t", "=robot-mon:");
        }
        assertThat(screen).contains("it's|#{x} ; $HOME||");
    }

    @Test
    void sessionOfSomebodyElseIsRefused() throws Exception {
        tmux("-f", "/dev/null", "new-session", "-d", "-s", "robot-mon", "sleep 100000");
        List<MonitorWindow> windows = List.of(new MonitorWindow.Program("far", List.of("sleep", "100000")));

        assertThat(server.monitor("robot-mon", true, windows))
                .failsWithin(AMPLE)
                .withThrowableThat()
                .withMessageContaining("somebody else");
    }

    @Test
    void paneThatIsGoneMeanwhileKeepsNothingElseFromBeingShown() throws Exception {
        List<MonitorWindow> windows = List.of(
                new MonitorWindow.Linked("gone", "%77"), new MonitorWindow.Program("far", List.of("sleep", "100000")));

        assertThat(server.monitor("robot-mon", false, windows)).succeedsWithin(AMPLE);

        assertThat(panes("#{window_name}")).isEqualTo("far\n");
    }

    private String panes(String format) throws IOException, InterruptedException {
        return tmux("list-panes", "-s", "-t", "=robot-mon:", "-F", format);
    }

    private String tmux(String... command) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("tmux", "-S", socket.toString()));
        arguments.addAll(List.of(command));
        Process tmux = new ProcessBuilder(arguments).redirectErrorStream(true).start();
        String said = new String(tmux.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        tmux.waitFor();
        return said;
    }
}
