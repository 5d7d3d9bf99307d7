/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartRequestTests {

    @Test
    void requestWithoutAProcessIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(StartRequest::of)
                .withMessage("Cannot start: no process is named");
    }

    @Test
    void requestDoesNotChangeWithTheCollectionsItWasMadeOf() {
        List<String> names = new ArrayList<>(List.of("a"));
        Map<String, String> params = new HashMap<>(Map.of("k", "v"));

        var request = new StartRequest(names, List.of(), params);
        names.add("b");
        params.clear();

        assertThat(request.names()).containsExactly("a");
        assertThat(request.params()).containsEntry("k", "v");
    }

    @Test
    void requestTellsWhetherItCameFromOutside() {
        assertThat(StartRequest.fromOutside(List.of("p"), List.of(), Map.of()).fromOutside())
                .isTrue();
        assertThat(StartRequest.of("p").fromOutside()).isFalse();
    }
}
