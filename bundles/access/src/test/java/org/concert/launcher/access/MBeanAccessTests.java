/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import static org.assertj.core.api.Assertions.assertThat;

import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MBeanAccessTests {

    private static final String IMU = "org.concert.launcher:type=Process,session=robot,name=imu";

    @Test
    void ourOwnAreReadAndOperated() throws Exception {
        var imu = new ObjectName(IMU);

        assertThat(MBeanAccess.isReadable(imu, "State")).isTrue();
        assertThat(MBeanAccess.needed(imu, "start")).contains(Role.OPERATOR);
        assertThat(MBeanAccess.needed(imu, "tail")).contains(Role.VIEWER);
        assertThat(MBeanAccess.needed(imu, "history")).contains(Role.VIEWER);
    }

    @Test
    void figuresOfTheJvmAreReadAndItsSecretsAreNot() throws Exception {
        var runtime = new ObjectName("java.lang:type=Runtime");

        assertThat(MBeanAccess.isReadable(runtime, "Uptime")).isTrue();
        assertThat(MBeanAccess.isReadable(runtime, "SystemProperties")).isFalse();
        assertThat(MBeanAccess.isReadable(runtime, "InputArguments")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "dumpAllThreads, true",
        "findDeadlockedThreads, true",
        "getThreadInfo, true",
        "resetPeakThreadCount, false"
    })
    void stackTracesAreReadByOperationsThatChangeNothing(String operation, boolean allowed) throws Exception {
        assertThat(MBeanAccess.needed(new ObjectName("java.lang:type=Threading"), operation)
                        .isPresent())
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.sun.management:type=DiagnosticCommand",
                "com.sun.management:type=HotSpotDiagnostic",
                "java.util.logging:type=Logging",
                "JMImplementation:type=MBeanServerDelegate",
                "org.concert.launcher.evil:type=Process,name=imu",
                "java.lang.evil:type=Memory"
            })
    void othersAreNotThere(String name) throws Exception {
        var other = new ObjectName(name);

        assertThat(MBeanAccess.isVisible(other)).isFalse();
        assertThat(MBeanAccess.isReadable(other, "State")).isFalse();
        assertThat(MBeanAccess.needed(other, "dumpAllThreads")).isEmpty();
    }

    @Test
    void noOperationOfTheJvmThatDoesSomethingIsToBeHad() throws Exception {
        assertThat(MBeanAccess.needed(new ObjectName("java.lang:type=Memory"), "gc"))
                .isEmpty();
        assertThat(MBeanAccess.needed(new ObjectName("java.lang:type=Memory"), "getVerbose"))
                .isEmpty();
    }
}
