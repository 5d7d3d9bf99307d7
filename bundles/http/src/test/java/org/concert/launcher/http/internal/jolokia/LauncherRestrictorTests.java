/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.jolokia;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.ObjectName;
import org.concert.launcher.access.Role;
import org.concert.launcher.http.internal.access.Callers;
import org.concert.launcher.http.internal.access.OwnHosts;
import org.concert.launcher.http.internal.access.TrustedOrigins;
import org.jolokia.server.core.util.RequestType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherRestrictorTests {

    private final List<String> denied = new ArrayList<>();
    private final LauncherRestrictor restrictor = new LauncherRestrictor(
            OwnHosts.of(property -> null),
            TrustedOrigins.of(Map.of(TrustedOrigins.NAMES, "http://console:8080")::get),
            (caller, action, processes, reason) -> denied.add(caller.actor().user() + " " + action + " " + processes));

    @Test
    void ourMBeansAreReadAndOperated() throws Exception {
        var name = new ObjectName("org.concert.launcher:type=Process,session=s,name=imu");

        assertThat(restrictor.isAttributeReadAllowed(name, "State")).isTrue();
        assertThat(allowed(Role.OPERATOR, name, "start()")).isTrue();
        assertThat(restrictor.isObjectNameHidden(name)).isFalse();
        assertThat(restrictor.isAttributeWriteAllowed(name, "State")).isFalse();
    }

    @Test
    void figuresOfTheJvmAreOnlyRead() throws Exception {
        var name = new ObjectName("java.lang:type=Memory");

        assertThat(restrictor.isAttributeReadAllowed(name, "HeapMemoryUsage")).isTrue();
        assertThat(allowed(Role.OPERATOR, name, "gc")).isFalse();
        assertThat(restrictor.isAttributeWriteAllowed(name, "Verbose")).isFalse();
    }

    private boolean allowed(Role role, ObjectName name, String operation) {
        return Callers.as(role, () -> restrictor.isOperationAllowed(name, operation));
    }

    @ParameterizedTest
    @CsvSource({"tail, true", "tail(int), true", "processTree(), true", "plan, true", "start, false", "stop(), false"})
    void viewerHasTheOperationsThatOnlyRead(String operation, boolean expected) throws Exception {
        var name = new ObjectName("org.concert.launcher:type=Process,session=s,name=imu");

        assertThat(allowed(Role.VIEWER, name, operation)).isEqualTo(expected);
        assertThat(denied).hasSize(expected ? 0 : 1);
    }

    @Test
    void whoWasNotLetInByTheGuardHasNothing() throws Exception {
        var name = new ObjectName("org.concert.launcher:type=Process,session=s,name=imu");

        assertThat(restrictor.isRemoteAccessAllowed("127.0.0.1")).isFalse();
        assertThat(restrictor.isOperationAllowed(name, "tail")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.sun.management:type=HotSpotDiagnostic",
                "com.sun.management:type=DiagnosticCommand",
                "java.util.logging:type=Logging",
                "jdk.management.jfr:type=FlightRecorder",
                "org.concert.launcher.evil:type=Process",
                "org.apache.logging.log4j2:type=x"
            })
    void otherMBeansAreNotThere(String other) throws Exception {
        var name = new ObjectName(other);

        assertThat(restrictor.isAttributeReadAllowed(name, "State")).isFalse();
        assertThat(allowed(Role.OPERATOR, name, "start()")).isFalse();
        assertThat(restrictor.isObjectNameHidden(name)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = RequestType.class,
            names = {"WRITE", "CONFIG"})
    void writingIsNotAllowedAtAll(RequestType type) {
        assertThat(restrictor.isTypeAllowed(type)).isFalse();
    }

    @Test
    void onlyOwnAndTrustedPagesAndProgramsThatAreNoBrowserAreHeard() {
        assertThat(restrictor.isOriginAllowed(null, true)).isTrue();
        assertThat(restrictor.isOriginAllowed("http://localhost:8778", true)).isTrue();
        assertThat(restrictor.isOriginAllowed("http://console:8080", true)).isTrue();
        assertThat(restrictor.isOriginAllowed("http://console:8081", true)).isFalse();
        assertThat(restrictor.isOriginAllowed("http://evil.example", true)).isFalse();
        assertThat(restrictor.isOriginAllowed("null", true)).isFalse();
        assertThat(restrictor.isOriginAllowed("http://localhost:8778", false)
                        || restrictor.isOriginAllowed("http://console:8080", false))
                .as("no answer is handed to a page of another server")
                .isFalse();
    }
}
