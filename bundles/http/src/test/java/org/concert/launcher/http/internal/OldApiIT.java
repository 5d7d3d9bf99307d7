/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
                        "\"machine\":\"local\",\"docker\":null,\"visible\":true")
                .startsWith("[{\"name\":")
                .contains("{\"name\":\"fast\",\"type\":\"check\",\"options\":[],\"default\":false,\"help\":\"\"}")
                .contains("{\"name\":\"mode\",\"type\":\"combo\",\"options\":[\"Default\",\"a\",\"b\"],"
                        + "\"default\":\"Default\",\"help\":\"\"}");
        assertThat(send("GET", "/process/list", "{'variants':['fast']}").body())
                .startsWith("{\"processes\":" + list + ",\"status\":{");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'options':{'fast':true,'mode':'b'}}          | [fast, b]",
                "{'options':{'fast':'true','mode':'Default'}}  | [fast]",
                "{'options':{'fast':false},'more':[1]}         | []",
                "''                                            | []"
            })
    void startTakesOptions(String json, String variants) throws Exception {
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
                "/process/imu/command/start   | {'options':{'slow':true}} | 422",
                "/process/imu/command/start   | {'options':{'mode':'c'}}  | 422",
                "/process/imu/command/start   | {'options':{'fast':3}}    | 422",
                "/process/imu/command/explode | {}                        | 404",
                "/process/lidar/command/start | {}                        | 404"
            })
    void commandThatDoesNotFitIsRefused(String path, String json, int status) throws Exception {
        assertThat(send("PUT", path, json).statusCode()).isEqualTo(status);
        assertThat(served.launcher().asked).isEmpty();
    }

    @Test
    void startWithAnOptionThatDoesNotFitIsInTheAuditLog() throws Exception {
        send("PUT", "/process/imu/command/start", "{'options':{'mode':'c'}}");

        assertThat(served.server().get("/api/v1/audit?limit=1").body())
                .contains(
                        "\"action\":\"start\",\"session\":\"robot\",\"processes\":[\"imu\"]",
                        "\"params\":{\"mode\":\"c\"},\"result\":\"refused\"",
                        "there is no 'c'");
    }

    private static HttpResponse<String> send(String method, String path, String json) throws Exception {
        return served.server()
                .send(served.server()
                        .request(path)
                        .method(method, HttpRequest.BodyPublishers.ofString(json.replace('\'', '"')))
                        .build());
    }
}
