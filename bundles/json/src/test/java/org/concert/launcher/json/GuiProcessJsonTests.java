/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concert.launcher.json.DescriptionBuilder.described;
import static org.concert.launcher.json.SnapshotBuilder.process;

import java.util.List;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.VariantDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuiProcessJsonTests {

    @Test
    void variantsAreAnObjectByTheirNames() {
        var description = described("imu")
                .variants(List.of(
                        new VariantDescription("fast", List.of(), null),
                        new VariantDescription("ctrl", List.of("pos", "imp"), null),
                        new VariantDescription("rig", List.of("real"), null)))
                .build();

        String json = Json.document(
                generator -> GuiProcessJson.write(generator, process("imu").build(), description));

        assertThat(json)
                .contains("\"cmdline\":{\"fast\":{\"name\":\"fast\",\"type\":\"check\","
                        + "\"options\":[\"Default\",\"fast\"],\"default\":0,")
                .contains("\"ctrl\":{\"name\":\"ctrl\",\"type\":\"combo\",\"options\":[\"Default\",\"pos\",\"imp\"]")
                .contains("\"rig\":{\"name\":\"rig\",\"type\":\"check\",\"options\":[\"Default\",\"real\"]")
                .contains("\"docker\":\"\",\"visible\":true,\"category\":\"none\",\"is_custom\":false");
    }

    @ParameterizedTest
    @CsvSource({
        "STOPPED,   0,    Stopped", "DONE,     0,    Stopped", "EXITED,    0,    Stopped",
        "BLOCKED,   0,    Stopped", "WAITING,  0,    Waiting", "STARTING,  0,    Waiting",
        "RUNNING,   4711, Waiting", "READY,    4711, Running", "UNHEALTHY, 4711, Running",
        "STOPPING,  4711, Killing", "BACKOFF,  0,    Waiting", "UNKNOWN,   0,    Waiting",
        "FAILED,    0,    Killed", "FAILED,    4711, Waiting"
    })
    void stateHasAWordByWhichTheGuisOfferWhatCanBeDone(ProcessState state, long pid, String word) {
        SnapshotBuilder process = process("imu").state(state);

        assertThat(GuiProcessJson.status(
                        pid == 0 ? process.build() : process.pid(pid).build()))
                .isEqualTo(word);
    }

    @Test
    void newerGuisAreToldThatAStateIsNotKnown() {
        assertThat(GuiProcessJson.newerStatus(
                        process("imu").state(ProcessState.UNKNOWN).build()))
                .isEqualTo("unknown");
    }
}
