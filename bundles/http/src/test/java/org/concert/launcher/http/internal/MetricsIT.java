/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.concert.launcher.api.ProcessState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Metrics and health in a real framework. */
class MetricsIT {

    @RegisterExtension
    static final ServedLauncher served = new ServedLauncher();

    @Test
    void processesAndTheJvmAreMeasured() throws Exception {
        served.launcher().become(ProcessState.READY);

        HttpResponse<String> metrics = served.server().get("/metrics");

        assertThat(metrics.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(metrics.body())
                .contains(
                        "concert_process_state{machine=\"local\",process=\"imu\",session=\"robot\",state=\"READY\"} 1")
                .contains("concert_process_ready{machine=\"local\",process=\"imu\",session=\"robot\"} 1")
                .contains("concert_process_restarts_total{machine=\"local\",process=\"imu\",session=\"robot\"} 0")
                .contains("concert_process_uptime_seconds{", "concert_launcher_file_ok{session=\"robot\"} 1")
                .contains("concert_launcher_target{session=\"robot\",target=\"field\"} 1")
                .contains("concert_process_deviates{action=\"start\",process=\"imu\",session=\"robot\"} 1")
                .contains("concert_build_info{version=", "jvm_memory_used_bytes{", "process_cpu_seconds_total");
    }

    @Test
    void healthSaysWhatIsWrong() throws Exception {
        HttpResponse<String> ready = served.server().get("/health/ready");
        served.hide();
        HttpResponse<String> nothing = served.server().get("/health");

        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body())
                .isEqualTo("{\"status\":\"UP\",\"live\":true,\"ready\":true,\"reasons\":[],\"trusted\":[]}");
        assertThat(nothing.statusCode()).isEqualTo(503);
        assertThat(nothing.body()).contains("\"ready\":false", "no launcher file is served yet");
        assertThat(served.server().get("/health/live").body()).isEqualTo("{\"status\":\"UP\",\"live\":true}");
    }
}
