/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concert.launcher.access.AuditEntry;
import org.concert.launcher.access.PasswordHash;
import org.concert.launcher.access.Role;
import org.concert.launcher.access.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, in a real framework, once there are users. */
class AccessGuardIT {

    private static final String IMU = "org.concert.launcher:type=Process,session=robot,name=imu";
    private static final String PASSWORD = ServedLauncher.PASSWORD;
    private static final PasswordHash HASH = ServedLauncher.QUICK_HASH;

    @RegisterExtension
    static final ServedLauncher served = new ServedLauncher();

    @BeforeEach
    void addUsers() throws Exception {
        served.server().users().put(new User("ann", Role.OPERATOR, HASH));
        served.server().users().put(new User("vic", Role.VIEWER, HASH));
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> logIn(String user, String password) throws Exception {
        return served.server()
                .send(served.server()
                        .request("/api/v1/login")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"user\":\"" + user + "\",\"password\":\"" + password + "\"}"))
                        .build());
    }

    private static String token(HttpResponse<String> login) {
        Matcher token = Pattern.compile("\"token\":\"([^\"]+)\"").matcher(login.body());
        assertThat(token.find()).as(login.body()).isTrue();
        return token.group(1);
    }

    private static HttpResponse<String> as(String authorization, String json) throws Exception {
        return served.server()
                .send(served.server()
                        .request("/jolokia/")
                        .header("Authorization", authorization)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json.replace('\'', '"')))
                        .build());
    }

    private static String exec(String operation) {
        return "{'type':'exec','mbean':'" + IMU + "','operation':'" + operation + "'}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"/jolokia/version", "/metrics", "/events", "/api/v1/audit", "/console/%2e%2e/metrics"})
    void withoutLogInNothingIsTold(String path) throws Exception {
        assertThat(served.server().get(path).statusCode()).isIn(400, 401);
    }

    @Test
    void everybodyLearnsThatOneHasToLogIn() throws Exception {
        HttpResponse<String> me = served.server().get("/api/v1/me");

        assertThat(me.body())
                .isEqualTo("{\"user\":null,\"role\":null,\"loginRequired\":true,\"expires\":null,\"trusted\":[]}");
        assertThat(me.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(me.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(me.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void operatorLogsInSteersAndLogsOut() throws Exception {
        HttpResponse<String> login = logIn("ann", PASSWORD);
        String bearer = "Bearer " + token(login);
        String started = as(bearer, exec("start()")).body();
        HttpResponse<String> logout = served.server()
                .send(served.server()
                        .request("/api/v1/logout")
                        .header("Authorization", bearer)
                        .POST(BodyPublishers.noBody())
                        .build());

        assertThat(login.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("HttpOnly")
                .contains("SameSite=Strict");
        assertThat(started).contains("\"status\":200");
        assertThat(served.launcher().asked).containsExactly("start [imu] [] {}");
        assertThat(logout.statusCode()).isEqualTo(204);
        assertThat(as(bearer, exec("stop()")).statusCode()).isEqualTo(401);
    }

    @Test
    void viewerReadsButStartsNothingAlsoInABulkRequest() throws Exception {
        String vic = basic("vic", PASSWORD);

        String read = as(vic, "{'type':'read','mbean':'" + IMU + "','attribute':'State'}")
                .body();
        String bulk = as(
                        vic,
                        "[{'type':'read','mbean':'" + IMU + "','attribute':'State'}," + exec("start()") + ","
                                + exec("processTree") + "]")
                .body();

        assertThat(read).contains("\"value\":\"STOPPED\"");
        assertThat(bulk).contains("\"status\":403").contains("\"status\":200");
        assertThat(served.launcher().asked).isEmpty();
        assertThat(served.server()
                        .audit()
                        .newest(1, entry -> entry.user().equals("vic"))
                        .get(0)
                        .action())
                .startsWith("start");
    }

    @Test
    void cookieLogsInButNotForAForm() throws Exception {
        String cookie = logIn("ann", PASSWORD)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .split(";", 2)[0];

        HttpResponse<String> me = served.server()
                .send(served.server()
                        .request("/api/v1/me")
                        .header("Cookie", cookie)
                        .build());
        HttpResponse<String> form = served.server()
                .send(served.server()
                        .request("/jolokia/")
                        .header("Cookie", cookie)
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString(exec("start()").replace('\'', '"')))
                        .build());

        assertThat(me.body()).contains("\"user\":\"ann\"", "\"role\":\"operator\"");
        assertThat(form.statusCode()).isEqualTo(403);
        assertThat(served.launcher().asked).isEmpty();
    }

    @Test
    void guessingIsSlowedDownAndTheRightPasswordOfAnotherStillWorks() throws Exception {
        served.server().users().put(new User("bob", Role.OPERATOR, HASH));
        int last = 0;
        for (int i = 0; i < 6; i++) {
            last = logIn("bob", "wrong " + i).statusCode();
        }
        HttpResponse<String> delayed = logIn("bob", PASSWORD);

        assertThat(last).isEqualTo(429);
        assertThat(delayed.statusCode()).isEqualTo(429);
        assertThat(delayed.headers().firstValue("Retry-After")).isPresent();
        assertThat(logIn("ann", PASSWORD).statusCode()).isEqualTo(200);
        assertThat(served.server().audit().newest(100, entry -> entry.user().equals("bob")))
                .hasSize(5)
                .allMatch(entry -> entry.result() == AuditEntry.Result.DENIED);
    }

    @Test
    void wrongPasswordMakesOneEntryInTheAuditLog() throws Exception {
        served.server().users().put(new User("dan", Role.OPERATOR, HASH));

        HttpResponse<String> answer = as(basic("dan", "wrong horse"), exec("start()"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(served.server().audit().newest(100, entry -> entry.user().equals("dan")))
                .hasSize(1);
    }

    @Test
    void sessionEndsWithTheUser() throws Exception {
        served.server().users().put(new User("eve", Role.OPERATOR, HASH));
        String bearer = "Bearer " + token(logIn("eve", PASSWORD));

        served.server().users().remove("eve");

        assertThat(as(bearer, exec("start()")).statusCode()).isEqualTo(401);
    }

    @Test
    void bodyThatIsTooLargeIsRefused() throws Exception {
        String large = "{'x':'" + "x".repeat(1_100_000) + "'}";

        HttpResponse<String> known = as(basic("ann", PASSWORD), large);
        HttpRequest.BodyPublisher chunked =
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8)));
        HttpResponse<String> unknown = served.server()
                .send(served.server()
                        .request("/jolokia/")
                        .header("Authorization", basic("ann", PASSWORD))
                        .POST(chunked)
                        .build());

        assertThat(known.statusCode()).isEqualTo(413);
        assertThat(unknown.statusCode()).isEqualTo(413);
    }

    @Test
    void bodyThatStopsOrTricklesIsGivenUpAfterTenSeconds() throws Exception {
        long begun = System.nanoTime();
        try (Socket stranger = beginBody("/api/v1/login", "");
                Socket known = beginBody(
                        "/api/v1/processes/robot/imu/start", "Authorization: " + basic("ann", PASSWORD) + "\r\n")) {
            ScheduledExecutorService trickle = Executors.newSingleThreadScheduledExecutor();
            try {
                Future<?> unused = trickle.scheduleAtFixedRate(() -> write(known, " "), 0, 100, TimeUnit.MILLISECONDS);

                for (Socket socket : List.of(stranger, known)) {
                    byte[] status = socket.getInputStream().readNBytes(12);

                    assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 408");
                    assertThat(Duration.ofNanos(System.nanoTime() - begun))
                            .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(15));
                }
            } finally {
                trickle.shutdownNow();
            }
        }
        assertThat(served.launcher().asked).isEmpty();
    }

    /** Send the head of a request whose body has 1,000 bytes, and the first of these. */
    private static Socket beginBody(String path, String header) throws IOException, InterruptedException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), served.server().port());
        socket.setSoTimeout(20_000);
        write(
                socket,
                "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:"
                        + served.server().port() + "\r\n" + header
                        + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");
        return socket;
    }

    private static void write(Socket socket, String text) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.US_ASCII));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the server has closed the connection", e);
        }
    }
}
