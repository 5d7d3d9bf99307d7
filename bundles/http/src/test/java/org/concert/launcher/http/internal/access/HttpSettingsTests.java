/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HttpSettingsTests {

    private static final String PREFIX = HttpSettings.PID + ".";

    @Test
    void metatypeHasExactlyTheSettingsThatAreRead() throws Exception {
        Set<String> read = new TreeSet<>();
        Function<String, String> settings = name -> {
            read.add(name);
            return null;
        };

        OwnHosts.of(settings);
        TrustedOrigins.of(settings);
        LocalAccounts.of(settings);
        new SecurityHeaders(settings);

        read.remove(OwnHosts.BOUND);
        assertThat(described()).isEqualTo(read);
    }

    private static Set<String> described() throws Exception {
        String file = "/OSGI-INF/metatype/" + HttpSettings.class.getName() + ".xml";
        try (InputStream in = Objects.requireNonNull(HttpSettings.class.getResourceAsStream(file), file)) {
            String xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(xml).contains("pid=\"" + HttpSettings.PID + "\"");
            return Pattern.compile("<AD id=\"([^\"]+)\"")
                    .matcher(xml)
                    .results()
                    .map((MatchResult match) -> PREFIX + match.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
