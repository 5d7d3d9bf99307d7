/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the web server answers by itself tells nothing of what it is made of. */
class ErrorPagesIT {

    @RegisterExtension
    static final ServedLauncher served = new ServedLauncher();

    private static String answer(String request) throws Exception {
        int port = served.server().port();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(request.replace("HOST", "127.0.0.1:" + port)
                            .replace("\\n", "\r\n")
                            .replace("LONG", "x".repeat(20_000))
                            .getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /api/v1/processes?session=%ZZ HTTP/1.1\\nHost: HOST\\nConnection: close\\n\\n | 400",
                "GET /api/v1/audit?limit=%ZZ HTTP/1.1\\nHost: HOST\\nConnection: close\\n\\n | 400",
                "GET /events?output=%ZZ HTTP/1.1\\nHost: HOST\\nConnection: close\\n\\n | 400",
                "GET /jolokia/version?maxDepth=%ZZ HTTP/1.1\\nHost: HOST\\nConnection: close\\n\\n | 400",
                "GET /api/v1/processes?session=%FF HTTP/1.1\\nHost: HOST\\nConnection: close\\n\\n | 400",
                "GET /jolokia/version?maxDepth=x HTTP/1.1\\nHost: HOST\\nConnection: close\\n\\n | 400",
                "GET /%ZZ HTTP/1.1\\nHost: HOST\\nConnection: close\\n\\n | 400",
                "GET /%c0%ae HTTP/1.1\\nHost: HOST\\nConnection: close\\n\\n | 400",
                "GET / HTTP/9.9\\nHost: HOST\\n\\n | 505",
                "GET /metrics HTTP/1.1\\n\\n | 400",
                "GET / HTTP/1.1\\nHost: a b\\n\\n | 400",
                "GET /LONG HTTP/1.1\\nHost: HOST\\n\\n | 414",
                "GET / HTTP/1.1\\nHost: HOST\\nX: LONG\\n\\n | 431",
                "POST /jolokia HTTP/1.1\\nHost: HOST\\nContent-Length: x\\n\\n | 400",
                "POST /jolokia HTTP/1.1\\nHost: HOST\\nTransfer-Encoding: chunked\\nConnection: close\\n\\nZZ\\n | 400",
                "GET /nowhere HTTP/1.1\\nHost: HOST\\nConnection: close\\n\\n | 404",
            })
    void answerHasNoStackTraceAndNoVersion(String request, String status) throws Exception {
        String answer = answer(request);

        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .doesNotContainIgnoringCase("jetty")
                .doesNotContainIgnoringCase("felix")
                .doesNotContainPattern("(?i)exception|\\bat [a-z]+\\.|Caused by|Server:");
    }

    @Test
    void pathThatThereIsNotIsToldInJson() throws Exception {
        assertThat(answer("GET /nowhere HTTP/1.1\\nHost: HOST\\nConnection: close\\n\\n"))
                .contains("application/problem+json", "\"detail\":\"Cannot find this path");
    }
}
