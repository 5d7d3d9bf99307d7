/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import org.concert.launcher.transport.docker.internal.PrivateEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Bundles of a launcher that serves are exchanged while processes run: here, on a machine reached by SSH and in a
 * container. {@code -Dswaps=200 -Dprocesses=100} makes it a test of endurance.
 */
@Order(7)
@ResourceLock(LabMachines.ENGINE)
class HotSwapIT {

    private static final int SWAPS = Integer.getInteger("swaps", 1);
    private static final int PROCESSES = Integer.getInteger("processes", 6);

    private static final String PREFIX = "org.concert.launcher.";
    private static final List<String> TRANSPORTS = List.of("transport.local", "transport.ssh", "transport.docker");
    private static final List<String> OTHERS = List.of("jmx", "http", "tmux", "config", "core");

    /** Where processes run, as the launcher file says it. */
    private static final Map<String, String> PLACES =
            Map.of("here", "", "there", "machine: robot, ", "inside", "docker: box, ");

    private static PrivateEngine engine;

    private Lab lab;
    private RemoteMachine robot;
    private ServingLauncher serve;
    private JMXConnector connector;
    private MBeanServerConnection client;
    private BundleExchangeMBean bundles;

    @BeforeAll
    static void startEngine() throws Exception {
        engine = PrivateEngine.start();
    }

    @AfterAll
    static void closeEngine() {
        if (engine != null) {
            engine.close();
        }
    }

    @BeforeEach
    void serve() throws Exception {
        lab = new Lab();
        lab.environment().put("DOCKER_HOST", engine.address());
        engine.runContainer("box", PrivateEngine.WITH_BASH);
        robot = RemoteMachine.start(lab, "robot");
        StringBuilder file = new StringBuilder();
        PLACES.forEach((place, keys) -> {
            for (int i = 0; i < PROCESSES / PLACES.size(); i++) {
                file.append("%s%d: {%scmd: exec sleep 100000, ready_delay: 0s}\n".formatted(place, i, keys));
            }
            file.append("%s-writer: {%scmd: 'i=0; while :; do i=$((i+1)); echo $i; sleep 0.01; done'}\n"
                    .formatted(place, keys));
            // The pipe goes before the process does, so that no check of the next run takes it for its own.
            file.append(
                    "%s-mortal: {%scmd: 'mkfifo %s; read x < %s; rm %s; exit 7', ready_check: 'test -p %s', ready_period: 100ms}\n"
                            .formatted(place, keys, fifo(place), fifo(place), fifo(place), fifo(place)));
        });
        lab.launcherFile(file.toString());
        Distribution distribution = Distribution.unpack(lab);
        BundleJar.write(
                distribution.deploy().resolve("exchange.jar"),
                Map.of(
                        "Bundle-SymbolicName",
                        "org.example.exchange",
                        "Bundle-Activator",
                        BundleExchange.class.getName(),
                        "Import-Package",
                        "javax.management,org.osgi.framework,org.osgi.framework.wiring"),
                List.of(BundleExchange.class, BundleExchangeMBean.class));
        serve = ServingLauncher.start(lab, distribution, 0);
        connector = serve.connect();
        client = connector.getMBeanServerConnection();
        ObjectName exchange = new ObjectName(BundleExchange.NAME);
        Lab.await("the exchange is deployed", () -> client.isRegistered(exchange));
        bundles = JMX.newMBeanProxy(client, exchange, BundleExchangeMBean.class);
    }

    @AfterEach
    void end() throws Exception {
        if (connector != null) {
            connector.close();
        }
        lab.close();
        engine.docker("rm", "-f", "box");
    }

    private String fifo(String place) {
        return place.equals("inside") ? "/tmp/mortal" : lab.folder() + "/" + place;
    }

