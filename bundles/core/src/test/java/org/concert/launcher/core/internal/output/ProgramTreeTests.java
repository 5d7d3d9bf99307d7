/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgramTreeTests {

    @Test
    void programsStandBelowTheOneThatStartedThem() {
        String listed = "30 20 c  \n10 1 bash -ic 'a  b'\n40 1 detached\n20 10 b\n9 10 a\nnonsense";

        assertThat(ProgramTree.draw(listed)).isEqualTo("""
                10 bash -ic 'a  b'
                ├─ 9 a
                └─ 20 b
                   └─ 30 c
                40 detached""");
        assertThat(ProgramTree.draw("")).isEmpty();
    }
}
