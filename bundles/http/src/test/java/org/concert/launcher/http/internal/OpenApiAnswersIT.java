/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concert.launcher.api.ProcessState;
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
    private static final String PROCESS = "/api/v1/processes/{session}/{name}";
    private static final String IMU = "/api/v1/processes/robot/imu";
    private static final String LIDAR = "/api/v1/processes/robot/lidar";
    private static final String NAMES = "{'session':'robot','names':['imu']}";
    private static final String NO_NAMES = "{'names':['lidar']}";

    /** In paths: an operation that there was. */
    private static final String OPERATION = "OPERATION";

    @RegisterExtension
    static final ServedLauncher served = new ServedLauncher();

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

        String operation() {
            return method + " " + template;
        }

        boolean succeeds() {
            return status < 300;
        }
    }

    static Stream<Sent> requests() {
        return Stream.of(
                Sent.list("/api/v1/launchers", "*/*", 200),
                Sent.list("/api/v1/launchers", "text/xml", 406),
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
                Sent.post("/api/v1/plan", "/api/v1/plan", NAMES, 200),
                Sent.post("/api/v1/plan", "/api/v1/plan", NO_NAMES, 404),
                Sent.post("/api/v1/reload", "/api/v1/reload", "{}", 200),
                Sent.post("/api/v1/reload", "/api/v1/reload", "{'session':'other'}", 404),
                Sent.get("/api/v1/operations/{id}", "/api/v1/operations/" + OPERATION, 200),
                Sent.get("/api/v1/operations/{id}", "/api/v1/operations/0123", 404));
    }

    private static JsonNode description() throws Exception {
        return JSON.readTree(served.server().get(DESCRIPTION).body());
    }

    @Test
    void everyOperationIsSentForSuccessAndForAnError() throws Exception {
        Set<String> described = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : description().get("paths").properties()) {
            path.getValue()
                    .fieldNames()
                    .forEachRemaining(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
        }

        assertThat(operations(true)).isEqualTo(described);
        assertThat(operations(false)).isEqualTo(described);
    }

    private static Set<String> operations(boolean succeeding) {
        return requests()
                .filter(sent -> sent.succeeds() == succeeding)
                .map(Sent::operation)
                .collect(Collectors.toCollection(TreeSet::new));
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
        JsonNode responses = description
                .get("paths")
                .get(sent.template())
                .get(sent.method().toLowerCase(Locale.ROOT))
                .get("responses");
        String status = responses.has("" + sent.status()) ? "" + sent.status() : "default";
        assertThat(responses.has(status))
                .as("there is an answer for " + sent.status())
                .isTrue();
        String type = answer.headers().firstValue("Content-Type").orElseThrow().split(";", 2)[0];
        assertThat(responses.get(status).get("content").fieldNames())
                .toIterable()
                .containsExactly(type);
        if (responses.get(status).has("headers")) {
            responses
                    .get(status)
                    .get("headers")
                    .fieldNames()
                    .forEachRemaining(header -> assertThat(answer.headers().firstValue(header))
                            .as(header)
                            .isPresent());
        }
        String method = sent.method().toLowerCase(Locale.ROOT);
        assertThat(mistakes(description, place(sent.template(), method, "responses", status), type, answer.body()))
                .as(answer.body())
                .isEmpty();
        if (sent.succeeds() && !sent.body().isEmpty()) {
            String json = sent.body().replace('\'', '"');
            assertThat(mistakes(description, place(sent.template(), method, "requestBody"), "application/json", json))
                    .as(json)
                    .isEmpty();
        }
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
        HttpRequest.Builder request = served.server().request(path).header("Accept", sent.accept());
        if (!sent.body().isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return served.server()
                .send(request.method(
                                sent.method(),
                                sent.body().isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(sent.body().replace('\'', '"')))
                        .build());
    }

    private static Set<String> mistakes(JsonNode description, String place, String type, String body) throws Exception {
        JsonNode strict = description.deepCopy();
        forbidOthers(strict);
        String text = JSON.writeValueAsString(strict);
        var factory = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(LOCATION, text))));
        var schema = SchemaLocation.of(LOCATION + "#/" + place + "/content/" + escaped(type) + "/schema");
        return factory.getSchema(schema).validate(JSON.readTree(body)).stream()
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
