/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** REST and events of the distribution's {@code serve}, with processes that run. */
class RestIT {

    private static final Pattern TEXT = Pattern.compile("\"text\":\"(line \\d+)\"");
    private static final int LINES = 3000;

    private final HttpClient client = HttpClient.newHttpClient();
    private static Lab lab;
    private static ServingLauncher serve;

    @BeforeAll
    static void serve() throws Exception {
        lab = new Lab();
        Distribution distribution = Distribution.unpack(lab);
        lab.file("launcher.yaml", """
                context: {session: lab, params: {hw_type: type0}}
                late: {cmd: exec sleep 100000, ready_check: test -e %s, ready_period: 100ms}
                imu: &printer
                  cmd: "for i in $(seq 1 3000); do echo line $i; done; sleep 100000"
                  variants:
                    slow: {cmd: "for i in $(seq 1 3000); do echo line $i; [ $((i %% 100)) = 0 ] && sleep 0.05; done; sleep 100000"}
                gps: *printer
                arm:
                  cmd: "echo type {hw_type}; sleep 100000"
                  variants:
                    group:
                      - option1: {params: {hw_type: type1}}
                      - option2: {params: {hw_type: type2}}
                """.formatted(lab.folder().resolve("there")));
        serve = ServingLauncher.start(lab, distribution, ListeningSockets.freePort());
    }

    @AfterAll
    static void close() throws Exception {
        lab.close();
    }

    @AfterEach
    void stopAll() throws Exception {
        serve.stopAll();
    }

    @Test
    void startWithAVariantIsWaitedForAndSeenInTheEvents() throws Exception {
        HttpResponse<InputStream> events = events("/events", null);
        try (BufferedReader lines = reader(events)) {
            String started = send("POST", "/api/v1/processes/lab/imu/start?wait=true", "{\"variants\":[\"slow\"]}");

            List<String> states = new ArrayList<>();
            while (!states.contains("READY")) {
                String line = lines.readLine();
                assertThat(line).isNotNull();
                Matcher state =
                        Pattern.compile("\"previous\".*?\"state\":\"([A-Z]+)\"").matcher(line);
                if (state.find()) {
                    states.add(state.group(1));
                }
            }
            assertThat(started).contains("\"done\":true,\"ok\":true", "\"result\":\"STARTED\"");
            assertThat(states).contains("STARTING", "RUNNING", "READY");
        }
        assertThat(send("GET", "/api/v1/processes/lab/imu", "")).contains("\"variants\":[\"slow\"]");
        assertThat(send("PUT", "/process/imu/command/stop", "{}")).startsWith("{\"success\":true");
        serve.awaitState("imu", "STOPPED");
        assertThat(send("GET", "/process/get_list", "")).contains("\"status\":\"Stopped\"");
    }

    /** The example of the description that the old API had. */
    @Test
    void variantsOfTheOldApiAreThoseThatRun() throws Exception {
        String start = "/process/arm/command/start";

        assertThat(send("PUT", start, "{\"variants\":[\"nope\"]}"))
                .contains("\"status\":422", "no process of this run knows variant 'nope'");
        assertThat(send("PUT", start, "{\"variants\":[\"option1\"]}")).startsWith("{\"success\":true");
        serve.awaitState("arm", "READY");

        assertThat(send("GET", "/api/v1/processes/lab/arm", "")).contains("\"variants\":[\"option1\"]");
        Lab.await(
                "it runs with the parameter of the variant",
                () -> serve.get("/api/v1/processes/lab/arm/output").contains("type type1"));
        assertThat(send("PUT", start, "{\"variants\":[\"option2\"]}")).contains("\"status\":409");
    }

    @Test
    void checksOfReadinessAreCounted() throws Exception {
        send("POST", "/api/v1/processes/lab/late/start", "{}");

        Pattern several = Pattern.compile(
                "(?m)^concert_process_ready_checks_total\\{[^}]*process=\"late\"[^}]*} ([2-9]|[1-9]\\d)");
        Lab.await(
                "several checks are counted",
                () -> several.matcher(serve.get("/metrics")).find());
        lab.file("there", "");
        serve.awaitState("late", "READY");
    }

    @Test
    void outputIsFollowedThroughReconnectionsWithoutALineLostOrDoubled() throws Exception {
        send("POST", "/api/v1/processes/lab/gps/start?wait=true", "{\"variants\":[\"slow\"]}");
        List<String> heard = new ArrayList<>();
        String lastId = null;

        while (heard.size() < LINES) {
            HttpResponse<InputStream> events = events("/events?state=false&output=lab/gps@0", lastId);
            int before = heard.size();
            try (BufferedReader lines = reader(events)) {
                String id = lastId;
                while (heard.size() < Math.min(LINES, before + 700)) {
                    String line = lines.readLine();
                    assertThat(line).isNotNull();
                    if (line.startsWith("id: ")) {
                        id = line.substring("id: ".length());
                    } else if (line.startsWith("data: ")) {
                        TEXT.matcher(line).results().forEach(text -> heard.add(text.group(1)));
                        lastId = id;
                    }
                }
            }
        }

        assertThat(heard)
                .isEqualTo(IntStream.rangeClosed(1, LINES)
                        .mapToObj(i -> "line " + i)
                        .toList());
    }

    private HttpResponse<InputStream> events(String path, String lastId) throws Exception {
        HttpRequest.Builder request = request(path);
        if (lastId != null) {
            request.header("Last-Event-ID", lastId);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private String send(String method, String path, String json) throws Exception {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + serve.port() + path))
                .timeout(Duration.ofSeconds(60));
    }

    private static BufferedReader reader(HttpResponse<InputStream> events) {
        return new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8));
    }
}
