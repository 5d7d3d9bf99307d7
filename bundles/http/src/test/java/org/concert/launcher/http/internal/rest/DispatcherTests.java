/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.concert.launcher.access.Role;
import org.concert.launcher.http.internal.events.EventHub;
import org.concert.launcher.http.internal.launchers.Launchers;
import org.concert.launcher.http.internal.resources.ResourceHistory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The guard learns from the routes who may ask for what. */
class DispatcherTests {

    private final Launchers launchers = new Launchers();
    private final Dispatcher servlet =
            new ApiServlet(launchers, new ResourceHistory(launchers, new EventHub(launchers)), List::of);

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/processes/robot/imu, viewer",
        "HEAD, /api/v1/processes/robot/imu, viewer",
        "POST, /api/v1/plan, viewer",
        "POST, /api/v1/processes/robot/imu/start, operator",
        "POST, /api/v1/start, operator",
        "PUT, /api/v1/plan, none",
        "POST, /api/v1/plan/x, none",
        "POST, /api/v1/%70lan, none",
        "OPTIONS, /api/v1/processes, none",
        "GET, /, none"
    })
    void roleStandsBesideTheRoute(String method, String path, String expected) {
        Optional<Role> role = servlet.role(method, path);

        assertThat(role.map(Role::word).orElse("none")).isEqualTo(expected);
    }
}
