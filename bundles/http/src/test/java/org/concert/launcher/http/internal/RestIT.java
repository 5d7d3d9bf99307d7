/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** REST in a real framework: what is answered, and what is refused. */
class RestIT {

    private static final String IMU = "/api/v1/processes/robot/imu";

    @RegisterExtension
    static final ServedLauncher served = new ServedLauncher();

    @Test
    void processHasTheFieldsOfStatusAndOfItsDescription() throws Exception {
        HttpResponse<String> answer = served.server().get(IMU);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        assertThat(answer.body())
                .startsWith("{\"name\":\"imu\",\"session\":\"robot\",\"machine\":\"local\"")
                .contains("\"state\":\"STOPPED\"", "\"params\":{\"hz\":\"500\"}", "\"launcher\":\"robot\"")
                .contains(
                        "\"availableVariants\":[{\"name\":\"fast\",\"type\":\"flag\",\"options\":[],\"default\":null},"
                                + "{\"name\":\"mode\",\"type\":\"group\",\"options\":[\"a\",\"b\"],\"default\":\"a\"}]")
                .contains("\"availableParams\":[{\"name\":\"rate\",\"type\":\"int\",\"default\":\"500\",\"values\":[],"
                        + "\"pattern\":null,\"min\":1,\"max\":1000,\"help\":\"how often (Hz)\"}]");
        assertThat(served.server().get("/api/v1/processes?session=robot").body())
                .contains(answer.body());
        assertThat(served.server().get("/api/v1/processes?session=other").body())
                .isEqualTo("{\"processes\":[]}");
    }

    @Test
    void launchersAndMachinesAreRead() throws Exception {
        assertThat(served.server().get("/api/v1/launchers").body())
                .isEqualTo(
                        "{\"launchers\":[{\"session\":\"robot\",\"file\":\"launcher.yaml\",\"configError\":null,"
                                + "\"warnings\":[],\"processes\":1,\"targets\":[\"field\"],\"target\":null,\"deviations\":[]}]}");
        assertThat(served.server().get("/api/v1/machines").body())
                .isEqualTo(
                        "{\"machines\":[{\"name\":\"root@robot:22\",\"transport\":null,\"state\":\"IDLE\","
                                + "\"tmuxVersion\":null,\"containerRuntime\":null,\"latencyMillis\":null,\"lastError\":null}]}");
    }

    @Test
    void searchLooksThroughAllOutputAndTellsTheNewestLines() throws Exception {
        assertThat(served.server().get(IMU + "/search?text=LINE&limit=2").body())
                .contains("\"text\":\"line 8\"", "\"text\":\"line 9\"", "\"found\":10")
                .doesNotContain("line 7");
        assertThat(served.server().get(IMU + "/search?text=nothing").body()).isEqualTo("{\"lines\":[],\"found\":0}");
    }

    @Test
    void treeAndOutputAreRead() throws Exception {
        assertThat(served.server().get(IMU + "/tree").body()).isEqualTo("{\"tree\":\"1 0 imu\"}");
        assertThat(served.server().get(IMU + "/output?lines=2").body())
                .isEqualTo("{\"lines\":[{\"time\":null,\"kind\":\"OUTPUT\",\"text\":\"line 8\",\"position\":90},"
                        + "{\"time\":null,\"kind\":\"OUTPUT\",\"text\":\"line 9\",\"position\":100}],"
                        + "\"unended\":{\"time\":null,\"kind\":\"OUTPUT\",\"text\":\"and more?\",\"position\":100}}");
        assertThat(served.server().get(IMU + "/output?from=0&limit=1").body())
                .contains("line 0")
                .doesNotContain("line 1");
    }

    @Test
    void graphIsKeptAsAFileForProgramsThatDraw() throws Exception {
        HttpResponse<String> dot = served.server().get("/api/v1/launchers/robot/graph");

        assertThat(dot.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"robot.dot\"");
        assertThat(dot.body())
                .startsWith("digraph launcher {\n")
                .contains("[label=\"imu\"]")
                .endsWith("}\n");
        assertThat(served.server()
                        .get("/api/v1/launchers/robot/graph?format=mermaid&by=machine")
                        .body())
                .startsWith("flowchart LR\n")
                .contains("[imu]");
    }

    @Test
    void wholeLogIsKeptAsAFile() throws Exception {
        HttpResponse<String> log = served.server().get(IMU + "/log");

        assertThat(log.headers().firstValue("Content-Type")).hasValue("text/plain;charset=utf-8");
        assertThat(log.headers().firstValue("Content-Disposition").orElseThrow())
                .matches("attachment; filename=\"robot_imu_\\d{4}-\\d\\d-\\d\\dT\\d{6}Z\\.log\"");
        assertThat(log.body()).startsWith("line 0\nline 1\n").endsWith("line 9\nand more?");
    }

