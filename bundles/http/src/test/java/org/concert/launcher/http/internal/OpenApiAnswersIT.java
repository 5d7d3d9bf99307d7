/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concert.launcher.access.Role;
import org.concert.launcher.access.User;
import org.concert.launcher.api.ProcessState;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is answered is what the description of the API says: status, media type and each field. A field that the description
 * does not name is a mistake here, too.
 */
class OpenApiAnswersIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DESCRIPTION = "/api/v1/openapi.json";
    private static final String LOCATION = "https://concert.invalid/openapi.json";
    private static final String TARGET = "/api/v1/targets/{session}/{target}";
    private static final String PROCESS = "/api/v1/processes/{session}/{name}";
    private static final String GRAPH = "/api/v1/launchers/{session}/graph";
    private static final String IMU = "/api/v1/processes/robot/imu";
    private static final String LIDAR = "/api/v1/processes/robot/lidar";
    private static final String NAMES = "{'session':'robot','names':['imu']}";
    private static final String NO_NAMES = "{'names':['lidar']}";

    private static final String PASSWORD = ServedLauncher.PASSWORD;
    private static final String LOGIN = "/api/v1/login";
    private static final String AUDIT = "/api/v1/audit";
    private static final String STATE = "/process/{name}/state";
    private static final String COMMAND = "/process/{name}/command/{command}";
    private static final String EVENTS = "/events";

    /** In paths: an operation that there was. */
    private static final String OPERATION = "OPERATION";

    @RegisterExtension
    static final ServedLauncher served = new ServedLauncher();

    @BeforeAll
    static void thereIsAUser() throws Exception {
        served.server().users().put(new User("ann", Role.OPERATOR, ServedLauncher.QUICK_HASH));
    }

    /** One request: to what the description calls it, and what is to be answered. */
    record Sent(String method, String template, String path, String body, String accept, int status) {

        static Sent get(String template, String path, int status) {
            return new Sent("GET", template, path, "", "*/*", status);
        }

        static Sent list(String path, String accept, int status) {
            return new Sent("GET", path, path, "", accept, status);
        }

        static Sent post(String template, String path, String body, int status) {
            return new Sent("POST", template, path, body, "application/json", status);
        }

        static Sent put(String template, String path, String body, int status) {
            return new Sent("PUT", template, path, body, "application/json", status);
        }

        String operation() {
            return method + " " + template;
        }

        /** Return its method as the description writes it. */
        String key() {
            return method.toLowerCase(Locale.ROOT);
        }

        boolean succeeds() {
            return status < 300;
        }
    }

    static Stream<Sent> requests() {
        return Stream.of(
                Sent.list("/api/v1/launchers", "*/*", 200),
                Sent.list("/api/v1/launchers", "text/xml", 406),
                Sent.get(GRAPH, "/api/v1/launchers/robot/graph?format=mermaid&by=machine", 200),
                Sent.get(GRAPH, "/api/v1/launchers/robot/graph?format=svg", 400),
                Sent.list("/api/v1/bundles", "*/*", 200),
                Sent.list("/api/v1/bundles", "text/xml", 406),
                Sent.list("/api/v1/machines", "*/*", 200),
                Sent.list("/api/v1/machines", "text/xml", 406),
                Sent.list("/api/v1/processes", "*/*", 200),
                Sent.list("/api/v1/processes", "text/xml", 406),
                Sent.get("/api/v1/processes", "/api/v1/processes?session=robot", 200),
                Sent.list(DESCRIPTION, "*/*", 200),
                Sent.list(DESCRIPTION, "text/xml", 406),
                Sent.get(PROCESS, IMU, 200),
                Sent.get(PROCESS, LIDAR, 404),
                Sent.get(PROCESS + "/tree", IMU + "/tree", 200),
                Sent.get(PROCESS + "/tree", LIDAR + "/tree", 404),
                Sent.get(PROCESS + "/history", IMU + "/history?since=2026-01-01T00:00:00Z&limit=5", 200),
                Sent.get(PROCESS + "/history", IMU + "/history?since=now", 400),
                Sent.get(PROCESS + "/history", LIDAR + "/history", 404),
                Sent.get(PROCESS + "/search", IMU + "/search?text=line", 200),
                Sent.get(PROCESS + "/search", IMU + "/search", 400),
                Sent.get(PROCESS + "/log", IMU + "/log", 200),
                Sent.get(PROCESS + "/log", LIDAR + "/log", 404),
                Sent.get(PROCESS + "/resources", IMU + "/resources", 200),
                Sent.get(PROCESS + "/resources", LIDAR + "/resources", 404),
                Sent.get(PROCESS + "/output", IMU + "/output?lines=2", 200),
                Sent.get(PROCESS + "/output", IMU + "/output?from=0&limit=1", 200),
                Sent.get(PROCESS + "/output", IMU + "/output?lines=0", 400),
                Sent.post(PROCESS + "/start", IMU + "/start", "{'variants':['fast'],'params':{'hz':'100'}}", 202),
                Sent.post(PROCESS + "/start", IMU + "/start?wait=true", "{}", 200),
                Sent.post(PROCESS + "/start", IMU + "/start", "{'variant':[]}", 400),
                Sent.post(PROCESS + "/start", IMU + "/start", "{'params':{'hz':'$(reboot)'}}", 422),
                Sent.post(PROCESS + "/stop", IMU + "/stop", "", 202),
                Sent.post(PROCESS + "/stop", IMU + "/stop?wait=true", "", 200),
                Sent.post(PROCESS + "/stop", LIDAR + "/stop", "", 404),
                Sent.post(PROCESS + "/kill", IMU + "/kill", "", 202),
                Sent.post(PROCESS + "/kill", IMU + "/kill?wait=true", "", 200),
                Sent.post(PROCESS + "/kill", LIDAR + "/kill", "", 404),
                Sent.post(PROCESS + "/restart", IMU + "/restart", "", 202),
                Sent.post(PROCESS + "/restart", IMU + "/restart", "{'variants':['fast'],'params':{}}", 202),
                Sent.post(PROCESS + "/restart", IMU + "/restart?wait=true", "", 200),
                Sent.post(PROCESS + "/restart", IMU + "/restart?wait=perhaps", "", 400),
                Sent.post("/api/v1/start", "/api/v1/start", NAMES, 202),
                Sent.post("/api/v1/start", "/api/v1/start?wait=true", NAMES, 200),
                Sent.post("/api/v1/start", "/api/v1/start", NO_NAMES, 404),
                Sent.post("/api/v1/stop", "/api/v1/stop", "{'all':true}", 202),
                Sent.post("/api/v1/stop", "/api/v1/stop?wait=true", NAMES, 200),
                Sent.post("/api/v1/stop", "/api/v1/stop", "{'all':true,'names':['imu']}", 400),
                Sent.post("/api/v1/restart", "/api/v1/restart", NAMES, 202),
                Sent.post("/api/v1/restart", "/api/v1/restart?wait=true", NAMES, 200),
                Sent.post("/api/v1/restart", "/api/v1/restart", NO_NAMES, 404),
                Sent.post(TARGET + "/up", "/api/v1/targets/robot/field/up", "", 202),
                Sent.post(TARGET + "/up", "/api/v1/targets/robot/field/up?wait=true", "", 200),
                Sent.post(TARGET + "/up", "/api/v1/targets/robot/sim/up", "", 404),
                Sent.get(TARGET + "/plan", "/api/v1/targets/robot/field/plan", 200),
                Sent.get(TARGET + "/plan", "/api/v1/targets/lab/field/plan", 404),
                Sent.post("/api/v1/plan", "/api/v1/plan", NAMES, 200),
                Sent.post("/api/v1/plan", "/api/v1/plan", NO_NAMES, 404),
                Sent.post("/api/v1/reload", "/api/v1/reload", "{}", 200),
                Sent.post("/api/v1/reload", "/api/v1/reload", "{'session':'other'}", 404),
                Sent.get("/api/v1/operations/{id}", "/api/v1/operations/" + OPERATION, 200),
                Sent.get("/api/v1/operations/{id}", "/api/v1/operations/0123", 404),
                Sent.post(LOGIN, LOGIN, "{'user':'ann','password':'" + PASSWORD + "'}", 200),
                Sent.post(LOGIN, LOGIN, "{'user':'ann'}", 400),
                Sent.post("/api/v1/logout", "/api/v1/logout", "", 204),
                Sent.list("/api/v1/me", "*/*", 200),
                Sent.get(AUDIT, AUDIT + "?limit=20", 200),
                Sent.get(AUDIT, AUDIT + "?limit=0", 400),
                Sent.get(EVENTS, EVENTS + "?lines=many", 400),
                Sent.get(EVENTS, EVENTS + "?output=robot/lidar", 404),
                Sent.list("/health", "*/*", 200),
                Sent.list("/health/ready", "*/*", 200),
                Sent.list("/health/live", "*/*", 200),
                Sent.list("/metrics", "*/*", 200),
                Sent.list("/metrics", "application/openmetrics-text; version=1.0.0", 200),
                Sent.list("/process/get_list", "*/*", 200),
                Sent.list("/process/list", "*/*", 200),
                Sent.get(STATE, "/process/imu/state", 200),
                Sent.get(STATE, "/process/lidar/state", 404),
                Sent.put(COMMAND, "/process/imu/command/start", "{'options':{'fast':true}}", 200),
                Sent.put(COMMAND, "/process/imu/command/kill", "", 200),
                Sent.put(COMMAND, "/process/imu/command/start", "{'options':{'slow':true}}", 200),
                Sent.put(COMMAND, "/process/imu/command/start", "{'variants':['slow']}", 422));
    }

    private static JsonNode description() throws Exception {
        return JSON.readTree(answer(Sent.list(DESCRIPTION, "*/*", 200)).body());
    }

    @Test
    void everyOperationIsSentForSuccessAndForAnErrorIfItHasAny() throws Exception {
        Set<String> described = new TreeSet<>();
        Set<String> failing = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : description().get("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                String operation = method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
                described.add(operation);
                if (method.getValue().get("responses").has("default") && isOpen(method.getValue())) {
                    failing.add(operation);
                }
            }
        }
        Set<String> sent = operations(true);
        sent.add("GET " + EVENTS);

        assertThat(sent).isEqualTo(described);
        assertThat(operations(false)).containsAll(failing);
    }

    private static Set<String> operations(boolean succeeding) {
        return requests()
                .filter(sent -> sent.succeeds() == succeeding)
                .map(Sent::operation)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Return whether an operation needs no log-in. */
    private static boolean isOpen(JsonNode operation) {
        return operation.has("security") && operation.get("security").isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ProcessState.class)
    void processInAnyStateIsAsDescribed(ProcessState state) throws Exception {
        served.launcher().become(state);

        answerIsAsDescribed(Sent.get(PROCESS, IMU, 200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'tree':''}", "{'tree':null}", "{'tree':'','other':1}", "{}"})
    void whatIsNotDescribedIsAMistake(String body) throws Exception {
        assertThat(mistakes(
                                description(),
                                place(PROCESS + "/tree", "get", "responses", "200"),
                                "application/json",
                                body.replace('\'', '"'))
                        .isEmpty())
                .isEqualTo(body.equals("{'tree':''}"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void answerIsAsDescribed(Sent sent) throws Exception {
        JsonNode description = description();

        HttpResponse<String> answer = answer(sent);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(sent.status());
        requireDescribed(description, sent, answer);
        if (sent.succeeds() && !sent.body().isEmpty()) {
            String json = sent.body().replace('\'', '"');
            String request = place(sent.template(), sent.key(), "requestBody");
            assertThat(mistakes(description, request, "application/json", json))
                    .as(json)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void whoHasNotLoggedInIsAnsweredAsDescribed(Sent sent) throws Exception {
        JsonNode description = description();
        JsonNode operation = description.get("paths").get(sent.template()).get(sent.key());

        HttpResponse<String> answer =
                served.server().send(request(sent, sent.path()).build());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(isOpen(operation) ? sent.status() : 401);
        requireDescribed(description, sent, answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/ready"})
    void healthWithoutALauncherIsAsDescribed(String path) throws Exception {
        served.hide();

        answerIsAsDescribed(Sent.list(path, "*/*", 503));
    }

    @Test
    void streamOfEventsIsAsDescribed() throws Exception {
        JsonNode described = description().get("paths").get(EVENTS).get("get").get("responses");
        HttpRequest request = authorized(served.server().request(EVENTS)).build();

        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        answer.body().close();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(described.get("200").get("content").has(type(answer))).isTrue();
    }

    private static void requireDescribed(JsonNode description, Sent sent, HttpResponse<String> answer)
            throws Exception {
        JsonNode responses =
                description.get("paths").get(sent.template()).get(sent.key()).get("responses");
        String status = responses.has("" + answer.statusCode()) ? "" + answer.statusCode() : "default";
        assertThat(responses.has(status))
                .as("there is an answer for " + answer.statusCode())
                .isTrue();
        JsonNode response = responses.get(status);
        if (!response.has("content")) {
            assertThat(answer.body()).isEmpty();
            return;
        }
        assertThat(response.get("content").fieldNames()).toIterable().contains(type(answer));
        if (response.has("headers")) {
            response.get("headers")
                    .fieldNames()
                    .forEachRemaining(header -> assertThat(answer.headers().firstValue(header))
                            .as(header)
                            .isPresent());
        }
        assertThat(mistakes(
                        description,
                        place(sent.template(), sent.key(), "responses", status),
                        type(answer),
                        answer.body()))
                .as(answer.body())
                .isEmpty();
    }

    private static String type(HttpResponse<?> answer) {
        return answer.headers().firstValue("Content-Type").orElseThrow().split(";", 2)[0];
    }

    private static String place(String... steps) {
        return Stream.concat(Stream.of("paths"), Stream.of(steps))
                .map(OpenApiAnswersIT::escaped)
                .collect(Collectors.joining("/"));
    }

    private static String escaped(String step) {
        return step.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D");
    }

    private static HttpResponse<String> answer(Sent sent) throws Exception {
        String path = sent.path();
        if (path.contains(OPERATION)) {
            HttpResponse<String> started = answer(Sent.post(PROCESS + "/start", IMU + "/start", "{}", 202));
            String location = started.headers().firstValue("Location").orElseThrow();
            path = path.replace(OPERATION, location.substring(location.lastIndexOf('/') + 1));
        }
        return served.server().send(authorized(request(sent, path)).build());
    }

    private static HttpRequest.Builder authorized(HttpRequest.Builder request) {
        String userAndPassword = "ann:" + PASSWORD;
        return request.header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8)));
    }

    private static HttpRequest.Builder request(Sent sent, String path) throws Exception {
        HttpRequest.Builder request = served.server().request(path).header("Accept", sent.accept());
        if (sent.body().isEmpty()) {
            return request.method(sent.method(), BodyPublishers.noBody());
        }
        return request.header("Content-Type", "application/json")
                .method(sent.method(), BodyPublishers.ofString(sent.body().replace('\'', '"')));
    }

    private static Set<String> mistakes(JsonNode description, String place, String type, String body) throws Exception {
        JsonNode strict = description.deepCopy();
        forbidOthers(strict);
        String text = JSON.writeValueAsString(strict);
        var factory = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(LOCATION, text))));
        var schema = SchemaLocation.of(LOCATION + "#/" + place + "/content/" + escaped(type) + "/schema");
        return factory
                .getSchema(schema)
                .validate(type.endsWith("json") ? JSON.readTree(body) : new TextNode(body))
                .stream()
                .map(Object::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Have each schema of an object with fields allow these only. */
    private static void forbidOthers(JsonNode node) {
        if (node instanceof ObjectNode object && object.has("properties") && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(OpenApiAnswersIT::forbidOthers);
    }
}
