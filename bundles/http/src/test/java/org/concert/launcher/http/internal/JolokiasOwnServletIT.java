/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A framework in which Jolokia's own bundle registers a servlet, too, and for ConfigAdmin a second time. */
class JolokiasOwnServletIT {

    @RegisterExtension
    static final ServedLauncher served = new ServedLauncher(folder -> Map.of(FelixServer.JOLOKIAS_OWN_SERVLET, "true"));

    @Test
    void oursAnswersAndAllowsNoMoreThanElsewhere() throws Exception {
        String state = served.server()
                .post("{'type':'read','mbean':'org.concert.launcher:type=Process,session=robot,name=imu',"
                        + "'attribute':'State'}")
                .body();
        String collected = served.server()
                .post("{'type':'exec','mbean':'java.lang:type=Memory','operation':'gc'}")
                .body();

        assertThat(state).contains("\"value\":\"STOPPED\"");
        assertThat(collected).contains("\"status\":403").doesNotContain("\"status\":200");
    }
}
