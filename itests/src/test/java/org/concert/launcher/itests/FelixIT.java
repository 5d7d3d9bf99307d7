/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.concert.launcher.api.ExitStatus;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.StopRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** The bundles in a real Felix: they start, find each other, and may come and go while processes run. */
@ResourceLock(ExamFramework.MBEANS)
class FelixIT {

    private static final String CORE = "org.concert.launcher.core";
    private static final String JMX = "org.concert.launcher.jmx";
    private static final String TRANSPORT = "org.concert.launcher.transport.local";
    private static final String IMU = "type=Process,session=lab,name=imu";

    @RegisterExtension
    static final ExamFramework felix = new ExamFramework("""
            imu: {cmd: sleep 100000}
            arm: {cmd: "mkfifo go; read x < go; exit 7", ready_check: test -p go, ready_period: 100ms}
            """);

    private final MBeanServer mbeans = ManagementFactory.getPlatformMBeanServer();

    @AfterEach
    void stopProcesses() throws Exception {
        for (String bundle : List.of(TRANSPORT, CORE, JMX)) {
            felix.installed(bundle).start();
        }
        Lab.await("the launcher and its MBeans are there", () -> service() != null && isShown(IMU));
        Launcher launcher = launcher();
        await("its machine answers", "imu", snapshot -> snapshot.state() != ProcessState.UNKNOWN);
        launcher.stop(new StopRequest(List.of("imu", "arm"), true)).outcome().get(30, TimeUnit.SECONDS);
    }

    @Test
    void everyBundleIsActive() {
        assertThat(felix.context().getBundles())
                .hasSizeGreaterThan(20)
                .allSatisfy(bundle -> assertThat(bundle.getState())
                        .as(bundle.getSymbolicName())
                        .isEqualTo(Bundle.ACTIVE));
    }

    @Test
    void launcherIsAServiceWithItsSession() {
        assertThat(service().getProperty("session")).isEqualTo("lab");
        assertThat(service().getBundle().getSymbolicName()).isEqualTo(CORE);
        assertThat(launcher().file()).isEqualTo(felix.lab().folder().resolve("launcher.yaml"));
    }

    @Test
    void mbeansAreOnThePlatformServer() throws Exception {
        assertThat(List.of("type=Launcher,session=lab", IMU, "type=Machine,name=local", "type=Transport,name=local"))
                .allMatch(this::isShown);
        assertThat(mbeans.getAttribute(name("type=Transport,name=local"), "Bundle"))
                .isEqualTo(TRANSPORT);
    }

    @Test
    void bundlesAreShownWithTheirStates() throws Exception {
        CompositeData[] shown = (CompositeData[]) mbeans.getAttribute(name("type=Framework"), "Bundles");

        assertThat(shown)
                .extracting(bundle -> bundle.get("name") + " " + bundle.get("state"))
                .contains(CORE + " ACTIVE", JMX + " ACTIVE")
                .hasSameSizeAs(felix.context().getBundles());
    }

    @Test
    void processIsStartedAndStoppedThroughTheService() throws Exception {
        Outcome started = start("imu");
        long pid = imu().pid();

        assertThat(started.ok()).isTrue();
        assertThat(imu().state()).isEqualTo(ProcessState.READY);
        assertThat(isAlive(pid)).isTrue();

        launcher().stop(new StopRequest(List.of("imu"), false)).outcome().get(30, TimeUnit.SECONDS);

        assertThat(imu().state()).isEqualTo(ProcessState.STOPPED);
        assertThat(isAlive(pid)).isFalse();
    }

    @Test
    void processThatIsReadyIsShownWithTheIdItKeeps() throws Exception {
        for (int i = 0; i < 10; i++) {
            start("imu");
            long pid = imu().pid();
            String environment = Files.readString(Path.of("/proc", Long.toString(pid), "environ"));
            launcher().stop(new StopRequest(List.of("imu"), false)).outcome().get(30, TimeUnit.SECONDS);

            assertThat(environment)
                    .as("that of the process, not of what leads its terminal")
                    .contains("CONCERT_LAUNCHER_RUN=");
        }
    }

    @Test
    void processIsStartedAndStoppedThroughItsMBean() throws Exception {
        mbeans.invoke(name(IMU), "start", new Object[0], new String[0]);
        awaitAttribute("State", "READY");
        long pid = (Long) mbeans.getAttribute(name(IMU), "Pid");
        boolean alive = isAlive(pid);
        mbeans.invoke(name(IMU), "stop", new Object[0], new String[0]);
        awaitAttribute("State", "STOPPED");

        assertThat(alive).isTrue();
        assertThat(isAlive(pid)).isFalse();
    }

