/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import org.concert.launcher.api.History;
import org.concert.launcher.api.HistoryEntry;
import org.concert.launcher.api.HistoryEntry.Kind;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.Run;
import org.concert.launcher.api.StartRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MBeanOperationsTests {

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final LauncherMBeans mbeans = new LauncherMBeans(server, "1.2.3");
    private final FakeLauncher launcher = new FakeLauncher("robot");
    private ObjectName name;
    private ProcessMXBean xbot2;
    private LauncherMXBean all;

    @BeforeEach
    void show() throws Exception {
        mbeans.show(launcher);
        name = new ObjectName("org.concert.launcher:type=Process,session=robot,name=xbot2");
        xbot2 = JMX.newMXBeanProxy(server, name, ProcessMXBean.class);
        all = JMX.newMXBeanProxy(
                server, new ObjectName("org.concert.launcher:type=Launcher,session=robot"), LauncherMXBean.class);
    }

    @AfterEach
    void close() {
        mbeans.close();
    }

    @Test
    void operationsOfAProcessReachTheLauncher() {
        xbot2.start();
        xbot2.start("sim, Base Only", "hz:=500 url:=tcp://h:1/a");
        xbot2.stop();
        xbot2.kill();
        xbot2.restart();

        assertThat(launcher.asked).hasSize(5).contains("start [xbot2] [] {}", "stop [xbot2]", "kill [xbot2]");
        assertThat(launcher.asked.get(1))
                .startsWith("start [xbot2] [sim, Base Only]")
                .contains("hz=500", "url=tcp://h:1/a");
        assertThat(launcher.asked).last().isEqualTo("restart [xbot2]");
    }

    @Test
    void operationsOfTheLauncherReachIt() {
        all.start("ecat, xbot2", "sim", "");
        all.stop("ecat");
        all.kill("ecat xbot2");
        all.restart("xbot2");
        all.stopAll();

        assertThat(launcher.asked)
                .containsExactly(
                        "start [ecat, xbot2] [sim] {}",
                        "stop [ecat]",
                        "kill [ecat, xbot2]",
                        "restart [xbot2]",
                        "stop all");
    }

    @Test
    void planShowsWhatWouldRunAndRunsNothing() {
        assertThat(all.plan("xbot2", null, null))
                .containsExactly("ecat (local): run ecat", "xbot2 (box on r@h): run x");
        assertThat(launcher.asked).isEmpty();
    }

    @Test
    void targetsAreShownPlannedAndBroughtUp() {
        assertThat(all.getTargets()).containsExactly("field", "sim");
        assertThat(all.getTarget()).isEqualTo("field");
        assertThat(all.planUp(" sim ")).containsExactly("restart ecat: runs with variants sim");
        assertThat(launcher.asked).isEmpty();

        all.up("sim");

        assertThat(launcher.asked).containsExactly("up sim");
        assertThatThrownBy(() -> all.up(null)).hasMessageContaining("no target ''");
    }

    @Test
    void outputAndTreeAreAnswers() {
        assertThat(xbot2.tail(20)).containsExactly("one", "two");
        assertThat(xbot2.processTree()).isEqualTo("4711 1 run xbot2");
        launcher.history = new History(
                List.of(
                        new HistoryEntry(Instant.EPOCH, "xbot2", "robot", "local", Kind.STARTED, "started", List.of()),
                        new HistoryEntry(
                                Instant.EPOCH,
                                "xbot2",
                                "robot",
                                "local",
                                Kind.ENDED,
                                "ended by SIGSEGV",
                                List.of("x"))),
                Map.of());
        assertThat(xbot2.history(1)).containsExactly("1970-01-01T00:00:00Z ended by SIGSEGV", "    x");
        launcher.history = new History(List.of(), Map.of("robot", "Cannot reach robot: no route"));
        assertThatThrownBy(() -> xbot2.history(1)).hasMessageContaining("no route");
        assertThatThrownBy(() -> xbot2.history(0)).hasMessageContaining("ask for 1 to");
        assertThat(launcher.asked).containsExactly("tail xbot2 20");
    }

    @Test
    void startReturnsWhileTheProcessIsStillOnItsWay() {
        launcher.outcome = new CompletableFuture<>();

        xbot2.start();

        assertThat(launcher.outcome).isNotDone();
    }

    @Test
    void launcherIsToldThatParametersComeFromOutside() {
        xbot2.start("", "hz:=500;reboot");

        assertThat(launcher.fromOutside).isTrue();
    }

    @Test
    void unreadableParametersAreRefused() {
        assertThatThrownBy(() -> xbot2.start("", "hz=500")).hasMessageContaining("write name:=value");
        assertThatThrownBy(() -> xbot2.start("", ":=500")).hasMessageContaining("write name:=value");
        assertThatThrownBy(() -> xbot2.start("", "hz:=1 hz:=2")).hasMessageContaining("given twice");
        assertThatThrownBy(() -> all.start(" , ", "", "")).hasMessageContaining("no name is given");
    }

    @Test
    void requestThatDoesNotFitTheFileIsAnIllegalArgumentWithoutACauseOfOurs() {
        assertThatExceptionOfType(RuntimeMBeanException.class)
                .isThrownBy(() -> server.invoke(
                        new ObjectName("org.concert.launcher:type=Launcher,session=robot"),
                        "stop",
                        new Object[] {"imu lidar"},
                        new String[] {String.class.getName()}))
                .satisfies(e -> assertThat(e.getTargetException())
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasNoCause()
                        .hasMessage("no process 'imu'\nno process 'lidar'"));
    }

    @Test
    void lateRefusalShowsAsTheLastMessageUntilTheStateChanges() {
        launcher.become(launcher.ready("xbot2"));
        launcher.outcome = new CompletableFuture<>();
        xbot2.start("Full", "");

        launcher.outcome.complete(FakeLauncher.refused("xbot2", "runs with Base Only; stop it first\nand more"));

        assertThat(xbot2.getState()).isEqualTo("READY");
        assertThat(xbot2.getLastMessage()).isEqualTo("runs with Base Only; stop it first");
        launcher.become(launcher.dead("xbot2"));
        assertThat(xbot2.getLastMessage()).isEqualTo("died of SIGSEGV");
    }

    @Test
    void nextRequestForgetsALateRefusal() {
        launcher.outcome = CompletableFuture.completedFuture(FakeLauncher.refused("xbot2", "no"));
        xbot2.start();
        launcher.outcome = new CompletableFuture<>();

        all.start("xbot2", "", "");

        assertThat(xbot2.getLastMessage()).isEmpty();
    }

    @Test
    void failureThatTheStateTellsOfKeepsTheMessageOfTheState() {
        launcher.become(launcher.dead("xbot2"));
        launcher.outcome = CompletableFuture.completedFuture(FakeLauncher.refused("xbot2", "failed"));

        xbot2.start();

        assertThat(xbot2.getLastMessage()).isEqualTo("died of SIGSEGV");
    }

    @Test
    void brokenFutureShowsAsTheLastMessage() {
        launcher.outcome = CompletableFuture.failedFuture(new LauncherException("Cannot reach robot: no route"));

        xbot2.stop();

        assertThat(xbot2.getLastMessage()).isEqualTo("Cannot reach robot: no route");
    }

    @Test
    void failedAnswerIsAnIllegalState() {
        launcher.tail = CompletableFuture.failedFuture(new LauncherException("Cannot reach robot: no route"));

        assertThatThrownBy(() -> xbot2.tail(5))
                .isInstanceOf(IllegalStateException.class)
                .hasNoCause()
                .hasMessage("Cannot show the output of xbot2: Cannot reach robot: no route");
        assertThatThrownBy(() -> xbot2.tail(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void attributesAreReadWhileAnOperationHangs() throws Exception {
        launcher.tail = new CompletableFuture<>();
        CompletableFuture<String[]> hanging = CompletableFuture.supplyAsync(() -> xbot2.tail(5));
        while (!launcher.asked.contains("tail xbot2 5")) {
            Thread.onSpinWait();
        }

        assertThat(xbot2.getState()).isEqualTo("STOPPED");
        assertThat(all.getStates()).containsEntry("xbot2", "STOPPED");
        assertThat(hanging).isNotDone();
        launcher.tail.complete(List.of("late"));
        assertThat(hanging.get()).containsExactly("late");
    }

    @Test
    void attributesAreReadWhileTheLauncherHoldsItsOwnLock() throws Exception {
        var entered = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var slow = new FakeLauncher("slow") {
            @Override
            public synchronized Run start(StartRequest request) {
                entered.countDown();
                awaitQuietly(release);
                return run(Run.Kind.START, request.names());
            }
        };
        mbeans.show(slow);
        var process = JMX.newMXBeanProxy(
                server,
                new ObjectName("org.concert.launcher:type=Process,session=slow,name=xbot2"),
                ProcessMXBean.class);
        CompletableFuture<Void> starting = CompletableFuture.runAsync(process::start);
        entered.await();

        slow.become(slow.ready("xbot2"));

        assertThat(process.getState()).isEqualTo("READY");
        assertThat(process.getLastMessage()).isEqualTo("ready after 2 s");
        assertThat(starting).isNotDone();
        release.countDown();
        starting.get();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
