/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.arguments;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OthersWordsTests {

    @ParameterizedTest
    @CsvSource({
        "start imu -v fast, run imu -v fast",
        "-c robot.yaml stop imu, -c robot.yaml kill imu",
        "-c stop status, -c stop status",
        "-c stop stop imu, -c stop kill imu",
        "ps --json, status --json",
        "top imu, status --watch imu",
        "logs imu, watch imu --no-follow",
        "logs imu --no-follow, watch imu --no-follow",
        "logs -f imu --tail 5, watch imu -n 5",
        "logs --tail=5 imu, watch --lines=5 imu --no-follow",
        "version, --version",
        "help, --help",
        "help run, run --help",
        "help logs, watch --help --no-follow",
        "run start, run start",
        "run imu --variants fast --params hz:=5, run imu -v fast -p hz:=5",
        "run imu --params=hz:=5, run imu -p hz:=5",
        "watch --num-lines 5 imu, watch -n 5 imu",
        "--ssh-retries 3 run imu, run imu",
        "--ssh-retries=3 run imu, run imu",
        "-l WARNING status, -l WARN status",
        "status --log-level CRITICAL, status --log-level ERROR",
        "run imu -v WARNING, run imu -v WARNING",
        "-h, -h"
    })
    void commandsOfOthersAreTakenForOurs(String typed, String ours) {
        assertThat(String.join(" ", OthersWords.translated(typed.split(" ", -1))))
                .isEqualTo(ours);
    }
}
