/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A Prometheus that scrapes {@code serve} as {@code access.md} tells, and is asked what the dashboard asks. */
class PrometheusIT {

    private static final Path PROMETHEUS = Path.of("/usr/bin/prometheus");
    private static final Path PROMTOOL = Path.of("/usr/bin/promtool");

    private static final HttpClient client = HttpClient.newHttpClient();
    private static Lab lab;
    private static ServingLauncher serve;
    private static URI prometheus;

    @BeforeAll
    static void scrape() throws Exception {
        assumeTrue(Files.isExecutable(PROMETHEUS) && Files.isExecutable(PROMTOOL), "no prometheus here");
        lab = new Lab();
        lab.launcherFile("""
                imu: {cmd: exec sleep 100001}
                camera: {cmd: echo no camera; exit 7}
                lidar: {cmd: until test -e $LAB/die; do sleep 0.1; done; exit 1, restart: on-failure, restart_limit: 100}
                """);
        Distribution distribution = Distribution.unpack(lab);
        Path password = distribution.addUser(lab, "grafana", "viewer");
        serve = ServingLauncher.start(lab, distribution, 0);
        int port = Hawtio.freePort();
        prometheus = URI.create("http://127.0.0.1:" + port);
        Path settings = lab.file("prometheus.yml", """
                global: {scrape_interval: 500ms}
                scrape_configs:
                  - job_name: robot
                    basic_auth: {username: grafana, password_file: %s}
                    static_configs: [{targets: ['127.0.0.1:%d']}]
                """.formatted(password, serve.port()));
        lab.start(List.of(
                PROMETHEUS.toString(),
                "--config.file=" + settings,
                "--storage.tsdb.path=" + lab.folder().resolve("prometheus"),
                "--web.listen-address=127.0.0.1:" + port));
        lab.launcher("run", "imu", "lidar");
        lab.launcher("run", "camera");
        Lab.await("Prometheus has scraped", () -> !answer("up == 1").isEmpty());
        // Restarts count from the first scrape on.
        lab.file("die", "");
    }

    @AfterAll
    static void endAll() throws Exception {
        if (lab != null) {
            lab.close();
        }
    }

    static Stream<Arguments> panels() throws IOException {
        List<Map<String, Object>> panels =
                within(yaml(Files.readString(Path.of(System.getProperty("dashboard")))), "panels");
        return panels.stream()
                .flatMap(panel -> PrometheusIT.<List<Map<String, Object>>>within(panel, "targets").stream()
                        .map(target -> Arguments.of(panel.get("title"), target.get("expr"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("panels")
    void panelOfTheDashboardHasData(String title, String query) throws Exception {
        String asked = query.replace("$session", "lab");

        Lab.await(title + " has data: " + asked, () -> !answer(asked).isEmpty());
    }

    @Test
    void deathsAndRestartsAreSeen() throws Exception {
        Lab.await(
                "camera is FAILED",
                () -> value("concert_process_state{process='camera',state='FAILED'}")
                        .equals("1"));
        Lab.await(
                "lidar was restarted",
                () -> !answer("concert_process_restarts_total{process='lidar'} >= 2")
                        .isEmpty());
        assertThat(value("concert_process_ready{process='imu'}")).isEqualTo("1");
    }

    @Test
    void sessionsCanBeChosenOnTheDashboard() throws Exception {
        assertThat(PrometheusIT.<List<String>>within(ask("/api/v1/label/session/values"), "data"))
                .containsExactly("lab");
    }

    @Test
    void promtoolHasNothingToSayAgainstTheMetrics() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(serve.address() + "/metrics"))
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(
                                                ("grafana:" + Distribution.PASSWORD).getBytes(StandardCharsets.UTF_8)))
                .build();
        Path metrics = lab.file(
                "metrics",
                client.send(request, HttpResponse.BodyHandlers.ofString()).body());

        Lab.Ended checked = lab.run("sh", "-c", PROMTOOL + " check metrics < " + metrics);

        assertThat(checked.stdout() + checked.stderr()).isEmpty();
        assertThat(checked.exitCode()).isZero();
        assertThat(metrics).content().contains("concert_process_state{");
    }

    /** Return what Prometheus answers to a query: nothing, if there is no data. */
    private static List<Map<String, Object>> answer(String query) throws IOException, InterruptedException {
        Map<String, Object> answer = ask("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        return answer.isEmpty()
                ? List.of()
                : within(PrometheusIT.<Map<String, Object>>within(answer, "data"), "result");
    }

    private static String value(String query) throws IOException, InterruptedException {
        Iterator<Map<String, Object>> series = answer(query).iterator();
        return series.hasNext()
                ? String.valueOf(PrometheusIT.<List<Object>>within(series.next(), "value")
                        .get(1))
                : "none";
    }

    /** Return the answer to a request, or nothing while Prometheus is not there. */
    private static Map<String, Object> ask(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(prometheus.resolve(path)).build();
        String answer;
        try {
            answer = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (ConnectException e) {
            return Map.of();
        }
        // Until its storage is open it answers in plain words.
        if (!answer.startsWith("{")) {
            return Map.of();
        }
        Map<String, Object> read = yaml(answer);
        assertThat(read.get("status")).as(answer).isEqualTo("success");
        return read;
    }

    /** Read JSON, of which every text is one of YAML. */
    private static Map<String, Object> yaml(String json) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(json);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Of what JSON holds, nothing is known before.
    private static <T> T within(Map<String, Object> map, String key) {
        return (T) map.get(key);
    }
}
