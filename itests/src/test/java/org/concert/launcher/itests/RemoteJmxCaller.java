/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.management.Attribute;
import javax.management.MBeanServerConnection;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import javax.rmi.ssl.SslRMIClientSocketFactory;

/**
 * A JVM of somebody who connects by JMX from elsewhere, and prints what comes of it; what it trusts is told by
 * {@code javax.net.ssl.trustStore}.
 */
@SuppressWarnings("BanJNDI") // The address is that of the test's own server.
final class RemoteJmxCaller {

    private static final long PATIENCE_SECONDS = 30;

    private final ObjectName imu = new ObjectName("org.concert.launcher:type=Process,session=lab,name=imu");
    private final ObjectName memory = new ObjectName("java.lang:type=Memory");
    private final MBeanServerConnection mbeans;

    private RemoteJmxCaller(MBeanServerConnection mbeans) throws Exception {
        this.mbeans = mbeans;
    }

    /** Arguments: what to do, the port, and who: user name and passwords to try. */
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[1]);
        if (arguments[0].equals("rebind")) {
            tell("rebind", () -> rebind(port));
            return;
        }
        for (String password : arguments[3].split(",", -1)) {
            try (JMXConnector connector = connect(port, arguments[2], password)) {
                new RemoteJmxCaller(connector.getMBeanServerConnection()).act(arguments[0]);
            } catch (SecurityException e) {
                System.out.println("connect: " + e);
            }
        }
    }

    private static JMXConnector connect(int port, String user, String password) throws Exception {
        return JMXConnectorFactory.connect(
                new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi"),
                Map.of(
                        JMXConnector.CREDENTIALS,
                        new String[] {user, password},
                        "com.sun.jndi.rmi.factory.socket",
                        new SslRMIClientSocketFactory()));
    }

    private interface Question {
        Object ask() throws Exception;
    }

    private static void tell(String what, Question question) {
        try {
            System.out.println(what + ": " + question.ask());
        } catch (Exception e) {
            System.out.println(what + ": " + e);
        }
    }

    private static Object rebind(int port) throws Exception {
        Registry registry = LocateRegistry.getRegistry("127.0.0.1", port, new SslRMIClientSocketFactory());
        registry.rebind("jmxrmi", registry.lookup("jmxrmi"));
        return "done";
    }

    private void act(String what) throws Exception {
        switch (what) {
            case "look" -> look();
            case "start" -> start();
            case "attack" -> attack();
            case "readUntilRefused" -> readUntilRefused();
            default -> throw new IllegalArgumentException("Cannot do " + what);
        }
    }

    private void look() {
        tell("state", () -> mbeans.getAttribute(imu, "State"));
        tell("tail", () -> mbeans.invoke(imu, "tail", new Object[] {1}, new String[] {int.class.getName()}) != null);
        tell("heap", () -> mbeans.getAttribute(memory, "HeapMemoryUsage") != null);
        tell("domains", () -> String.join(" ", mbeans.getDomains()));
        tell("start", () -> mbeans.invoke(imu, "start", null, null));
    }

    private void start() throws Exception {
        BlockingQueue<Notification> heard = new LinkedBlockingQueue<>();
        mbeans.addNotificationListener(imu, (notification, handback) -> heard.add(notification), null, null);
        look();
        tell("heard", () -> heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS) != null);
    }

    private void attack() throws Exception {
        tell("collect garbage", () -> mbeans.invoke(memory, "gc", null, null));
        tell("be verbose", () -> {
            mbeans.setAttribute(memory, new Attribute("Verbose", true));
            return "done";
        });
        tell("make", () -> mbeans.createMBean("javax.management.loading.MLet", new ObjectName("x:type=MLet")));
        tell("remove", () -> {
            mbeans.unregisterMBean(imu);
            return "done";
        });
        ObjectName commands = new ObjectName("com.sun.management:type=DiagnosticCommand");
        tell("see commands", () -> mbeans.isRegistered(commands));
        tell("command", () -> mbeans.invoke(commands, "vmVersion", null, null));
        tell("properties", () -> mbeans.getAttribute(new ObjectName("java.lang:type=Runtime"), "SystemProperties"));
        tell(
                "properties among others",
                () -> mbeans.getAttributes(
                                new ObjectName("java.lang:type=Runtime"),
                                new String[] {"SystemProperties", "InputArguments", "Name"})
                        .asList()
                        .size());
    }

    /** Read until it is refused, or the patience of the test is at its end. */
    private void readUntilRefused() throws Exception {
        System.out.println("reading");
        while (true) {
            try {
                mbeans.getAttribute(imu, "State");
            } catch (SecurityException e) {
                System.out.println("refused: " + e.getMessage());
                return;
            }
        }
    }
}
