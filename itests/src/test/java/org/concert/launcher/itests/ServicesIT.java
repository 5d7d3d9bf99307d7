/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.ManagedProcess;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.StopRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** What other bundles see of launchers and processes in a real Felix: services, for any number of launcher files. */
@ResourceLock(ExamFramework.MBEANS)
class ServicesIT {

    @RegisterExtension
    static final ExamFramework felix = new ExamFramework("""
            imu: {cmd: sleep 100000, category: sensors}
            arm: {cmd: "mkfifo go; read x < go; exit 7", ready_check: test -p go, ready_period: 100ms}
            """);

    private final MBeanServer mbeans = ManagementFactory.getPlatformMBeanServer();

    @AfterEach
    void stopAll() throws Exception {
        deconfigure();
        awaitServices(Launcher.class, "(!(session=lab))", 0);
        Launcher launcher = only(Launcher.class, "(session=lab)");
        launcher.stop(new StopRequest(List.of("imu", "arm"), true)).outcome().get(30, TimeUnit.SECONDS);
        Files.deleteIfExists(felix.lab().folder().resolve("go"));
    }

    @Test
    void stateOfAProcessIsAServicePropertyThatFollowsIt() throws Exception {
        ManagedProcess imu = only(ManagedProcess.class, "(&(process=imu)(state=STOPPED))");

        assertThat(imu.start().outcome().get(30, TimeUnit.SECONDS).ok()).isTrue();
        awaitServices(ManagedProcess.class, "(&(process=imu)(session=lab)(machine=local)(state=READY)(ready=true))", 1);
        boolean shownTwice = services(ManagedProcess.class, "(process=imu)").size() > 1;
        assertThat(imu.stop(false).outcome().get(30, TimeUnit.SECONDS).ok()).isTrue();
        awaitServices(ManagedProcess.class, "(&(process=imu)(state=STOPPED)(!(pid=*))(category=sensors))", 1);

        assertThat(shownTwice).isFalse();
        assertThat(imu.snapshot().state()).isEqualTo(ProcessState.STOPPED);
    }

    @Test
    void processThatFailsIsFoundByItsExitCode() throws Exception {
        only(ManagedProcess.class, "(process=arm)").start().outcome().get(30, TimeUnit.SECONDS);

        felix.lab().run("sh", "-c", "echo > go");

        awaitServices(ManagedProcess.class, "(&(process=arm)(state=FAILED)(exitCode=7))", 1);
    }

    @Test
    void configurationAddsALauncherWithItsProcessesAndTakesThemAway() throws Exception {
        Path file = other("other", "gps: {cmd: sleep 100000}\n");

        configure(file);
        awaitServices(Launcher.class, "(&(session=other)(file=" + file + "))", 1);
        awaitServices(ManagedProcess.class, "(&(process=gps)(session=other)(state=STOPPED))", 1);
        awaitServices(ManagedProcess.class, "(process=imu)", 1);
        Lab.await("its MBeans are there", () -> isShown("type=Process,session=other,name=gps"));
        boolean ownStays = isShown("type=Process,session=lab,name=imu");
        deconfigure();

        awaitServices(Launcher.class, "(session=other)", 0);
        awaitServices(ManagedProcess.class, "(process=gps)", 0);
        awaitServices(ManagedProcess.class, "(process=imu)", 1);
        assertThat(ownStays).isTrue();
    }

    @Test
    void processesComeAndGoWithTheFileAndWithTheirBundle() throws Exception {
        Path file = other("other", "gps: {cmd: sleep 100000}\nlidar: {cmd: sleep 100000}\n");
        configure(file);
        ServiceReference<ManagedProcess> lidar = awaitServices(ManagedProcess.class, "(process=lidar)", 1);

        other("renamed", "other", "camera: {cmd: sleep 100000}\nlidar: {cmd: sleep 100000}\n");
        awaitServices(ManagedProcess.class, "(&(process=camera)(session=renamed))", 1);
        awaitServices(ManagedProcess.class, "(process=gps)", 0);
        awaitServices(Launcher.class, "(session=renamed)", 1);
        boolean sameProperty = "lidar".equals(lidar.getProperty("process"));
        felix.installed("org.concert.launcher.services").stop();
        List<?> without = services(ManagedProcess.class, "(process=*)");
        felix.installed("org.concert.launcher.services").start();

        awaitServices(ManagedProcess.class, "(process=*)", 4);
        assertThat(sameProperty).isTrue();
        assertThat(without).isEmpty();
    }

    private static Path other(String session, String processes) throws IOException {
        return other(session, session, processes);
    }

    private static Path other(String session, String file, String processes) throws IOException {
        String head = Files.readAllLines(felix.lab().folder().resolve("launcher.yaml"))
                .get(0)
                .replace("session: lab", "session: " + session);
        return felix.lab().file(file + ".yaml", head + "\n" + processes);
    }

    private static void configure(Path file) throws IOException {
        felix.lab().file("new.cfg", "file = " + file + "\n");
        Files.move(felix.lab().folder().resolve("new.cfg"), configuration(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void deconfigure() throws IOException {
        Files.deleteIfExists(configuration());
    }

    private static Path configuration() {
        return felix.deploy().resolve("org.concert.launcher-other.cfg");
    }

    private boolean isShown(String keys) {
        try {
            return mbeans.isRegistered(new ObjectName("org.concert.launcher:" + keys));
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> List<ServiceReference<T>> services(Class<T> type, String filter) {
        try {
            return List.copyOf(felix.context().getServiceReferences(type, filter));
        } catch (InvalidSyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> ServiceReference<T> awaitServices(Class<T> type, String filter, int count)
            throws InterruptedException {
        try {
            Lab.await(count + " of " + filter, () -> services(type, filter).size() == count);
        } catch (AssertionError e) {
            throw new AssertionError(described(type) + " " + described(Launcher.class) + machines(), e);
        }
        return count == 0 ? null : services(type, filter).get(0);
    }

    private static List<String> machines() {
        return services(Launcher.class, null).stream()
                .map(service -> felix.context().getService(service))
                .map(launcher -> launcher.machines() + " " + launcher.processes())
                .toList();
    }

    private static <T> List<String> described(Class<T> type) {
        return services(type, null).stream()
                .map(service -> {
                    Map<String, Object> properties = new HashMap<>();
                    for (String key : service.getPropertyKeys()) {
                        Object value = service.getProperty(key);
                        properties.put(key, value instanceof Object[] array ? Arrays.toString(array) : value);
                    }
                    return properties.toString();
                })
                .toList();
    }

    private static <T> T only(Class<T> type, String filter) throws InterruptedException {
        return felix.context().getService(awaitServices(type, filter, 1));
    }
}