    private Object attribute(String process, String name) {
        try {
            return client.getAttribute(mbean(process), name);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (Exception e) {
            return e.toString();
        }
    }

    private static ObjectName mbean(String process) throws Exception {
        return new ObjectName("org.concert.launcher:type=Process,session=lab,name=" + process);
    }

    private List<String> names() {
        return PLACES.keySet().stream()
                .flatMap(place -> Stream.concat(
                        IntStream.range(0, PROCESSES / PLACES.size()).mapToObj(i -> place + i),
                        Stream.of(place + "-writer", place + "-mortal")))
                .sorted()
                .toList();
    }

    private Map<String, Object> pids(List<String> names) {
        return names.stream()
                .collect(Collectors.toMap(name -> name, name -> attribute(name, "Pid"), (a, b) -> a, TreeMap::new));
    }

    private void startAll() throws Exception {
        Stream<String> words = Stream.concat(Stream.of("run"), names().stream());
        Lab.Ended ran = lab.launcher(words.toArray(String[]::new));
        assertThat(ran.exitCode()).as(ran.stdout() + ran.stderr()).isZero();
        awaitAll("READY");
    }

    private void awaitAll(String state) throws Exception {
        for (String name : names()) {
            Lab.await(name + " is " + state, () -> state.equals(attribute(name, "State")));
        }
    }

    private void letDie(String place) throws Exception {
        String command = "echo > " + fifo(place);
        if (place.equals("inside")) {
            engine.docker("exec", "box", "sh", "-c", command);
        } else {
            lab.run("sh", "-c", command);
        }
    }

    private void revive(String place) throws Exception {
        String name = place + "-mortal";
        client.invoke(mbean(name), "start", new Object[0], new String[0]);
        try {
            Lab.await(name + " is back", () -> "READY".equals(attribute(name, "State")));
        } catch (AssertionError e) {
            List<String> log = lab.complained(serve.process()).lines().toList();
            throw new AssertionError(
                    e.getMessage() + ", it is " + attribute(name, "State") + ": " + attribute(name, "LastMessage")
                            + "\n" + String.join("\n", log.subList(Math.max(0, log.size() - 20), log.size())),
                    e);
        }
    }

    private void awaitNothingLeft() throws Exception {
        List<String> left = new ArrayList<>();
        try {
            Lab.await("nothing of the old bundles is in memory", () -> {
                left.clear();
                left.addAll(leftovers());
                return left.isEmpty();
            });
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + ": " + left, e);
        }
    }

    private List<String> leftovers() {
        try {
            return List.of(bundles.leftovers());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Return how many threads it has and how many bytes of its heap are in use, of what cannot be collected. */
    private String figures() throws Exception {
        MemoryMXBean memory = ManagementFactory.newPlatformMXBeanProxy(
                client, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
        memory.gc();
        return "%d threads, %.1f MB of heap"
                .formatted(threads(), memory.getHeapMemoryUsage().getUsed() / 1e6);
    }

    private int threads() throws Exception {
        return ManagementFactory.newPlatformMXBeanProxy(
                        client, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class)
                .getThreadCount();
    }

    private void assertNoLineIsMissing() throws Exception {
        assertNumbered(lab.output("here-writer"));
        assertNumbered(lab.output("inside-writer"));
        assertNumbered(
                lab.run("sed", "-n", "s/^[^ ]*Z //p", robot.log("there-writer").toString())
                        .stdout());
    }

    private static void assertNumbered(String output) {
        List<String> lines = output.lines().toList();
        assertThat(lines)
                .hasSizeGreaterThan(10)
                .isEqualTo(IntStream.rangeClosed(1, lines.size())
                        .mapToObj(Integer::toString)
                        .toList());
    }

    @Test
    void transportsAreExchangedWhileProcessesRunAndEnd() throws Exception {
        startAll();
        List<String> lasting =
                names().stream().filter(name -> !name.endsWith("-mortal")).toList();
        Map<String, Object> before = pids(lasting);
        String figuresBefore = figures();
        int threadsBefore = threads();

        List<String> places = List.copyOf(PLACES.keySet());
        for (int i = 0; i < SWAPS * TRANSPORTS.size(); i++) {
            String transport = PREFIX + TRANSPORTS.get(i % TRANSPORTS.size());
            // Each transport sees a death at each place in its turn.
            String place = places.get((i + i / TRANSPORTS.size()) % places.size());
            bundles.stop(transport);
            letDie(place);
            bundles.update(transport);
            bundles.start(transport);
            Lab.await(
                    "the end of " + place + " is known", () -> "FAILED".equals(attribute(place + "-mortal", "State")));
            assertThat(attribute(place + "-mortal", "ExitCode")).isEqualTo(7);
            revive(place);
        }
        awaitAll("READY");

        assertThat(pids(lasting)).isEqualTo(before);
        assertNoLineIsMissing();
        awaitNothingLeft();
        Lab.await("no thread is left", () -> unchecked(this::threads) <= threadsBefore + 2);
        System.out.printf(
                "%d exchanges of each transport under %d processes: before %s, after %s%n",
                SWAPS, names().size(), figuresBefore, figures());
    }

    @Test
    void everyOtherBundleIsExchangedWhileProcessesRun() throws Exception {
        startAll();
        Map<String, Object> before = pids(names());

        for (int i = 0; i < SWAPS; i++) {
            for (String bundle : OTHERS) {
                assertThat(bundles.update(PREFIX + bundle)).isEqualTo(32);
                awaitAll("READY");
                serve.awaitState("here0", "READY");
            }
        }

        assertThat(pids(names())).isEqualTo(before);
        assertNoLineIsMissing();
        awaitNothingLeft();
    }

    private interface Asked<T> {
        T get() throws Exception;
    }

    private static <T> T unchecked(Asked<T> asked) {
        try {
            return asked.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
