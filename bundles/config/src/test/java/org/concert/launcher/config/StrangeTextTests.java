/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in a launcher file, it is read, or refused in words with a place. */
class StrangeTextTests {

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "context",
                "p",
                "q",
                "cmd",
                "depends",
                "variants",
                "params",
                "env",
                "ready_check",
                "ready_port",
                "targets",
                "session",
                "restart",
                "default",
                "type",
                "values",
                "min",
                ".a",
                "<<",
                ": ",
                ":",
                "\n",
                "\n  ",
                "\n    ",
                "- ",
                "{",
                "}",
                "[",
                "]",
                ", ",
                "&a ",
                "*a",
                "!!int ",
                "!x ",
                "|\n",
                ">\n",
                "'",
                "\"",
                "# ",
                "---\n",
                "...",
                "%",
                "{x}",
                "{{",
                "${Y}",
                "1",
                "-1",
                "1e9",
                "0x1f",
                "on",
                "~",
                "null",
                "200ms",
                "999999999999999999999h",
                "\t",
                "\u0000",
                "\u0085",
                "\ufeff",
                "\ud83d\ude00",
                "\ud800",
                "ä",
                "<<<<<<< HEAD\n",
                "? ",
                "@",
                "`");
        return pieces.list().ofMaxSize(60).map(all -> String.join("", all));
    }

    @Provide
    Arbitrary<String> processes() {
        return texts().map(text -> "context: {session: s}\np: {cmd: x}\nq:\n  cmd: y\n  " + text);
    }

    @Property
    void textIsReadOrRefusedInWords(@ForAll("texts") String text) {
        readOrRefused(text);
    }

    @Property
    void processIsReadOrRefusedInWords(@ForAll("processes") String text) {
        readOrRefused(text);
    }

    private static void readOrRefused(String text) {
        try {
            assertThat(LauncherConfigReader.parse(text, Path.of("launcher.yaml")))
                    .isNotNull();
        } catch (ConfigException e) {
            assertThat(e.getMessage()).startsWith("launcher.yaml:");
        }
    }
}
