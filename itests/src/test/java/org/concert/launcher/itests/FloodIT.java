/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concert.launcher.access.Role;
import org.concert.launcher.access.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Much of everything, and slowly: whoever means well is answered all the same, and {@code serve} stays as small as it is. */
@Order(6)
@Timeout(300)
class FloodIT {

    private static final int CONNECTIONS = 200;
    private static final int LOGINS = 10_000;
    private static final int FEWEST_LOGINS = 200;
    private static final long LARGE = 100L * 1024 * 1024;
    private static final int PIECE = 64 * 1024;

    /** Those of the server, and a few of everybody else. */
    private static final int MOST_THREADS = 320;

    private static final int MOST_GROWN_KILOBYTES = 64 * 1024;
    private static final long MOST_GROWN_HEAP = 16L * 1024 * 1024;

    /** However busy the machine is: those who hold on to something do so for longer, and without turns it would be for ever. */
    private static final Duration SOON = Duration.ofSeconds(10);

    @RegisterExtension
    static final AttackedServe served = new AttackedServe();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<RawHttp> connections = new ArrayList<>();

    /** Output that no process has put out; removed also after a failure, or each test that follows fails too. */
    private final List<Path> madeUp = new ArrayList<>();

    /** Afterwards it takes no time to check them. */
    @BeforeEach
    void passwordsAreKnown() throws Exception {
        for (String user : List.of("ann", "vic")) {
            // What the test before has asked for may still be worked through.
            Lab.await(user + " is let in", () -> statusOfProcesses(user) == 200);
        }
        Lab.await(
                "the threads that have read output for the test before are over",
                () -> Collections.frequency(threadsOfServe(), "concert-waiting") < 10);
    }

    private static int statusOfProcesses(String user) {
        try {
            return served.send(served.request("GET", "/api/v1/processes").with(AttackedServe.as(user)))
                    .status();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void close() throws Exception {
        threads.shutdownNow();
        for (RawHttp connection : connections) {
            connection.close();
        }
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        for (Path file : madeUp) {
            Files.deleteIfExists(file);
        }
        served.assertNothingRan();
    }

    private RawHttp connect(InetAddress source) throws IOException {
        RawHttp connection = RawHttp.connect(served.port(), source);
        connections.add(connection);
        return connection;
    }

    private Path makeUpOutput(int lines, int width) throws IOException {
        Path log = served.lab().log("arm");
        madeUp.add(log);
        Files.createDirectories(log.getParent());
        return Files.writeString(log, ("2026-01-01T00:00:00.000Z " + "x".repeat(width) + "\n").repeat(lines));
    }

    private static String head(String method, String path) {
        return method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + served.port() + "\r\n";
    }

    private static String status(String field) throws IOException {
        String status =
                Files.readString(Path.of("/proc", Long.toString(served.process().pid()), "status"));
        Matcher line = Pattern.compile("(?m)^" + field + ":\\s*(\\d+)").matcher(status);
        assertThat(line.find()).as(status).isTrue();
        return line.group(1);
    }

    private static void assertFewThreads() throws IOException {
        List<String> names = threadsOfServe();
        assertThat(names)
                .as(() -> names.stream()
                        .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()))
                        .toString())
                .hasSizeLessThan(MOST_THREADS);
    }

    /** Return their names, of which Linux keeps fifteen letters, without numbers. */
    private static List<String> threadsOfServe() throws IOException {
        List<String> names = new ArrayList<>();
        Path tasks = Path.of("/proc", Long.toString(served.process().pid()), "task");
        try (Stream<Path> all = Files.list(tasks)) {
            for (Path task : all.toList()) {
                try {
                    names.add(Files.readString(task.resolve("comm")).strip().replaceAll("[0-9]+", "#"));
                } catch (IOException e) {
                    // It has just ended, before its file was opened or while it is read, so it does not count.
                }
            }
        }
        return names;
    }

    private static int kilobytesOfServe() throws IOException {
        return Integer.parseInt(status("VmRSS"));
    }

    /** What somebody gets meanwhile who means well, and how long it takes. */
    private record Answered(int status, Duration after) {}

