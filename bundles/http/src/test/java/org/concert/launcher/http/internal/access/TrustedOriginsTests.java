/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TrustedOriginsTests {

    @Test
    void originsThatAreListedAreTrusted() {
        TrustedOrigins trusted = trusted("http://127.0.0.1:8080, https://Console.example");

        assertThat(trusted.contains(origin("http://127.0.0.1:8080/hawtio/"))).isTrue();
        assertThat(trusted.contains(origin("https://console.example"))).isTrue();
    }

    @Test
    void otherPortsSchemesAndHostsAreNot() {
        TrustedOrigins trusted = trusted("http://127.0.0.1:8080");

        assertThat(trusted.contains(origin("http://127.0.0.1:8081"))).isFalse();
        assertThat(trusted.contains(origin("https://127.0.0.1:8080"))).isFalse();
        assertThat(trusted.contains(origin("http://localhost:8080"))).isFalse();
    }

    @Test
    void whatIsNoOriginIsLeftOut() {
        assertThat(trusted("*, null, console:8080, http://console:8080").origins())
                .containsExactly(origin("http://console:8080"));
    }

    @Test
    void noneIsTrustedUnlessListed() {
        assertThat(TrustedOrigins.of(property -> null).origins()).isEmpty();
        assertThat(trusted("").origins()).isEmpty();
    }

    private static TrustedOrigins trusted(String listed) {
        return TrustedOrigins.of(Map.of(TrustedOrigins.NAMES, listed)::get);
    }

    private static Origin origin(String header) {
        return Origin.of(header).orElseThrow();
    }
}
