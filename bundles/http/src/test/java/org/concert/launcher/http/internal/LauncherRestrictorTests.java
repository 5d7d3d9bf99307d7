/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import javax.management.ObjectName;
import org.jolokia.server.core.util.RequestType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherRestrictorTests {

    private final LauncherRestrictor restrictor = new LauncherRestrictor(OwnHosts.of(property -> null));

    @Test
    void ourMBeansAreReadAndOperated() throws Exception {
        var name = new ObjectName("org.concert.launcher:type=Process,session=s,name=imu");

        assertThat(restrictor.isAttributeReadAllowed(name, "State")).isTrue();
        assertThat(restrictor.isOperationAllowed(name, "start()")).isTrue();
        assertThat(restrictor.isObjectNameHidden(name)).isFalse();
        assertThat(restrictor.isAttributeWriteAllowed(name, "State")).isFalse();
    }

    @Test
    void figuresOfTheJvmAreOnlyRead() throws Exception {
        var name = new ObjectName("java.lang:type=Memory");

        assertThat(restrictor.isAttributeReadAllowed(name, "HeapMemoryUsage")).isTrue();
        assertThat(restrictor.isOperationAllowed(name, "gc")).isFalse();
        assertThat(restrictor.isAttributeWriteAllowed(name, "Verbose")).isFalse();
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
        assertThat(restrictor.isOperationAllowed(name, "start()")).isFalse();
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
    void onlyOwnPagesAndProgramsThatAreNoBrowserAreHeard() {
        assertThat(restrictor.isOriginAllowed(null, true)).isTrue();
        assertThat(restrictor.isOriginAllowed("http://localhost:8778", true)).isTrue();
        assertThat(restrictor.isOriginAllowed("http://evil.example", true)).isFalse();
        assertThat(restrictor.isOriginAllowed("null", true)).isFalse();
        assertThat(restrictor.isOriginAllowed("http://localhost:8778", false))
                .as("no answer is handed to a page of another server")
                .isFalse();
    }
}
