/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Bundle;

/** Each feature can be installed singly: its bundles, and those of the features it names as needed, are enough. */
@ResourceLock(ExamFramework.MBEANS)
class FeaturesIT {

    private static final String GOGO = "org.apache.felix.gogo.runtime";

    @ParameterizedTest
    @CsvSource({
        "base",
        "base core",
        "base core ssh",
        "base core docker",
        "base core jmx",
        "base core services",
        "base core jmx http",
        "base core shell",
        "base core ssh docker jmx services http shell"
    })
    void bundlesOfTheFeaturesResolveAndStartInABareFelix(String features) throws Exception {
        try (BareFelix felix =
                BareFelix.start(Map.of("org.osgi.service.http.port", "0", "org.apache.felix.http.host", "127.0.0.1"))) {
            if (features.contains("shell")) {
                felix.install(FeatureFile.artifact(GOGO));
            }
            felix.install(FeatureFile.bundles(features.split(" ", -1)));

            felix.startAll();

            assertThat(felix.context().getBundles())
                    .allSatisfy(bundle -> assertThat(bundle.getState())
                            .as(bundle.getSymbolicName())
                            .isEqualTo(Bundle.ACTIVE));
        }
    }
}
