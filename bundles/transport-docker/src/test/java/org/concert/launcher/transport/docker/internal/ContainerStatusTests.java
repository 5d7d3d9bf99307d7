/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.docker.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerStatusTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            paused     | false | it is paused; go on with it by: docker unpause box
            restarting | false | it is restarting, as its main program ended with exit code 137; see: docker logs box
            created    | true  | it was never started; start it by: docker start box
            exited     | true  | it is stopped (exit code 137); start it by: docker start box
            removing   | true  | it is being removed (removing); make it anew
            dead       | true  | it is being removed (dead); make it anew
            odd        | false | its state is odd
            """)
    void whatDoesNotRunIsToldWithItsRemedy(String state, boolean nothingRuns, String told) {
        var status = new ContainerStatus(state, 137);

        assertThat(status.usable()).isFalse();
        assertThat(status.exception("box", "me@robot"))
                .hasMessage("Cannot use container box on machine me@robot: " + told)
                .matches(exception -> exception.isNothingRunning() == nothingRuns, "tells whether anything can live");
    }

    @Test
    void runningContainerCanBeUsed() {
        assertThat(new ContainerStatus("running", 0).usable()).isTrue();
    }
}
