/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationBroadcasterSupport;
import javax.management.NotificationFilter;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import org.concert.launcher.access.Role;
import org.concert.launcher.access.User;
import org.concert.launcher.api.ProcessState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Notifications of MBeans by Jolokia, fetched and as a stream, in a real framework with users. */
class JolokiaNotificationsIT {

    private static final String IMU = "org.concert.launcher:type=Process,session=robot,name=imu";
    private static final String STORE = "jolokia:type=NotificationStore";
    private static final String PASSWORD = ServedLauncher.PASSWORD;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    static final ServedLauncher served = new ServedLauncher();

    private final List<String> registered = new ArrayList<>();

    @BeforeAll
    static void addUsers() throws Exception {
        for (String user : List.of("vic", "eve", "gus")) {
            served.server().users().put(new User(user, Role.VIEWER, ServedLauncher.QUICK_HASH));
        }
    }

    @AfterEach
    void unregister() throws Exception {
        for (String client : registered) {
            ask("vic", "{'type':'notification','command':'unregister','client':'" + client + "'}");
        }
    }

    private static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    }

    private static String ask(String user, String json) throws Exception {
        return send(basic(user), json).body();
    }

    private static HttpResponse<String> send(String authorization, String json) throws Exception {
        return served.server()
                .send(served.server()
                        .request("/jolokia/")
                        .header("Authorization", authorization)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json.replace('\'', '"')))
                        .build());
    }

    private static String found(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(1);
    }

    private String register() throws Exception {
        String client = found("\"id\":\"([^\"]+)\"", ask("vic", "{'type':'notification','command':'register'}"));
        registered.add(client);
        return client;
    }

    private static String add(String client, String mode, String mbean, String more) throws Exception {
        return ask(
                "vic",
                "{'type':'notification','command':'add','client':'" + client + "','mode':'" + mode + "','mbean':'"
                        + mbean + "'" + more + "}");
    }

    private static String pull(String user, String client, String handle) throws Exception {
        return ask(
                user,
                "{'type':'exec','mbean':'" + STORE + "','operation':'pull','arguments':['" + client + "','" + handle
                        + "']}");
    }

    private static String pullUntil(String client, String handle, String expected) throws Exception {
        return until(() -> pull("vic", client, handle), answer -> answer.contains(expected));
    }

    private static <T> T until(Callable<T> question, Predicate<T> wanted) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        T answer = question.call();
        while (!wanted.test(answer)) {
            assertThat(System.nanoTime()).as("in time, but: " + answer).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            answer = question.call();
        }
        return answer;
    }

    private static HttpRequest open(String authorization, String client) throws Exception {
        return served.server()
                .request("/jolokia/notification/open/" + client + "/sse")
                .header("Authorization", authorization)
                .build();
    }

    @Test
    void viewerFetchesChangesOfAProcessWithTheirFields() throws Exception {
        String client = register();
        String handle = found("\"value\":\"(\\d+)\"", add(client, "pull", IMU, ",'handback':'mine'"));

        served.launcher().become(ProcessState.STARTING);
        String pulled = pullUntil(client, handle, "STARTING");

        assertThat(pulled)
                .contains(
                        "\"handle\":\"" + handle + "\"",
                        "\"handback\":\"mine\"",
                        "\"dropped\":0",
                        "\"type\":\"concert.process.state\"",
                        "\"message\":\"imu: STOPPED -> STARTING\"",
                        "\"previous\":\"STOPPED\"",
                        "\"state\":\"STARTING\"",
                        "\"session\":\"robot\"",
                        "\"status\":200");
        assertThat(pull("vic", client, handle)).contains("\"notifications\":[]");
    }

    @Test
    void viewerIsSentChangesOfAProcessAsAStream() throws Exception {
        String client = register();
        String handle = found("\"value\":\"(\\d+)\"", add(client, "sse", IMU, ""));

        try (EventLines stream = new EventLines(open(basic("vic"), client))) {
            served.launcher().become(ProcessState.STARTING);
            String first = stream.next("message").data();
            served.launcher().become(ProcessState.READY);
            String second = stream.next("message").data();

            assertThat(stream.response().statusCode()).isEqualTo(200);
            assertThat(stream.response().headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/event-stream");
            assertThat(first)
                    .contains("\"handle\":\"" + handle + "\"", "imu: STOPPED -> STARTING", "\"state\":\"STARTING\"");
            assertThat(second).contains("imu: STARTING -> READY");
        }
    }

    @Test
    void whatComesWhileNoStreamIsOpenIsSentByTheNext() throws Exception {
        String client = register();
        add(client, "sse", IMU, "");
        served.launcher().become(ProcessState.STARTING);

        try (EventLines stream = new EventLines(open(basic("vic"), client))) {
            assertThat(stream.next("message").data()).contains("imu: STOPPED -> STARTING");
        }
    }

    @Test
    void anotherStreamOfAClientEndsTheOneBefore() throws Exception {
        String client = register();

        try (EventLines first = new EventLines(open(basic("vic"), client));
                EventLines second = new EventLines(open(basic("vic"), client))) {
            assertThat(first.next("end").data()).isEmpty();
            add(client, "sse", IMU, "");
            served.launcher().become(ProcessState.STARTING);
            assertThat(second.next("message").data()).contains("STARTING");
        }
    }

    @Test
    void streamEndsWhenTheUserIsRemoved() throws Exception {
        String client = found("\"id\":\"([^\"]+)\"", ask("gus", "{'type':'notification','command':'register'}"));

        try (EventLines stream = new EventLines(open(basic("gus"), client))) {
            served.server().users().remove("gus");

            assertThat(stream.next("end").data()).isEmpty();
        }
    }

    @Test
    void streamEndsWithTheSession() throws Exception {
        HttpResponse<String> login = served.server()
                .send(served.server()
                        .request("/api/v1/login")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"user\":\"vic\",\"password\":\"" + PASSWORD + "\"}"))
                        .build());
        String bearer = "Bearer " + found("\"token\":\"([^\"]+)\"", login.body());
        String client = register();

        try (EventLines stream = new EventLines(open(bearer, client))) {
            served.server()
                    .send(served.server()
                            .request("/api/v1/logout")
                            .header("Authorization", bearer)
                            .POST(BodyPublishers.noBody())
                            .build());

            assertThat(stream.next("end").data()).isEmpty();
        }
    }

    @Test
    void streamsHoldNoThread() throws Exception {
        List<EventLines> streams = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                streams.add(new EventLines(open(basic("vic"), register())));
            }

            long busy = until(JolokiaNotificationsIT::threadsThatAnswer, threads -> threads == 0);
            assertThat(busy).isZero();
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .filteredOn(name -> name.startsWith("concert-events") || name.contains("jolokia"))
                    .containsExactly("concert-events");
        } finally {
            for (EventLines stream : streams) {
                stream.close();
            }
        }
    }

    private static long threadsThatAnswer() {
        return Thread.getAllStackTraces().values().stream()
                .filter(stack -> List.of(stack).toString().contains("JolokiaServlet"))
                .count();
    }

    @Test
    void nobodyUnknownIsToldAnything() throws Exception {
        HttpResponse<String> register = send("Basic eDp5", "{'type':'notification','command':'register'}");
        HttpResponse<String> open = served.server().get("/jolokia/notification/open/x/sse");

        assertThat(register.statusCode()).isIn(401, 429);
        assertThat(open.statusCode()).isEqualTo(401);
    }

    @Test
    void clientOfAnotherUserIsNotThere() throws Exception {
        String client = register();
        String handle = found("\"value\":\"(\\d+)\"", add(client, "pull", IMU, ""));

        HttpResponse<String> opened = served.server().send(open(basic("eve"), client));

        assertThat(pull("eve", client, handle)).contains("\"status\":404").doesNotContain("\"status\":200");
        assertThat(opened.statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JMImplementation:type=MBeanServerDelegate",
                "com.sun.management:type=DiagnosticCommand",
                "org.example:type=NotThere"
            })
    void foreignMBeanCannotBeSubscribed(String foreign) throws Exception {
        String client = register();

        assertThat(add(client, "pull", foreign, "")).contains("\"status\":403").doesNotContain("\"status\":200");
        assertThat(served.server()
                        .audit()
                        .newest(1, entry -> entry.user().equals("vic"))
                        .get(0)
                        .action())
                .isEqualTo(foreign.substring(0, foreign.indexOf(':')) + " notifications");
    }

    @Test
    void patternSubscribesToVisibleMBeansOnly() throws Exception {
        var foreign = new Foreign();
        var name = new ObjectName("org.example:type=Foreign");
        ManagementFactory.getPlatformMBeanServer().registerMBean(foreign, name);
        try {
            String client = register();
            String handle = found("\"value\":\"(\\d+)\"", add(client, "pull", "*:*", ""));

            foreign.sendNotification(new Notification("secret", name, 1));
            served.launcher().become(ProcessState.STARTING);

            assertThat(pullUntil(client, handle, "STARTING")).doesNotContain("secret");
        } finally {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        }
    }

    /** What the management interface of an MBean that is not ours looks like. */
    public interface ForeignMBean {}

    /** An MBean that is not ours. */
    public static final class Foreign extends NotificationBroadcasterSupport implements ForeignMBean {}

    @Test
    void storeStaysHiddenAndGivesNothingButPull() throws Exception {
        assertThat(ask("vic", "{'type':'search','mbean':'jolokia:*'}")).contains("\"value\":[]");
        assertThat(ask("vic", "{'type':'read','mbean':'" + STORE + "'}")).doesNotContain("\"status\":200");
        assertThat(ask("vic", "{'type':'exec','mbean':'" + STORE + "','operation':'clear','arguments':['a','b']}"))
                .contains("\"status\":403");
    }

    @Test
    void clientsOfAUserAreBounded() throws Exception {
        for (int i = 0; i < 20; i++) {
            register();
        }

        String refused = ask("vic", "{'type':'notification','command':'register'}");
        String other = ask("eve", "{'type':'notification','command':'register'}");

        assertThat(refused).contains("\"status\":429", "Cannot register").doesNotContain("\"status\":200");
        assertThat(other).contains("\"status\":200");
    }

    @Test
    void subscriptionsOfAClientAreBounded() throws Exception {
        String client = register();
        String one =
                "{'type':'notification','command':'add','client':'" + client + "','mode':'pull','mbean':'" + IMU + "'}";

        String allowed = ask("vic", "[" + one + ("," + one).repeat(999) + "]");
        String refused = ask("vic", one);

        assertThat(allowed).contains("\"value\":\"1000\"").doesNotContain("\"error\"");
        assertThat(refused).contains("\"status\":429", "Cannot subscribe");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"pull| ,'handback':'LONG'", "pull| ,'filter':'LONG'", "mail| ''", "pull| ,'handback':DEEP"})
    void whatCannotBeKeptIsRefused(String mode, String more) throws Exception {
        String client = register();

        String answer = add(
                client,
                mode,
                IMU,
                more.replace("LONG", "x".repeat(2_000)).replace("DEEP", "[".repeat(50) + "]".repeat(50)));

        assertThat(answer).contains("\"status\":400", "Cannot ");
    }

    @Test
    void filterLetsThroughWhatBeginsWithIt() throws Exception {
        String client = register();
        String none = found("\"value\":\"(\\d+)\"", add(client, "pull", IMU, ",'filter':['concert.other']"));
        String all = found("\"value\":\"(\\d+)\"", add(client, "pull", IMU, ",'filter':['concert.process']"));

        served.launcher().become(ProcessState.STARTING);

        pullUntil(client, all, "STARTING");
        assertThat(pull("vic", client, none)).contains("\"notifications\":[]");
    }

    @Test
    void subscriptionsAreListedAndRemoved() throws Exception {
        String client = register();
        String handle = found("\"value\":\"(\\d+)\"", add(client, "pull", IMU, ""));

        String listed = ask("vic", "{'type':'notification','command':'list','client':'" + client + "'}");
        String removed = ask(
                "vic",
                "{'type':'notification','command':'remove','client':'" + client + "','handle':'" + handle + "'}");

        assertThat(listed).contains("\"" + handle + "\":{\"mbean\":\"" + IMU + "\"");
        assertThat(removed).contains("\"status\":200");
        assertThat(pull("vic", client, handle)).contains("\"status\":404");
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.concert.launcher.http", "org.apache.felix.http.jetty12.light"})
    void nothingStaysWhenItsBundleIsExchanged(String bundle) throws Exception {
        var counted = new Counted();
        var name = new ObjectName("org.concert.launcher:type=Counted");
        ManagementFactory.getPlatformMBeanServer().registerMBean(counted, name);
        try {
            String client = register();
            add(client, "pull", name.toString(), "");
            add(client, "sse", name.toString(), "");
            int with = counted.listeners();
            try (EventLines stream = new EventLines(open(basic("vic"), client))) {
                served.server().running(bundle, false);
                int without = until(counted::listeners, count -> count == 0);
                assertThat(stream.next("end")).isNotNull();
                served.server().running(bundle, true);

                assertThat(with).isEqualTo(2);
                assertThat(without).isZero();
                until(() -> send(basic("vic"), "{'type':'version'}").statusCode(), status -> status == 200);
                assertThat(pull("vic", client, "1")).contains("\"status\":404");
            }
        } finally {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        }
    }

    /** What an MBean that counts its listeners looks like. */
    public interface CountedMBean {}

    /** An MBean in our domain that knows how many listen to it. */
    public static final class Counted extends NotificationBroadcasterSupport implements CountedMBean {

        private final AtomicInteger count = new AtomicInteger();

        int listeners() {
            return count.get();
        }

        @Override
        public void addNotificationListener(NotificationListener listener, NotificationFilter filter, Object handback) {
            super.addNotificationListener(listener, filter, handback);
            count.incrementAndGet();
        }

        @Override
        public void removeNotificationListener(NotificationListener listener) throws ListenerNotFoundException {
            super.removeNotificationListener(listener);
            count.decrementAndGet();
        }
    }
}