    private static Answered answered(RawRequest request, InetAddress source) throws IOException {
        long begun = System.nanoTime();
        int status = served.send(request, source).status();
        return new Answered(status, Duration.ofNanos(System.nanoTime() - begun));
    }

    /** Make sure that others are answered as ever: they read, log in, and stop what moves. */
    private static void assertOthersAreAnswered() throws IOException {
        InetAddress elsewhere = AttackedServe.newSource();
        for (RawRequest request : List.of(
                served.request("GET", "/health"),
                served.request("GET", "/api/v1/processes").with(AttackedServe.as("vic")),
                served.login("ann", AttackedServe.PASSWORD),
                served.request("POST", "/api/v1/stop").json("{'all':true}").with(AttackedServe.as("ann")))) {
            Answered answered = answered(request, elsewhere);

            assertThat(answered.status()).as(request.target()).isBetween(200, 299);
            assertThat(answered.after()).as(request.target()).isLessThan(SOON);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 104857600", "Transfer-Encoding: chunked"})
    void bodyOfAHundredMegabytesIsRefusedPromptly(String length) throws Exception {
        assertOthersAreAnswered();
        int before = kilobytesOfServe();
        for (String path : List.of("/jolokia/", "/api/v1/login", "/process/arm/command/start")) {
            RawHttp connection = connect(AttackedServe.newSource());
            connection.write(head(path.startsWith("/process") ? "PUT" : "POST", path) + AttackedServe.as("ann")
                    + "\r\nContent-Type: application/json\r\n" + length + "\r\n\r\n");
            boolean chunked = length.startsWith("Transfer");
            Future<Long> sent = threads.submit(() -> sendLarge(connection, chunked));
            long begun = System.nanoTime();

            RawHttp.Answer answer = connection.answer();

            assertThat(answer.status()).as(path + answer.head()).isEqualTo(413);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
            assertThat(sent.get()).as("taken before the end").isLessThan(LARGE);
        }
        assertThat(kilobytesOfServe() - before).isLessThan(MOST_GROWN_KILOBYTES);
    }

    /** Return how much was taken. */
    private static long sendLarge(RawHttp connection, boolean chunked) {
        byte[] piece = ((chunked ? Integer.toHexString(PIECE) + "\r\n" : "")
                        + "x".repeat(PIECE)
                        + (chunked ? "\r\n" : ""))
                .getBytes(StandardCharsets.US_ASCII);
        long sent = 0;
        try {
            while (sent < LARGE) {
                connection.write(piece);
                sent += PIECE;
            }
        } catch (IOException e) {
            return sent;
        }
        return sent;
    }

    @Test
    void bodyOfSomebodyUnknownIsNotReadAtAll() throws Exception {
        RawHttp connection = connect(AttackedServe.newSource());
        connection.write(head("POST", "/jolokia/") + "Content-Length: 104857600\r\nExpect: 100-continue\r\n\r\n");

        assertThat(connection.head().status()).isEqualTo(401);
    }

    @Test
    void headsThatTrickleKeepNobodyFromBeingAnswered() throws Exception {
        for (int i = 0; i < CONNECTIONS; i++) {
            connect(AttackedServe.newSource()).write(head("GET", "/health") + "X-Slow: ");
        }
        for (RawHttp connection : connections) {
            connection.write("a");
        }

        assertOthersAreAnswered();

        assertFewThreads();
    }

    @Test
    void bodiesOfStrangersThatTrickleKeepNobodyFromBeingAnswered() throws Exception {
        for (int i = 0; i < CONNECTIONS; i++) {
            connect(AttackedServe.newSource())
                    .write(head("POST", "/api/v1/login")
                            + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");
        }

        InetAddress elsewhere = AttackedServe.newSource();
        Answered stopped = answered(
                served.request("POST", "/api/v1/stop").json("{'all':true}").with(AttackedServe.as("ann")), elsewhere);
        Answered read = answered(served.request("GET", "/api/v1/processes").with(AttackedServe.as("vic")), elsewhere);

        assertThat(List.of(stopped.status(), read.status())).containsExactly(202, 200);
        assertThat(List.of(stopped.after(), read.after())).allMatch(after -> after.compareTo(SOON) < 0);
        assertFewThreads();
    }

    @Test
    void strangersWhoDoNotTakeFilesKeepNobodyFromBeingAnswered() throws Exception {
        takeNothingOf(head("GET", "/console/lib/cytoscape/dist/cytoscape.esm.min.mjs"));

        assertOthersAreAnswered();

        assertFewThreads();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/processes/lab/arm/output?lines=3000", "/api/v1/audit?limit=1000", "/jolokia/list"})
    void viewerWhoDoesNotTakeAnswersKeepsNobodyElseFromBeingAnswered(String path) throws Exception {
        Path log = makeUpOutput(3_000, 50);

        takeNothingOf(head("GET", path) + AttackedServe.as("vic") + "\r\n");

        InetAddress elsewhere = AttackedServe.newSource();
        Answered stopped = answered(
                served.request("POST", "/api/v1/stop").json("{'all':true}").with(AttackedServe.as("ann")), elsewhere);
        Files.delete(log);
        assertThat(stopped.status()).isEqualTo(202);
        assertThat(stopped.after()).isLessThan(SOON);
        assertFewThreads();
    }

    @Test
    void viewerWhoOftenLeavesInTheMiddleOfAnAnswerIsAnsweredAsEver() throws Exception {
        makeUpOutput(10_000, 50);
        String request = head("GET", "/api/v1/processes/lab/arm/output?lines=10000") + AttackedServe.as("vic") + "\r\n";

        for (int i = 0; i < 50; i++) {
            // That a reader has gone is seen a moment later; what is never given back is soon all there is.
            Lab.await("vic is answered", () -> statusOfHeadOnly(request + "\r\n") == 200);
        }
    }

    private static int statusOfHeadOnly(String request) {
        try (RawHttp connection = RawHttp.connectWithSmallWindow(served.port(), AttackedServe.newSource())) {
            connection.write(request);
            return connection.head().status();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void takeNothingOf(String head) throws IOException {
        for (int i = 0; i < CONNECTIONS + CONNECTIONS / 2; i++) {
            RawHttp connection = RawHttp.connectWithSmallWindow(served.port(), AttackedServe.newSource());
            connections.add(connection);
            connection.write((head + "\r\n").repeat(3));
        }
    }

    @Test
    void outputThatManyAskForAtOnceLeavesServeItsMemory() throws Exception {
        List<String> viewers = viewers();
        long before = served.heapAfterCollection();

        List<Integer> statuses = flooded(
                900,
                i -> served.request("GET", "/api/v1/processes/lab/arm/output?lines=10000")
                        .with(AttackedServe.as(viewers.get(i % viewers.size()))));

        assertThat(statuses).containsOnly(200, 503).contains(200, 503);
        assertMemoryIsAsBefore(before);
    }

    @Test
    void bulksThatManyAskJolokiaForAtOnceLeaveServeItsMemory() throws Exception {
        List<String> viewers = viewers();
        long before = served.heapAfterCollection();
        String tail = "{'type':'exec','mbean':'" + AttackedServe.ARM + "','operation':'tail','arguments':[10000]}";
        String threads =
                "{'type':'exec','mbean':'java.lang:type=Threading','operation':'dumpAllThreads(boolean,boolean)',"
                        + "'arguments':[true,true]}";

        List<Integer> statuses = flooded(
                200,
                i -> served.request("POST", "/jolokia/")
                        .json("["
                                + String.join(
                                        ",", Collections.nCopies(i % 4 == 0 ? 1 : 300, i % 2 == 0 ? tail : threads))
                                + "]")
                        .with(AttackedServe.as(viewers.get(i % viewers.size()))));

        assertThat(statuses).containsOnly(200, 503).contains(200, 503);
        assertMemoryIsAsBefore(before);
    }

    @Test
    void largeBodiesThatManySendAtOnceLeaveServeItsMemory() throws Exception {
        List<String> viewers = viewers();
        long before = served.heapAfterCollection();
        String lists = "[" + String.join(",", Collections.nCopies(300_000, "[]")) + "]";

        List<Integer> statuses = flooded(
                200,
                i -> served.request("POST", "/jolokia/")
                        .json(lists)
                        .with(AttackedServe.as(viewers.get(i % viewers.size()))));

        assertThat(statuses).isSubsetOf(200, 400, 503).contains(503);
        assertMemoryIsAsBefore(before);
    }

    /** Return the names of some, and have the process arm some output for them. */
    private List<String> viewers() throws Exception {
        List<String> names = List.of("vic", "via", "vera", "vito", "vlad");
        for (String name : names) {
            served.users().put(new User(name, Role.VIEWER, Distribution.QUICK_HASH));
            assertThat(served.send(served.request("GET", "/api/v1/processes").with(AttackedServe.as(name)))
                            .status())
                    .isEqualTo(200);
        }
        makeUpOutput(10_000, 200);
        return names;
    }

    /** Send many requests before the first answer is taken, and return what they are answered. */
    private List<Integer> flooded(int count, IntFunction<RawRequest> requests) throws Exception {
        for (int i = 0; i < count; i++) {
            RawHttp connection = connect(AttackedServe.newSource());
            byte[] request = requests.apply(i).bytes();
            Future<?> unused = threads.submit(() -> {
                connection.write(request);
                return null;
            });
        }
        List<Integer> statuses = new ArrayList<>();
        for (RawHttp connection : connections) {
            statuses.add(connection.answer().status());
        }
        return statuses;
    }

    private static void assertMemoryIsAsBefore(long before) throws Exception {
        Files.delete(served.lab().log("arm"));
        assertOthersAreAnswered();
        Lab.await("the heap is as small as before", () -> {
            try {
                return served.heapAfterCollection() - before < MOST_GROWN_HEAP;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void tenThousandBadLogInsAreSlowedDownAndHarmNobodyElse() throws Exception {
        InetAddress attacker = AttackedServe.newSource();
        Lab.await(
                "guessing is slowed down",
                () -> served.send(served.login("ann", "wrong horse"), attacker).status() == 429);
        AtomicInteger left = new AtomicInteger(LOGINS);
        AtomicInteger sent = new AtomicInteger();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        ConcurrentLinkedQueue<Integer> statuses = new ConcurrentLinkedQueue<>();
        CountDownLatch done = new CountDownLatch(8);
        for (int i = 0; i < 8; i++) {
            Future<?> unused = threads.submit(() -> {
                try {
                    while (left.getAndDecrement() > 0
                            && (System.nanoTime() < deadline || sent.get() <= FEWEST_LOGINS)) {
                        statuses.add(served.send(served.login("ann", "wrong " + sent.incrementAndGet()), attacker)
                                .status());
                    }
                } finally {
                    done.countDown();
                }
                return null;
            });
        }
        InetAddress elsewhere = AttackedServe.newSource();
        List<Answered> others = new ArrayList<>();
        do {
            others.add(answered(served.request("GET", "/api/v1/processes").with(AttackedServe.as("vic")), elsewhere));
            assertFewThreads();
        } while (!done.await(100, TimeUnit.MILLISECONDS));

        RawHttp.Answer right = served.send(served.login("ann", AttackedServe.PASSWORD), attacker);

        assertThat(sent.get()).isGreaterThan(FEWEST_LOGINS);
        assertThat(statuses).hasSize(sent.get()).containsOnly(401, 429);
        assertThat(right.status()).isEqualTo(429);
        assertThat(Integer.parseInt(right.header("Retry-After").orElse("0"))).isBetween(1, 30);
        assertThat(others)
                .allMatch(other -> other.status() == 200 && other.after().compareTo(SOON) < 0);
        assertThat(served.audit(attacker)).hasSizeBetween(5, 50).allMatch(line -> line.contains("\"denied\""));
        assertThat(served.send(served.login("ann", AttackedServe.PASSWORD)).status())
                .as("ann, from elsewhere")
                .isEqualTo(200);
    }
}
