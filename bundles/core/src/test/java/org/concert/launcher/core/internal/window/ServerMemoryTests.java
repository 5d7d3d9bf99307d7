/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.concert.launcher.api.Channel;
import org.concert.launcher.api.Command;
import org.concert.launcher.core.internal.agent.CommandAgent;
import org.concert.launcher.core.internal.agent.ShellHost;
import org.concert.launcher.tmux.TmuxClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What starts do to a real tmux server. */
@Timeout(300)
class ServerMemoryTests {

    private static final Duration AMPLE = Duration.ofSeconds(30);

    /** So many processes are started at once. */
    private static final long PROCESSES = 10;

    /** After so many rounds tmux has all the memory that it uses again and again. */
    private static final int WARM_UP = 10;

    private static final int ROUNDS = Integer.getInteger("rounds", 30);

    private static final long MOST_BYTES_PER_START = 1000;

    /** What a program has at hand, but does not use, differs by so much. */
    private static final long AT_HAND_BYTES = 500_000;

    @TempDir
    private Path folder;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ShellHost host = new ShellHost();
    private final List<TmuxClient> clients = new ArrayList<>();
    private final Map<String, PaneRecord> dead = new HashMap<>();
    private Path socket;
    private CommandAgent agent;

    @BeforeEach
    void connect() throws Exception {
        // Not @TempDir: the path of a socket may have 107 bytes at most.
        socket = Files.createTempDirectory("cl").resolve("s");
        agent = CommandAgent.open(host, timer);
        tmux("-f", "/dev/null", "new-session", "-d", "-s", "kept", "sleep 100000");
        // tmux remembers the last commands.
        tmux("set-option", "-s", "message-limit", "10");
    }

    @AfterEach
    void endServer() throws Exception {
        // What captures the output would write to a folder that is being removed. It ends when tmux knows of the end of
        // the
        // program, which it may miss until another child ends.
        List<String> captured;
        do {
            captured = tmux("run-shell", "true", ";", "list-panes", "-a", "-f", "#{@concert_bell}", "-F", "#{pane_pid}")
                    .lines()
                    .toList();
            captured.forEach(pid -> ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly));
        } while (!captured.isEmpty());
        clients.forEach(TmuxClient::close);
        tmux("kill-server");
        agent.close();
        host.close();
        timer.shutdownNow();
        try (Stream<Path> files = Files.list(socket.getParent())) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(socket.getParent());
    }

    @Test
    void processThatIsRestartedAgainAndAgainDoesNotMakeTheServerGrow() throws Exception {
        assumeThat(Path.of("/proc/self/status"))
                .as("tells how much memory a program has")
                .exists();
        TmuxServer server = attach();
        Path status = Path.of("/proc", tmux("display-message", "-p", "#{pid}").strip(), "status");
        restart(server, WARM_UP);
        long before = dataBytes(status);

        restart(server, ROUNDS);

        assertThat(dataBytes(status) - before).isLessThan(ROUNDS * PROCESSES * MOST_BYTES_PER_START + AT_HAND_BYTES);
    }

    @Test
    void launchersAtOnceMakeOnePaneAndTheOthersAreTold() throws Exception {
        List<TmuxServer> servers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            servers.add(attach());
        }

        List<CompletableFuture<PaneStarted>> starts = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            starts.add(servers.get(i % servers.size()).start(start("imu", RestartMarks.NONE, null)));
        }

        List<PaneStarted> started = new ArrayList<>();
        for (CompletableFuture<PaneStarted> start : starts) {
            started.add(get(start));
        }
        assertThat(started).filteredOn(pane -> !pane.equals(PaneStarted.TAKEN)).hasSize(1);
        assertThat(tmux("list-panes", "-s", "-t", "=robot:", "-F", "#{@concert_process}"))
                .isEqualTo("robot/imu\n");
    }

    @Test
    void sessionThatHasGoneUnnoticedIsMadeAnewForTheProcessAlone() throws Exception {
        TmuxServer server = attach();
        get(server.start(start("imu", RestartMarks.NONE, null)));
        tmux("kill-session", "-t", "=robot");

        PaneStarted started = get(server.start(start("imu", RestartMarks.NONE, null)));

        get(server.list()); // What tidies up was sent before.
        assertThat(started).isNotEqualTo(PaneStarted.TAKEN);
        assertThat(tmux("list-panes", "-s", "-t", "=robot:", "-F", "#{@concert_process}"))
                .isEqualTo("robot/imu\n");
    }

    /** Start processes that are killed, as their restart policies do after each end. */
    private void restart(TmuxServer server, int rounds) throws Exception {
        for (int i = 0; i < rounds; i++) {
            List<CompletableFuture<PaneStarted>> starts = new ArrayList<>();
            for (int n = 0; n < PROCESSES; n++) {
                PaneRecord before = dead.get("p" + n);
                RestartMarks marks = before == null ? RestartMarks.NONE : before.restarts();
                starts.add(server.start(
                        start("p" + n, marks, before == null ? null : new Predecessor(before.paneId(), true))));
            }
            for (CompletableFuture<PaneStarted> start : starts) {
                PaneStarted started = get(start);
                assertThat(started).isNotEqualTo(PaneStarted.TAKEN);
                get(server.markReady(String.valueOf(started.paneId()), i));
                ProcessHandle.of(started.pid()).ifPresent(ProcessHandle::destroyForcibly);
            }
            for (PaneRecord before : dead.values()) {
                get(server.remove(before.paneId()));
            }
            awaitEnds(server);
        }
    }

    private void awaitEnds(TmuxServer server) throws Exception {
        while (true) {
            get(server.nudge());
            Collection<PaneRecord> panes = get(server.list()).panes();
            if (panes.size() == PROCESSES && panes.stream().noneMatch(PaneRecord::alive)) {
                for (PaneRecord pane : panes) {
                    RestartMarks decided = new RestartMarks(
                            false, pane.restarts().count() + 1, List.of(1L), new Backoff("us", AMPLE, 1, 1, ""));
                    get(server.markBackoff(pane.paneId(), pane.restarts(), decided));
                }
                get(server.list()).panes().forEach(pane -> dead.put(pane.key().name(), pane));
                return;
            }
        }
    }

    private TmuxServer attach() throws Exception {
        Channel channel = host.open(new Command(TmuxServer.clientArguments(socket.toString()), true));
        TmuxClient client =
                TmuxClient.open(channel.stdout(), channel.stdin(), "tmux-" + clients.size(), notification -> {});
        clients.add(client);
        TmuxServer server = new TmuxServer(client, agent, socket.toString());
        get(server.watch());
        return server;
    }

    private PaneStart start(String process, RestartMarks restarts, @Nullable Predecessor predecessor) {
        String log = folder.resolve(process + ".log").toString();
        return new PaneStart(
                new ProcessKey("robot", process),
                new StartMark("robot/" + process + "/1", 5, List.of("Base"), Map.of("a", "b"), log, "beef"),
                List.of("sleep", "100000"),
                folder.toString(),
                new OutputCapture(log, 100_000, 1, false, "started"),
                restarts,
                predecessor);
    }

    /** Return how much memory a program has for its data, whether it is in use or not. */
    private static long dataBytes(Path status) throws IOException {
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmData:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private static <T> T get(CompletableFuture<T> reply) throws Exception {
        return reply.get(AMPLE.toSeconds(), TimeUnit.SECONDS);
    }

    private String tmux(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("tmux", "-S", socket.toString()));
        command.addAll(List.of(arguments));
        Process tmux = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(tmux.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
