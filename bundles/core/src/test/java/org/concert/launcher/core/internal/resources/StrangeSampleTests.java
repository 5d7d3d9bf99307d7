/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.resources;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What an agent tells of /proc may be cut off, or come from a container that shows what it likes. */
class StrangeSampleTests {

    @Provide
    Arbitrary<String> samples() {
        return Arbitraries.of(
                        "sample ",
                        "sample 1 2.5 100 4096 4",
                        "sample 99999999999999999999 1 1 1 1",
                        "0 ",
                        "1 2 3",
                        "1 2 3 4:5:6:7",
                        "99999999999 1 1",
                        "1 99999999999999999999 1",
                        "1 2 3 4:5:99999999999999999999:0",
                        " ",
                        "\n",
                        ":",
                        "-1",
                        "ä",
                        "\u0000",
                        "1",
                        "sh: cannot fork\n")
                .list()
                .ofMaxSize(12)
                .map(pieces -> String.join("", pieces));
    }

    @Property
    void sampleIsReadOrPassedOver(@ForAll("samples") String sample) {
        assertThat(Sample.parse(sample)).isNotNull();
    }
}