    @Test
    void processIsUntouchedWhileNoTransportIsThere() throws Exception {
        Queue<ProcessState> seen = new ConcurrentLinkedQueue<>();
        start("imu");
        long pid = imu().pid();

        try (Launcher.Registration listening = launcher().listen(event -> {
            if (event.process().name().equals("imu")) {
                seen.add(event.process().state());
            }
        })) {
            assertThat(listening).isNotNull();
            felix.installed(TRANSPORT).stop();
            Lab.await("the transport has gone", () -> !isShown("type=Transport,name=local"));
            launcher().look(List.of()).get(30, TimeUnit.SECONDS);
            seen.add(imu().state());
            felix.installed(TRANSPORT).start();
            Lab.await("the transport is back", () -> isShown("type=Transport,name=local"));
            await("it is found again", "imu", snapshot -> snapshot.state() == ProcessState.READY);
        }

        assertThat(seen).isSubsetOf(ProcessState.READY, ProcessState.UNKNOWN);
        assertThat(imu().pid()).isEqualTo(pid);
        assertThat(isAlive(pid)).isTrue();
    }

    @Test
    void endOfAProcessIsLearnedOfWhenTheTransportIsBack() throws Exception {
        start("arm");

        felix.installed(TRANSPORT).stop();
        await("nothing is known of it", "arm", snapshot -> snapshot.state() == ProcessState.UNKNOWN);
        felix.lab().run("sh", "-c", "echo > go");
        felix.installed(TRANSPORT).start();
        await("its end is known", "arm", snapshot -> snapshot.state() == ProcessState.FAILED);

        assertThat(process("arm").exit()).isEqualTo(ExitStatus.ofCode(7));
    }

    @Test
    void requestWaitsForATransportThatIsBeingExchanged() throws Exception {
        felix.installed(TRANSPORT).stop();

        CompletableFuture<Outcome> asked = launcher().start("imu").outcome();
        Lab.await(
                "it is missed",
                () -> launcher().machines().stream()
                        .anyMatch(machine -> machine.lastError().contains("no transport")));
        boolean answered = asked.isDone();
        felix.installed(TRANSPORT).start();

        assertThat(asked.get(30, TimeUnit.SECONDS).ok()).isTrue();
        assertThat(answered).isFalse();
        assertThat(imu().state()).isEqualTo(ProcessState.READY);
    }

    @Test
    void requestForWhichNoTransportComesFailsWithTheReason() throws Exception {
        felix.installed(TRANSPORT).stop();

        Outcome outcome = start("imu");

        assertThat(outcome.ok()).isFalse();
        assertThat(outcome.processes().get(0).message())
                .startsWith("Cannot reach local: no transport for it; there is: [docker, ssh]");
    }

    @Test
    void launcherThatComesBackFindsWhatRuns() throws Exception {
        start("imu");
        long pid = imu().pid();

        felix.installed(CORE).stop();
        Lab.await("its MBeans have gone", () -> !isShown(IMU));
        ServiceReference<Launcher> gone = service();
        boolean alive = isAlive(pid);
        felix.installed(CORE).start();
        Lab.await("its MBeans are back", () -> isShown(IMU));
        awaitAttribute("State", "READY");

        assertThat(gone).isNull();
        assertThat(alive).isTrue();
        assertThat(imu().pid()).isEqualTo(pid);
    }

    @Test
    void mbeansComeAndGoWithTheirBundle() throws Exception {
        start("imu");

        felix.installed(JMX).stop();
        boolean shown = isShown(IMU);
        ProcessState without = imu().state();
        felix.installed(JMX).start();

        assertThat(shown).isFalse();
        assertThat(without).isEqualTo(ProcessState.READY);
        assertThat(mbeans.getAttribute(name(IMU), "State")).isEqualTo("READY");
    }

    private static Outcome start(String name) throws Exception {
        return launcher().start(name).outcome().get(60, TimeUnit.SECONDS);
    }

    private static ServiceReference<Launcher> service() {
        return felix.context().getServiceReference(Launcher.class);
    }

    private static Launcher launcher() {
        return felix.context().getService(service());
    }

    private static ProcessSnapshot imu() {
        return process("imu");
    }

    private static ProcessSnapshot process(String name) {
        return launcher().process(name).orElseThrow();
    }

    private static void await(String what, String name, Predicate<ProcessSnapshot> condition)
            throws InterruptedException {
        Lab.await(what, () -> condition.test(process(name)));
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private boolean isShown(String keys) {
        return mbeans.isRegistered(name(keys));
    }

    private void awaitAttribute(String attribute, Object value) throws InterruptedException {
        Lab.await(attribute + " is " + value, () -> {
            try {
                return value.equals(mbeans.getAttribute(name(IMU), attribute));
            } catch (JMException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static ObjectName name(String keys) {
        try {
            return new ObjectName("org.concert.launcher:" + keys);
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }
}
