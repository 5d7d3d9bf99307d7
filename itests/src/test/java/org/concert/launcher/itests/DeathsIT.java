/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Processes that die at once are told of, each time and in full. {@code -Ddeaths=100} makes it a measurement of how long a
 * JMX client waits for the news.
 */
@Isolated
class DeathsIT {

    private static final int DEATHS = Integer.getInteger("deaths", 20);

    /**
     * How long a process lives after its last line, in seconds: what is printed in the moment of the death may be lost in
     * tmux itself (docs/output.md).
     */
    private static final double LINGERING = 0.03;

    /** A notification, and when it came, in seconds since 1970. */
    private record Heard(Notification notification, double seconds) {

        Object told(String item) {
            return ((CompositeData) notification.getUserData()).get(item);
        }
    }

    @Test
    void everyDeathIsToldOnceWithItsCauseAndTheLastLines() throws Exception {
        try (Lab lab = new Lab()) {
            lab.file("launcher.yaml", """
                    context: {session: lab, params: {n: 0}}
                    exits: {cmd: 'echo "run {n}"; echo $EPOCHREALTIME; read -t 0.03; exit 7'}
                    crashes: {cmd: 'echo "run {n}"; echo $EPOCHREALTIME; read -t 0.03; kill -SEGV $$'}
                    """);
            ServingLauncher serve = ServingLauncher.start(lab, Distribution.unpack(lab), 0);
            try (JMXConnector connector = serve.connect()) {
                MBeanServerConnection client = connector.getMBeanServerConnection();

                List<Double> waits = new ArrayList<>(deaths(client, "exits", 7, null));
                waits.addAll(deaths(client, "crashes", 128 + 11, "SIGSEGV"));

                waits.sort(null);
                System.out.printf(
                        "From the death of a process to the notification of its death, %d times: "
                                + "median %.0f ms, longest %.0f ms%n",
                        waits.size(), waits.get(waits.size() / 2) * 1000, waits.get(waits.size() - 1) * 1000);
            }
        }
    }

    /** What tells within a second whatever happens is a net below this; see the bell in the core's architecture. */
    @Test
    void tmuxTellsAllLaunchersOfADeathInTheMomentItSeesIt() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("p: {cmd: 'read go < $LAB/go; (exit 6)'}\n");
            lab.run("mkfifo", "go");
            lab.launcher("run", "p");
            Process launcher = lab.startLauncher("status", "-w");
            // Only then is the session sure to stay: that of "run" may be about to go.
            Lab.await("it looks on", () -> lab.printed(launcher).contains("READY"));
            Process listener = lab.start(List.of(
                    "sh",
                    "-c",
                    "tail -f /dev/null | tmux -C attach -f ignore-size,no-output -t =concert-launcher/bell"));
            Lab.await("it listens", () -> lab.printed(listener).contains("%session-changed"));

            lab.run("sh", "-c", "echo > go");

            Lab.await("the bell", () -> lab.printed(listener).contains("%window-renamed"));
            launcher.destroy();
        }
    }

    /** Let a process die again and again, and return how long each news took, in seconds. */
    private static List<Double> deaths(MBeanServerConnection client, String name, int code, String signal)
            throws Exception {
        ObjectName process = new ObjectName("org.concert.launcher:type=Process,session=lab,name=" + name);
        BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
        client.addNotificationListener(
                process,
                (notification, handback) -> heard.add(new Heard(notification, System.currentTimeMillis() / 1000.0)),
                null,
                null);
        List<Double> waits = new ArrayList<>();
        long number = 0;
        for (int i = 0; i < DEATHS; i++) {
            client.invoke(process, "start", new Object[] {"", "n:=" + i}, new String[] {
                String.class.getName(), String.class.getName()
            });
            List<Object> states = new ArrayList<>();
            Heard death = null;
            while (death == null) {
                Heard next = heard.poll(60, TimeUnit.SECONDS);
                assertThat(next).as("after " + states).isNotNull();
                assertThat(next.notification().getSequenceNumber())
                        .as("none is missing")
                        .isEqualTo(number == 0 ? next.notification().getSequenceNumber() : number + 1);
                number = next.notification().getSequenceNumber();
                states.add(next.told("state"));
                death = next.told("state").equals("FAILED") ? next : null;
            }
            assertThat(states.subList(0, states.size() - 1)).as("run " + i).isSubsetOf("STARTING", "RUNNING");
            assertThat((String) death.told("message")).as("run " + i).doesNotStartWith("Cannot start");
            assertThat(death.told("exitCode")).isEqualTo(code);
            assertThat(death.told("signal")).isEqualTo(signal);
            waits.add(death.seconds() - LINGERING - timeOfTheLastLine(client, process, "run " + i));
        }
        assertThat(heard).as("more than one of a death").isEmpty();
        return waits;
    }

    /** Return what a process printed last before it died; its output comes another way than the news of its death. */
    private static double timeOfTheLastLine(MBeanServerConnection client, ObjectName process, String run)
            throws Exception {
        List<String> lines = new ArrayList<>();
        try {
            Lab.await(process + " has told the time in " + run, () -> {
                lines.clear();
                lines.addAll(tail(client, process));
                return lines.indexOf(run) >= 0 && lines.indexOf(run) < lines.size() - 1;
            });
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + lines, e);
        }
        return Double.parseDouble(lines.get(lines.indexOf(run) + 1));
    }

    private static List<String> tail(MBeanServerConnection client, ObjectName process) {
        try {
            return List.of(
                    (String[]) client.invoke(process, "tail", new Object[] {20}, new String[] {int.class.getName()}));
        } catch (JMException | IOException e) {
            throw new AssertionError(e);
        }
    }
}