    @Test
    void startIsAnOperationThatCanBeAskedForLater() throws Exception {
        HttpResponse<String> answer = post(IMU + "/start", "{'variants':['fast'],'params':{'hz':'100'}}");
        String location = answer.headers().firstValue("Location").orElseThrow();

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(served.launcher().asked).containsExactly("start [imu] [fast] {hz=100}");
        assertThat(served.launcher().lastRequest)
                .as("values from outside are for the launcher to refuse")
                .satisfies(request -> assertThat(request.fromOutside()).isTrue());
        assertThat(served.server().get(location).body())
                .contains("\"action\":\"start\"", "\"names\":[\"imu\"]", "\"by\":\"local\"", "\"done\":true");
    }

    @Test
    void restartIsAsItRanOrAsTheBodySays() throws Exception {
        assertThat(post(IMU + "/restart", "").statusCode()).isEqualTo(202);
        assertThat(served.launcher().asked).isEmpty();

        assertThat(post(IMU + "/restart", "{'variants':['fast']}").statusCode()).isEqualTo(202);

        assertThat(served.launcher().asked).containsExactly("restart [imu] [fast] {}");
        assertThat(served.launcher().lastRequest)
                .satisfies(request -> assertThat(request.fromOutside()).isTrue());
    }

    @Test
    void waitingForAnOperationAnswersWithWhatBecameOfIt() throws Exception {
        served.launcher().delayed = true;

        HttpResponse<String> answer = post("/api/v1/stop?wait=true", "{'names':['imu'],'force':true}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"action\":\"kill\"", "\"state\":\"DONE\"", "\"ok\":true", "\"finished\":1")
                .contains("\"processes\":[{\"name\":\"imu\",\"ok\":true,\"result\":\"STOPPED\",\"message\":\"\"}]");
    }

