/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.rmi.server.RMIServerSocketFactory;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServer;
import javax.management.MBeanServerConnection;
import javax.management.MBeanServerFactory;
import javax.management.MalformedObjectNameException;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import org.concert.launcher.api.Launcher.Registration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client sees that has none of our classes, over RMI as JConsole does it. */
class RemoteClientTests {

    private static final ObjectName XBOT2 = name("type=Process,session=robot,name=xbot2");
    private static final ObjectName ALL = name("type=Launcher,session=robot");

    static {
        // Read once by RMI, when the first object is exported: the address that clients are told.
        System.setProperty("java.rmi.server.hostname", "127.0.0.1");
    }

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final LauncherMBeans mbeans = new LauncherMBeans(server, "1.2.3");
    private final FakeLauncher launcher = new FakeLauncher("robot");
    private final BlockingQueue<Notification> heard = new LinkedBlockingQueue<>();
    private Registration shown = () -> {};
    private JMXConnectorServer connectorServer;
    private JMXConnector connector;
    private MBeanServerConnection client;

    @BeforeEach
    @SuppressWarnings("BanJNDI") // The address comes from the server started two lines before.
    void connect() throws IOException {
        shown = mbeans.show(launcher);
        connectorServer = JMXConnectorServerFactory.newJMXConnectorServer(
                new JMXServiceURL("service:jmx:rmi://"),
                Map.of("jmx.remote.rmi.server.socket.factory", new Loopback()),
                server);
        connectorServer.start();
        connector = JMXConnectorFactory.connect(
                connectorServer.getAddress(),
                Map.of("jmx.remote.default.class.loader", ClassLoader.getPlatformClassLoader()));
        client = connector.getMBeanServerConnection();
    }

    @AfterEach
    void close() throws IOException {
        connector.close();
        connectorServer.stop();
        mbeans.close();
    }

    @Test
    void stateChangeArrives() throws Exception {
        client.addNotificationListener(XBOT2, (notification, handback) -> heard.add(notification), null, null);

        launcher.become(launcher.ready("xbot2"));
        launcher.become(launcher.dead("xbot2"));

        Notification first = next();
        Notification second = next();
        var data = (CompositeData) first.getUserData();
        assertThat(first.getType()).isEqualTo("concert.process.state");
        assertThat(first.getMessage()).isEqualTo("xbot2: STOPPED -> READY");
        assertThat(first.getSource()).isEqualTo(XBOT2);
        assertThat(first.getTimeStamp()).isEqualTo(FakeLauncher.START.toEpochMilli());
        assertThat(data.getAll(new String[] {"name", "previous", "state", "code", "ready", "pid", "exitCode"}))
                .containsExactly("xbot2", "STOPPED", "READY", 2, true, 4711L, null);
        assertThat(second.getMessage()).isEqualTo("xbot2: READY -> FAILED");
        assertThat(((CompositeData) second.getUserData()).get("signal")).isEqualTo("SIGSEGV");
        assertThat(second.getSequenceNumber()).isEqualTo(first.getSequenceNumber() + 1);
    }

    @Test
    void launcherTellsOfAllItsProcessesInOrder() throws Exception {
        client.addNotificationListener(ALL, (notification, handback) -> heard.add(notification), null, null);

        launcher.become(launcher.ready("ecat"));
        launcher.become(launcher.ready("xbot2"));
        launcher.become(launcher.dead("ecat"));

        List<String> messages = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            messages.add(next().getMessage());
        }
        assertThat(messages)
                .containsExactly("ecat: STOPPED -> READY", "xbot2: STOPPED -> READY", "ecat: READY -> FAILED");
    }

    @Test
    void requestThatFailsLaterIsToldWithoutAChangeOfState() throws Exception {
        client.addNotificationListener(XBOT2, (notification, handback) -> heard.add(notification), null, null);
        client.addNotificationListener(ALL, (notification, handback) -> heard.add(notification), null, null);
        launcher.outcome =
                CompletableFuture.completedFuture(FakeLauncher.refused("xbot2", "runs with Full\nstop it first"));

        client.invoke(XBOT2, "start", new Object[0], new String[0]);

        List<Notification> failures = List.of(next(), next());
        assertThat(failures).extracting(Notification::getType).containsOnly("concert.process.request.failed");
        assertThat(failures).extracting(Notification::getMessage).containsOnly("xbot2: runs with Full");
        assertThat(failures)
                .extracting(notification -> ((CompositeData) notification.getUserData()).get("message"))
                .containsOnly("runs with Full\nstop it first");
        assertThat(failures).extracting(Notification::getSource).containsExactlyInAnyOrder(XBOT2, ALL);
    }

    @Test
    void everyAttributeCanBeRead() throws Exception {
        launcher.become(launcher.ready("xbot2"));

        for (ObjectName name : client.queryNames(name("*"), null)) {
            for (var attribute : client.getMBeanInfo(name).getAttributes()) {
                client.getAttribute(name, attribute.getName());
            }
        }

        assertThat(client.getAttribute(XBOT2, "StartTime")).isEqualTo(Date.from(FakeLauncher.START));
    }

    @Test
    void refusalCanBeReadWithoutOurClasses() {
        assertThatExceptionOfType(RuntimeMBeanException.class)
                .isThrownBy(
                        () -> client.invoke(ALL, "stop", new Object[] {"imu"}, new String[] {String.class.getName()}))
                .satisfies(e -> assertThat(e.getTargetException())
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("no process 'imu'"));
    }

    @Test
    void listenerHearsNoMoreOnceTheLauncherIsGone() throws Exception {
        client.addNotificationListener(XBOT2, (notification, handback) -> heard.add(notification), null, null);

        shown.close();
        launcher.become(launcher.ready("xbot2"));

        assertThat(client.isRegistered(XBOT2)).isFalse();
        assertThat(heard).isEmpty();
    }

    private Notification next() throws InterruptedException {
        Notification notification = heard.poll(10, TimeUnit.SECONDS);
        assertThat(notification).as("a notification within 10 s").isNotNull();
        return notification;
    }

    private static ObjectName name(String keys) {
        try {
            return new ObjectName("org.concert.launcher:" + keys);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Keeps the test off the network, on a free port. */
    private record Loopback() implements RMIServerSocketFactory {

        @Override
        public ServerSocket createServerSocket(int port) throws IOException {
            return new ServerSocket(port, 0, InetAddress.getLoopbackAddress());
        }
    }
}
