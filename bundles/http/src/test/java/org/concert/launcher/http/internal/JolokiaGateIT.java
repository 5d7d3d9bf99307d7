/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JolokiaGateIT {

    @Test
    void jolokiaIsShutWhenNobodyToldItToAskTheRestrictor(@TempDir Path cache) throws Exception {
        try (var server = new FelixServer(cache, Map.of())) {
            var answer = server.get("/jolokia/version");

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("org.jolokia.useRestrictorService");
        }
    }
}
