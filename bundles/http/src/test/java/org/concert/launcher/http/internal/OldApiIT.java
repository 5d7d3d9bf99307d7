/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API of the robots' GUIs of today in a real framework. */
class OldApiIT {

    @RegisterExtension
    static final ServedLauncher served = new ServedLauncher();

    @Test
    void listHasVariantsAsChecksAndCombos() throws Exception {
        String list = served.server().get("/process/get_list").body();

        assertThat(list)
                .contains(
                        "\"name\":\"imu\",\"status\":\"Stopped\"",
                        "\"machine\":\"local\",\"docker\":\"\",\"visible\":true")
                .startsWith("[{\"name\":")
                .contains("\"cmdline\":{\"fast\":{\"name\":\"fast\",\"type\":\"check\","
                        + "\"options\":[\"Default\",\"fast\"],\"default\":0,\"help\":\"\"}")
                .contains("\"mode\":{\"name\":\"mode\",\"type\":\"combo\",\"options\":[\"Default\",\"a\",\"b\"],"
                        + "\"default\":0,\"help\":\"\"}}");
        assertThat(send("GET", "/process/list", "{'variants':['fast']}").body())
                .startsWith("{\"processes\":" + list + ",\"status\":{");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'options':{'fast':true,'mode':'b'}}          | [fast, mode=b]",
                "{'options':{'fast':'true','mode':'Default'}}  | [fast]",
                "{'options':{'fast':false,'mode':'Default'}}   | []",
                "{'name':'imu','cmd':'start','options':{'fast':true,'mode':'b'}} | [fast, mode=b]",
                "{'name':'imu','cmd':'start','options':{}}     | []",
                "{'variants':['fast']}                         | [fast]",
                "{'variants':['fast','b'],'options':{}}        | [fast, b]",
                "{'variants':[],'options':{'fast':true}}       | [fast]",
                "{}                                            | []",
                "''                                            | []"
            })
    void startTakesTheOptionsOfTheGuisAndTheVariantsOfTheDescription(String json, String variants) throws Exception {
        HttpResponse<String> answer = send("PUT", "/process/imu/command/start", json);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).startsWith("{\"success\":true");
        assertThat(served.launcher().asked).containsExactly("start [imu] " + variants + " {}");
        assertThat(served.server().get("/process/imu/state").body()).contains("\"status\":\"Running\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/process/imu/command/start   | {'variants':['nope']}     | 422",
                "/process/imu/command/start   | {'variants':['fast','x']} | 422",
                "/process/imu/command/start   | {'variants':'fast'}       | 400",
                "/process/imu/command/start   | {'variants':null}         | 400",
                "/process/imu/command/start   | {'variants':[1]}          | 400",
                "/process/imu/command/start   | {'options':null}          | 400",
                "/process/imu/command/start   | {'options':['fast']}      | 400",
                "/process/imu/command/start   | {'options':{'fast':null}} | 400",
                "/process/imu/command/start   | {'variant':['fast']}      | 400",
                "/process/imu/command/start   | {'params':{'hz':'1'}}     | 400",
                "/process/imu/command/start   | {'name':'lidar'}          | 400",
                "/process/imu/command/start   | {'cmd':'stop'}            | 400",
                "/process/imu/command/start   | ['fast']                  | 400",
                "/process/imu/command/start   | null                      | 400",
                "/process/imu/command/start?variants=fast | {}            | 400",
                "/process/imu/command/stop    | {'force':true}            | 400",
                "/process/imu/command/kill    | {'variants':['fast']}     | 400",
                "/process/imu/command/kill    | {'cmd':'stop'}            | 400",
                "/process/imu/command/explode | {}                        | 404",
                "/process/lidar/command/start | {}                        | 404"
            })
    void commandThatDoesNotFitIsRefused(String path, String json, int status) throws Exception {
        assertThat(send("PUT", path, json).statusCode()).isEqualTo(status);
        assertThat(served.launcher().asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name':'imu','cmd':'CMD','options':{}}",
                "{}",
                "''",
            })
    void stopTakesWhatTheGuisSend(String json) throws Exception {
        for (String command : List.of("stop", "kill")) {
            HttpResponse<String> answer = send("PUT", "/process/imu/command/" + command, json.replace("CMD", command));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
        assertThat(served.launcher().asked).containsExactly("stop [imu]", "stop [imu]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'variant':[]}         | there is no field 'variant' here; there are cmd, name, options, variants",
                "{'variants':['nope']}  | no process of this run knows variant 'nope'",
                "{'name':'lidar'}       | 'name' is 'lidar', and the path says 'imu'"
            })
    void refusalNamesWhatIsWrong(String json, String why) throws Exception {
        HttpResponse<String> answer = send("PUT", "/process/imu/command/start", json);

        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(answer.body()).contains(why);
    }

    /** They show the reason only if it comes with this status. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/process/imu/command/start     | {'options':{'slow':true}} | no process of this run knows variant",
                "/process/imu/command/start     | {'options':{'mode':'c'}}  | no process of this run knows variant",
                "/process/imu/command/start     | {'options':{'fast':3}}    | it is to be true or false, not '3'",
                "/process/imu/command/start     | {'variants':['fast'],'options':{'fast':true}} | leave out 'options' or",
                "/process/imu/command/stop      | {'options':{'fast':true}} | 'options' and 'variants' are for start",
                "/process/imu/command/explode   | {'options':{}}            | Cannot find command 'explode'",
                "/process/lidar/command/start   | {'options':{}}            | Cannot find process 'lidar'"
            })
    void refusalOfWhatTheGuisSendIsAnAnswer(String path, String json, String why) throws Exception {
        HttpResponse<String> answer = send("PUT", path, json);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("{\"success\":false,\"message\":\"")
                .contains(why);
        assertThat(served.launcher().asked).isEmpty();
    }

    /** As curl calls what it sends with {@code -d}. */
    @Test
    void mediaTypeDoesNotCount() throws Exception {
        HttpResponse<String> answer = served.server()
                .send(served.server()
                        .request("/process/imu/command/start")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .PUT(HttpRequest.BodyPublishers.ofString("{\"variants\":[\"fast\"]}"))
                        .build());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(served.launcher().asked).containsExactly("start [imu] [fast] {}");
    }

    @Test
    void variantOfWhatRunsWithoutItIsAConflict() throws Exception {
        send("PUT", "/process/imu/command/start", "");

        HttpResponse<String> answer = send("PUT", "/process/imu/command/start", "{'variants':['fast']}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(served.launcher().asked).containsExactly("start [imu] [] {}");
    }

    private static HttpResponse<String> send(String method, String path, String json) throws Exception {
        return served.server()
                .send(served.server()
                        .request(path)
                        .method(method, HttpRequest.BodyPublishers.ofString(json.replace('\'', '"')))
                        .build());
    }
}
