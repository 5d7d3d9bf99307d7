/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concert.launcher.json.SnapshotBuilder.process;

import java.time.Instant;
import java.util.List;
import org.concert.launcher.api.ProcessState;
import org.junit.jupiter.api.Test;

class StatusJsonTests {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void allFieldsComeInTheOrderOfTheContract() {
        var process = process("xbot2")
                .machine("embedded@10.24.12.100")
                .container("xeno")
                .state(ProcessState.READY)
                .pid(4711)
                .startTime(NOW.minusMillis(185_250))
                .readyTime(NOW.minusSeconds(180))
                .variants("verbose", "ec_pos")
                .restartCount(2)
                .cpuPercent(12.5)
                .residentBytes(1_048_576)
                .logFile("/tmp/xbot2.log")
                .message("said \"ready\"")
                .build();

        assertThat(StatusJson.document(List.of(process), NOW))
                .isEqualTo("{\"processes\":[{\"name\":\"xbot2\",\"session\":\"robot\","
                        + "\"machine\":\"embedded@10.24.12.100\",\"container\":\"xeno\",\"state\":\"READY\",\"code\":2,"
                        + "\"ready\":true,\"pid\":4711,\"exitCode\":null,\"signal\":null,"
                        + "\"startTime\":\"2026-01-01T11:56:54.750Z\",\"readyTime\":\"2026-01-01T11:57:00Z\","
                        + "\"uptimeSeconds\":185.25,\"variants\":[\"verbose\",\"ec_pos\"],\"restartCount\":2,"
                        + "\"cpuPercent\":12.5,\"residentBytes\":1048576,\"logFile\":\"/tmp/xbot2.log\","
                        + "\"message\":\"said \\\"ready\\\"\"}]}");
    }

    @Test
    void whatIsNotThereIsNull() {
        var process = process("imu").state(ProcessState.FAILED).signal(11).build();

        assertThat(StatusJson.document(List.of(process), NOW))
                .isEqualTo("{\"processes\":[{\"name\":\"imu\",\"session\":\"robot\",\"machine\":\"local\","
                        + "\"container\":null,\"state\":\"FAILED\",\"code\":-1,\"ready\":false,\"pid\":null,"
                        + "\"exitCode\":139,\"signal\":\"SIGSEGV\",\"startTime\":null,\"readyTime\":null,"
                        + "\"uptimeSeconds\":null,\"variants\":[],\"restartCount\":0,\"cpuPercent\":null,"
                        + "\"residentBytes\":null,\"logFile\":null,\"message\":null}]}");
    }

    @Test
    void noProcessesAreAnEmptyList() {
        assertThat(StatusJson.document(List.of(), NOW)).isEqualTo("{\"processes\":[]}");
    }
}
