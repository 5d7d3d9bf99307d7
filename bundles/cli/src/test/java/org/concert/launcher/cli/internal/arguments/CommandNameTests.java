/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.arguments;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandNameTests {

    @ParameterizedTest
    @CsvSource({
        "run status, run",
        "-c run status, status",
        "--config=x.yaml -l DEBUG kill imu, kill",
        "--help, ''",
        "--config run, ''",
        "-l, ''"
    })
    void firstArgumentThatBelongsToNoOptionIsTheCommand(String line, String command) {
        assertThat(CommandName.in(line.split(" "))).isEqualTo(command);
    }
}