    @Test
    void stopOfAllWithoutAnyLauncherIsToldSo() throws Exception {
        served.hide();

        HttpResponse<String> answer = post("/api/v1/stop", "{'all':true}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
        assertThat(answer.body()).contains("Cannot stop all: there is no launcher");
    }

    @Test
    void planAndReloadAnswerAtOnce() throws Exception {
        assertThat(post("/api/v1/plan", "{'names':['imu']}").body()).startsWith("{\"steps\":[{\"name\":\"imu\"");
        assertThat(post("/api/v1/reload", "{}").body()).startsWith("{\"launchers\":[");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET  | /api/v1/processes/robot/lidar       | 404 | there is none",
                "GET  | /api/v1/processes/other/imu         | 404 | there is none",
                "GET  | /api/v1/nothing                     | 404 | nothing here",
                "GET  | /api/v1/operations/0123             | 404 | operation",
                "GET  | /api/v1/processes/robot/imu%2Fstart | 400 |",
                "GET  | /api/v1/processes/robot/imu;x=1     | 400 |",
                "GET  | /api/v1/processes/robot/%2e%2e      | 400 |",
                "GET  | /api/v1/processes/robot/im%00u      | 400 |",
                "GET  | /api/v1/processes/robot/im%24u      | 400 |",
                "GET  | /api/v1/../v1/machines              | 400 |",
                "GET  | /api/v1//machines                   | 400 |",
                "PUT  | /api/v1/processes/robot/imu         | 405 | use GET",
                "GET  | /api/v1/start                       | 405 | use POST",
                "GET  | /api/v1/processes/robot/imu/output?lines=0 | 400 | lines",
                "POST | /api/v1/stop?wait=perhaps           | 400 | true or false",
                "POST | /api/v1/stop?force=true             | 400 | query parameter 'force'",
                "POST | /api/v1/processes/robot/imu/start?variants=fast | 400 | query parameter 'variants'",
                "POST | /api/v1/plan?wait=true              | 400 | query parameter 'wait'"
            })
    void whatDoesNotFitIsAProblem(String method, String path, int status, String why) throws Exception {
        HttpRequest request = served.server()
                .request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();

        // A connection of its own: Jetty closes one by which it was asked for a path with // in it, and does not say so
        // before.
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        if (why != null) {
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/problem+json");
            assertThat(answer.body()).contains("\"status\":" + status, "\"detail\":\"Cannot ", why);
        }
        assertThat(served.launcher().asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'names':['imu'],'variant':[]}             | 400 | column 18: there is no field 'variant' here",
                "{'names':['imu'],'names':[]}               | 400 | Duplicate",
                "{'names':'imu'}                            | 400 | 'names' is to be a list of strings",
                "{'names':[1]}                              | 400 | 'names' is to be a list of strings",
                "{'names':['imu'],'params':{'hz':100}}      | 400 | 'params' is to be an object of strings",
                "{'names':[[[[[[[[[[[[]]]]]]]]]]]]}         | 400 | 'names' is to be a list of strings",
                "{'names':['imu']                           | 400 | line 1",
                "{'names':['imu']} {}                       | 400 | nothing may follow",
                "[]                                         | 400 | is to be an object",
                "{'names':null}                             | 400 | 'names' is to be a list of strings",
                "{'names':['imu'],'variants':null}          | 400 | 'variants' is to be a list of strings",
                "{'names':['imu'],'params':null}            | 400 | 'params' is to be an object of strings",
                "{'names':['imu'],'params':{'hz':null}}     | 400 | 'params' is to be an object of strings",
                "{'names':['imu'],'session':1}              | 400 | 'session' is to be a string",
                "{'names':['imu'],'variants':['nope']}      | 422 | knows variant 'nope'",
                "{'names':['imu'],'options':{'fast':true}}  | 400 | there is no field 'options' here",
                "{'names':[]}                               | 400 | 'names' is empty",
                "{'names':['lidar']}                        | 404 | process 'lidar'",
                "{'names':['imu'],'session':'other'}        | 404 | 'other'",
                "{'names':['imu'],'params':{'hz':'$(reboot)'}} | 422 | parameter cannot be '$(reboot)'"
            })
    void startThatIsWrongIsRefusedWithThePlace(String json, int status, String why) throws Exception {
        HttpResponse<String> answer = post("/api/v1/start", json);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(why);
        assertThat(served.launcher().asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/stop              | {'names':['imu'],'force':'yes'}     | 'force' is to be true or false",
                "/api/v1/stop              | {'names':['imu'],'force':null}      | 'force' is to be true or false",
                "/api/v1/stop              | {'names':['imu'],'forced':true}     | there is no field 'forced' here",
                "/api/v1/restart           | {'names':['imu'],'variants':['a']}  | there is no field 'variants' here",
                "/api/v1/reload            | {'force':true}                      | there is no field 'force' here",
                "/api/v1/processes/robot/imu/start   | {'names':['imu']}         | there is no field 'names' here",
                "/api/v1/processes/robot/imu/stop    | {'force':true}            | 'force' here; there are none",
                "/api/v1/processes/robot/imu/kill    | {'force':false}           | 'force' here; there are none",
                "/api/v1/processes/robot/imu/restart | {'variant':['a']}         | there is no field 'variant' here"
            })
    void bodyIsTakenWholeOrRefused(String path, String json, String why) throws Exception {
        HttpResponse<String> answer = post(path, json);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(why);
        assertThat(served.launcher().asked).isEmpty();
    }

    @Test
    void startOfWhatRunsWithOtherVariantsIsAConflict() throws Exception {
        post(IMU + "/start", "{'variants':['fast']}");

        HttpResponse<String> answer = post(IMU + "/start", "{'variants':['mode']}");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("Cannot start imu: it runs already");
        assertThat(served.launcher().asked).hasSize(1);
    }

    @Test
    void otherMediaTypesAreRefused() throws Exception {
        HttpRequest form = served.server()
                .request("/api/v1/start")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("names=imu"))
                .build();
        HttpRequest xml = served.server()
                .request("/api/v1/machines")
                .header("Accept", "text/xml")
                .build();

        assertThat(served.server().send(form).statusCode()).isEqualTo(415);
        assertThat(served.server().send(xml).statusCode()).isEqualTo(406);
        assertThat(served.launcher().asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/machines", "/api/v1/processes/robot/imu"})
    void headIsAsGetWithoutBody(String path) throws Exception {
        HttpRequest head = served.server()
                .request(path)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();

        HttpResponse<String> answer = served.server().send(head);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    private static HttpResponse<String> post(String path, String json) throws Exception {
        return served.server()
                .send(served.server()
                        .request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json.replace('\'', '"')))
                        .build());
    }

    private static HttpResponse<String> post(String path, String json, String... headers) throws Exception {
        return served.server()
                .send(served.server()
                        .request(path)
                        .header("Content-Type", "application/json")
                        .headers(headers)
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build());
    }

    @Test
    void stopThatIsSentAgainIsDoneOnceAndAnsweredAlike() throws Exception {
        int before = served.launcher().asked.size();

        HttpResponse<String> first = post(IMU + "/stop", "{}", "Idempotency-Key", "wish-1");
        HttpResponse<String> again = post(IMU + "/stop", "{}", "Idempotency-Key", "wish-1");
        HttpResponse<String> other = post(IMU + "/kill", "{}", "Idempotency-Key", "wish-1");

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Location"))
                .isPresent()
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(served.launcher().asked).hasSize(before + 1);
    }

    @Test
    void stopThatWasOvertakenByANewerStartIsRefused() throws Exception {
        String seen = served.server().get(IMU).headers().firstValue("ETag").orElseThrow();
        post(IMU + "/start?wait=true", "{}");
        int before = served.launcher().asked.size();

        HttpResponse<String> late = post(IMU + "/stop?wait=true", "{}", "If-Match", seen);
        String now = served.server().get(IMU).headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> all = post("/api/v1/stop", "{\"all\":true}", "If-Match", now);
        assertThat(served.launcher().asked).hasSize(before);
        HttpResponse<String> right = post(IMU + "/stop?wait=true", "{}", "If-Match", "\"other\", " + now);

        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(late.body()).contains("Precondition Failed", "Cannot do that to 'imu': it has changed since");
        assertThat(all.statusCode()).isEqualTo(400);
        assertThat(right.statusCode()).isEqualTo(200);
    }
}
