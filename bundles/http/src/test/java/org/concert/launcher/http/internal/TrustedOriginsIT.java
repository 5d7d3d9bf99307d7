/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.concert.launcher.http.internal.access.TrustedOrigins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests of the page of a console that the framework properties trust, in a real framework. */
class TrustedOriginsIT {

    private static final String READ_STATE =
            "/jolokia/read/org.concert.launcher:type=Process,session=robot,name=imu/State";
    private static final String CONSOLE = "http://console.example:8080";

    @RegisterExtension
    static final ServedLauncher served = new ServedLauncher(folder -> Map.of(TrustedOrigins.NAMES, CONSOLE));

    @Test
    void requestThatATrustedConsolePassesOnIsAnswered() throws Exception {
        HttpResponse<String> answer = ask(CONSOLE, "same-origin");

        assertThat(answer.body()).contains("\"value\":\"STOPPED\"");
        assertThat(answer.headers().map())
                .as("a page of the console itself may not read the answer")
                .doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void otherPageOfThatHostIsRefused() throws Exception {
        HttpResponse<String> answer = ask("http://console.example:8081", "same-origin");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains(TrustedOrigins.NAMES);
    }

    @Test
    void requestThatTheBrowserSendsByItselfIsRefused() throws Exception {
        assertThat(ask(CONSOLE, "cross-site").statusCode()).isEqualTo(403);
    }

    private static HttpResponse<String> ask(String origin, String site) throws Exception {
        HttpRequest request = served.server()
                .request(READ_STATE)
                .header("Origin", origin)
                .header("Referer", origin + "/")
                .header("Sec-Fetch-Site", site)
                .build();
        return served.server().send(request);
    }
}
