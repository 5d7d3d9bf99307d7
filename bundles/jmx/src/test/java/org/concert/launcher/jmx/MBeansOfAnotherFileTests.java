/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.Notification;
import javax.management.ObjectName;
import org.concert.launcher.api.MachineSnapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** MBeans come and go with the processes of the launcher file. */
@Timeout(30)
class MBeansOfAnotherFileTests {

    private static final String DOMAIN = "org.concert.launcher:";

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final LauncherMBeans mbeans = new LauncherMBeans(server, "1.2.3");
    private final FakeLauncher launcher = new FakeLauncher("robot");
    private final LinkedBlockingQueue<Notification> heard = new LinkedBlockingQueue<>();
    private final List<MachineSnapshot> noMachines = List.of();

    @BeforeEach
    void show() {
        mbeans.show(launcher);
    }

    @AfterEach
    void close() {
        mbeans.close();
    }

    @Test
    void newOnesAppearAndThoseThatAreGoneDisappear() throws Exception {
        var machine = new MachineSnapshot("local", "local", MachineSnapshot.State.CONNECTED, "3.3a", null, 0L, "");

        launcher.becomes(
                "robot",
                List.of(
                        launcher.description("camera", List.of(), List.of(), List.of()),
                        launcher.description("ecat", List.of("camera"), List.of(), List.of())),
                List.of(machine));

        assertThat(names())
                .containsExactlyInAnyOrder(
                        "type=Launcher,session=robot",
                        "type=Process,session=robot,name=camera",
                        "type=Process,session=robot,name=ecat",
                        "type=Machine,name=local");
        assertThat(server.getAttribute(new ObjectName(DOMAIN + "type=Process,session=robot,name=ecat"), "DependsOn"))
                .isEqualTo(new String[] {"camera"});
    }

    @Test
    void whoListensToAProcessThatStaysHearsOn() throws Exception {
        ObjectName ecat = new ObjectName(DOMAIN + "type=Process,session=robot,name=ecat");
        server.addNotificationListener(ecat, (notification, handback) -> heard.add(notification), null, null);

        launcher.becomes("robot", List.of(launcher.description("ecat", List.of(), List.of(), List.of())), noMachines);
        launcher.become(launcher.ready("ecat"));

        assertThat(next().getMessage()).isEqualTo("ecat: STOPPED -> READY");
    }

    @Test
    void launcherIsShownUnderItsNewSessionAndTellsOn() throws Exception {
        server.addNotificationListener(
                itself("robot"), (notification, handback) -> heard.add(notification), null, null);

        launcher.becomes("kyon", List.of(), noMachines);

        assertThat(names()).containsExactly("type=Launcher,session=kyon");
        assertThat(next())
                .returns(LauncherNotifications.CHANGED, Notification::getType)
                .returns(itself("kyon"), Notification::getSource);
    }

    @Test
    void fileThatCannotBeUsedIsToldWithAllItsMistakes() throws Exception {
        server.addNotificationListener(
                itself("robot"), (notification, handback) -> heard.add(notification), null, null);
        LauncherMXBean mbean = JMX.newMXBeanProxy(server, itself("robot"), LauncherMXBean.class);
        assertThat(mbean.getConfigError()).isEmpty();

        launcher.refuseFile("launcher.yaml:1:1: one\nlauncher.yaml:2:1: two");

        assertThat(mbean.getConfigError()).isEqualTo("launcher.yaml:1:1: one\nlauncher.yaml:2:1: two");
        assertThat(next())
                .returns(LauncherNotifications.FILE_REFUSED, Notification::getType)
                .returns("The launcher file is not in force as it is: launcher.yaml:1:1: one", Notification::getMessage)
                .returns("launcher.yaml:1:1: one\nlauncher.yaml:2:1: two", Notification::getUserData);
        assertThatIllegalStateException()
                .isThrownBy(mbean::reload)
                .withMessage("Cannot use the launcher file: launcher.yaml:1:1: one\nlauncher.yaml:2:1: two");
    }

    @Test
    void reloadReachesTheLauncher() throws Exception {
        JMX.newMXBeanProxy(server, itself("robot"), LauncherMXBean.class).reload();

        assertThat(launcher.asked).containsExactly("reload");
    }

    @Test
    void nothingAppearsAfterTheEnd() throws Exception {
        mbeans.close();

        launcher.becomes("robot", List.of(launcher.description("ecat", List.of(), List.of(), List.of())), noMachines);

        assertThat(names()).isEmpty();
    }

    private Notification next() throws InterruptedException {
        Notification next = heard.poll(20, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    private static ObjectName itself(String session) throws Exception {
        return new ObjectName(DOMAIN + "type=Launcher,session=" + session);
    }

    private Set<String> names() throws Exception {
        return server.queryNames(new ObjectName(DOMAIN + "*"), null).stream()
                .map(name -> name.toString().substring(DOMAIN.length()))
                .collect(Collectors.toSet());
    }
}
