/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.Launcher.Registration;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.Target;
import org.concert.launcher.config.LauncherConfigReader;
import org.concert.launcher.core.internal.agent.Agent;
import org.concert.launcher.core.internal.agent.AgentResult;
import org.concert.launcher.core.internal.loop.ManualLoop;
import org.concert.launcher.core.internal.process.Contexts;
import org.concert.launcher.core.internal.process.ProcessBoard;
import org.concert.launcher.core.internal.process.ProcessEntry;
import org.concert.launcher.core.internal.window.Listing;
import org.concert.launcher.core.internal.window.PaneLine;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.Panes;
import org.concert.launcher.tmux.Notification;
import org.concert.launcher.tmux.TmuxVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a launcher that looks on makes of a window that goes, on a machine that the test plays. */
class ClosedWindowTests {

    private static final PaneLine PANE = PaneLine.of("robot/p").startedAt(1).with("@concert_ready", "1");

    private final ManualLoop loop = new ManualLoop();
    private final PlayedMachine machine = new PlayedMachine();
    private final MachineLink link = new MachineLink("local", machine, loop, Runnable::run, new Watch());
    private ProcessEntry entry;

    @BeforeEach
    void connect() throws Exception {
        var config = LauncherConfigReader.parse(
                "context: {session: robot}\np: {cmd: ./p}\n", Path.of("/robot/launcher.yaml"));
        var process = config.processes().get("p");
        entry = new ProcessEntry(
                process, process.placement(), link, Contexts.of(loop, new ProcessBoard(Clock.systemUTC())));
        entry.appear(null);
        loop.execute(() -> loop.listen(
                link.connect(), (connected, failure) -> assertThat(failure).isNull()));
        loop.settle();
        assertThat(entry.state()).isEqualTo(ProcessState.READY);
    }

    @Test
    void programsThatEndWithTheWindowAreStopped() {
        machine.living = "0 4711:1:sleep\n";
        close();
        assertThat(entry.state()).isEqualTo(ProcessState.STOPPING);

        machine.living = "";
        loop.pass(Duration.ofSeconds(1));

        assertThat(entry.state()).isEqualTo(ProcessState.STOPPED);
        assertThat(machine.looks).isEqualTo(2);
        assertNothingIsLookedForAnyMore();
    }

    @Test
    void programsThatOutliveTheWindowAreAFailureUntilTheyAreGone() {
        // What leads the session of the window does not count.
        machine.living = "0 4710:1:+ended\n0 4711:1:sleep\n0 4712:1:sh\n";
        close();

        loop.pass(Duration.ofSeconds(1));

        assertThat(entry.state()).isEqualTo(ProcessState.FAILED);
        assertThat(entry.message()).isEqualTo("its window is gone, but 2 of its programs live on (4711, 4712)");
        loop.pass(Duration.ofMinutes(1));
        assertThat(machine.looks).as("less and less often").isBetween(7, 12);
        machine.living = "0 4710:1:+ended\n";
        loop.pass(Duration.ofSeconds(10));
        assertThat(entry.state()).isEqualTo(ProcessState.STOPPED);
        assertThat(entry.message()).isEmpty();
        assertNothingIsLookedForAnyMore();
    }

    @Test
    void windowThatIsThereAgainIsWhatCounts() {
        machine.living = "0 4711:1:sleep\n";
        close();
        loop.pass(Duration.ofSeconds(1));
        assertThat(entry.state()).isEqualTo(ProcessState.FAILED);

        tell(List.of(PANE.pane()));

        assertThat(entry.state()).isEqualTo(ProcessState.READY);
        loop.pass(Duration.ofMinutes(1));
        assertThat(entry.state()).isEqualTo(ProcessState.READY);
        assertNothingIsLookedForAnyMore();
    }

    private void assertNothingIsLookedForAnyMore() {
        int before = machine.looks;
        loop.pass(Duration.ofMinutes(1));
        assertThat(machine.looks).isEqualTo(before);
    }

    private void close() {
        tell(List.of());
    }

    private void tell(Collection<PaneRecord> panes) {
        machine.panes = panes;
        loop.execute(link::listSoon);
        loop.settle();
    }

    private final class Watch implements MachineLink.Watcher {

        @Override
        public void panes(MachineLink from, Collection<PaneRecord> panes) {
            entry.told(panes.stream().findFirst().orElse(null));
        }

        @Override
        public void containers(MachineLink link, Map<String, String> troubles) {}

        @Override
        public void lost(MachineLink lost) {
            entry.disconnected();
        }

        @Override
        public void unreachable(MachineLink unreachable) {
            entry.unreachable();
        }
    }

    /** A machine with panes and programs as the test says. */
    private final class PlayedMachine implements Connections, Agent {

        private Collection<PaneRecord> panes = List.of(PANE.pane());
        private String living = "";
        private int looks;

        @Override
        public Connection connect(String name, Consumer<Notification> heard) {
            return new Connection(
                    played(Host.class),
                    this,
                    played(Panes.class),
                    new CompletableFuture<>(),
                    new MachineFacts("/home", "/state", "1", TmuxVersion.parse("tmux 3.3a"), true, null),
                    "1/socket",
                    listing(),
                    List.of(),
                    Orphans.none(),
                    () -> {});
        }

        private Listing listing() {
            return new Listing(panes, Map.of(), Map.of(), Map.of());
        }

        /** All that is not asked for here is answered with nothing, later or never. */
        private <T> T played(Class<T> type) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (proxy, method, arguments) -> switch (method.getName()) {
                        case "list" -> CompletableFuture.completedFuture(listing());
                        case "ping" -> loop.delay(Duration.ofMillis(1));
                        case "latencyMillis" -> 0L;
                        case "hashCode" -> System.identityHashCode(proxy);
                        default -> new CompletableFuture<>();
                    }));
        }

        @Override
        public CompletableFuture<AgentResult> run(String script, Duration timeout) {
            looks += script.contains("members_of") ? 1 : 0;
            return CompletableFuture.completedFuture(new AgentResult(0, "begin\n" + living));
        }

        @Override
        public CompletableFuture<AgentResult> probe(String script, Duration timeout) {
            throw new UnsupportedOperationException(script);
        }

        @Override
        public CompletableFuture<String> ended() {
            return new CompletableFuture<>();
        }

        @Override
        public String transportName(String name) {
            return "played";
        }

        @Override
        public Seen look(String name) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        public Place openContainer(Host host, Target target) {
            throw new UnsupportedOperationException(target.toString());
        }

        @Override
        public Duration patience() {
            return Duration.ZERO;
        }

        @Override
        public Registration onTransport(Runnable come) {
            return () -> {};
        }

        @Override
        public long transportChanges() {
            return 0;
        }
    }
}
