/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RemoteJmxSettingsTests {

    @Test
    void metatypeHasExactlyTheSettingsThatAreRead() throws Exception {
        Set<String> read = new TreeSet<>();

        // All are read before the key turns out not to be there.
        assertThatThrownBy(() -> RemoteSettings.of(
                        name -> {
                            read.add(name);
                            return name.equals(RemoteSettings.HOST) ? "127.0.0.1" : "/no/such/file";
                        },
                        () -> 0))
                .isInstanceOf(IOException.class);

        assertThat(described()).isEqualTo(read);
    }

    private static Set<String> described() throws Exception {
        String file = "/OSGI-INF/metatype/" + RemoteJmxSettings.class.getName() + ".xml";
        try (InputStream in = Objects.requireNonNull(RemoteJmxSettings.class.getResourceAsStream(file), file)) {
            String xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(xml).contains("pid=\"" + RemoteJmxSettings.PID + "\"");
            return Pattern.compile("<AD id=\"([^\"]+)\"")
                    .matcher(xml)
                    .results()
                    .map(match -> RemoteJmx.PREFIX + match.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
