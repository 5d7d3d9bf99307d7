/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.concert.launcher.access.Role;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTests {

    @ParameterizedTest
    @CsvSource({
        "GET, /, open",
        "GET, /index.html, open",
        "GET, /console/app.js, open",
        "GET, /console/lib/xterm/lib/xterm.js, open",
        "GET, /health, open",
        "GET, /health/live, open",
        "GET, /api/v1/me, open",
        "POST, /api/v1/login, open",
        "PUT, /console/app.js, operator",
        "GET, /healthy, viewer",
        "GET, /consoleX, viewer",
        "GET, /metrics, viewer",
        "GET, /events, viewer",
        "GET, /api/v1/processes, viewer",
        "POST, /api/v1/plan/x, operator",
        "POST, /api/v1/start, operator",
        "PUT, /process/imu/command/start, operator",
        "DELETE, /api/v1/login, operator",
        "POST, /jolokia, viewer",
        "POST, /jolokia/, viewer",
        "POST, /jolokiaX, operator",
        "POST, /jolokia/;x/../api, operator",
        "GET, /console/%2e%2e/metrics, viewer",
        "GET, /console//metrics, viewer",
        "GET, /console;x/metrics, viewer",
        "GET, //console/x, viewer",
        "GET, /console/..%2fmetrics, viewer",
        "GET, /health/.hidden, viewer"
    })
    void roleIsThatOfPathAndMethod(String method, String path, String expected) {
        assertThat(RequestPath.of(path).needed(method).map(Role::word).orElse("open"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/../metrics",
                "/console/%2e%2e/metrics",
                "/console/%2E./metrics",
                "/console/..;x/metrics",
                "/console/..%2fmetrics",
                "/console/..\\metrics",
                "/console/%5c..%5cmetrics",
                "/..",
                "/x/.",
                "/x%00y",
                "/x%0d%0aSet-Cookie:y"
            })
    void tricksAreHostile(String path) {
        assertThat(RequestPath.of(path).isHostile()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/console/lib/xterm/lib/xterm.js",
                "/jolokia/read/org.concert.launcher:type=Process,session=robot,name=a!/b/State",
                "/api/v1/processes/robot/a..b",
                "/api/v1/processes/robot/%C3%A4"
            })
    void honestPathsAreNot(String path) {
        assertThat(RequestPath.of(path).isHostile()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"/a, open", "/a;, viewer", "//, viewer", "/.., viewer", "/%2e, viewer"})
    void pathOfManySegmentsIsReadInGoodOrder(String piece, String expected) {
        RequestPath path = RequestPath.of("/console" + piece.repeat(100_000));

        assertThat(path.needed("GET").map(Role::word).orElse("open")).isEqualTo(expected);
        assertThat(path.isHostile()).isEqualTo(piece.contains("..") || piece.contains("%2e"));
    }
}
