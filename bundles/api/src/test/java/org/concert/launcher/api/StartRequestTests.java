/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"", "1.50", "/opt/x-y_z.yaml", "a:=b,c@d%e+f", "--flag=on"})
    void harmlessValueFromOutsideIsTaken(String value) {
        var request = StartRequest.fromOutside(List.of("p"), List.of("Base Only"), Map.of("k", value));

        assertThat(request.params()).containsEntry("k", value);
        assertThat(request.variants()).containsExactly("Base Only");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b", "a\n", "\na", "a\u0000", "$(id)", "`id`", "a;b", "a|b", "a&b", "'", "\"", "\\", "~", "*", "?",
                "#", "!", "{x}", "<x", "ä", "\u0661"
            })
    void shellSyntaxFromOutsideIsRefused(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StartRequest.fromOutside(List.of("p"), List.of(), Map.of("pose", value)))
                .withMessageStartingWith("Cannot use the value '" + value + "' for parameter 'pose'")
                .withMessageEndingWith("over JMX and HTTP a value may hold only letters, digits and _./:=,@%+-");
    }
}
