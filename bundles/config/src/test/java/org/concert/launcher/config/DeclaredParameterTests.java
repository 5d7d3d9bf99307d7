/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is declared of parameters holds for the values that the file itself gives, in the words in which it is told of others. */
class DeclaredParameterTests {

    private static final String CONTEXT = """
            context:
              params:
                rate: {default: 5, type: int, min: 1, max: 9}
                mode: {values: [slow, fast]}
                any: {help: no matter what}
              targets: {all: {run: [p], params: %s}}
            """;

    private static final String PROCESS =
            "p: {cmd: \"x {rate} {mode} {any} {free}\", variants: {v: {params: %1$s}, g: [o: {params: %1$s}]}}\n";

    private static List<String> mistakes(String ofTarget, String ofVariants) {
        var refused = catchThrowableOfType(
                ConfigException.class,
                () -> LauncherConfigReader.parse(
                        CONTEXT.formatted(ofTarget) + PROCESS.formatted(ofVariants), Path.of("robot/launcher.yaml")));
        return refused == null
                ? List.of()
                : refused.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void valuesThatAreAsDeclaredAreTaken() {
        assertThat(mistakes("{rate: 9, mode: fast, any: 'x y', free: z}", "{rate: 1, mode: slow, any: ~, free: 0}"))
                .isEmpty();
    }

    @Test
    void valueOfATargetThatIsNotIsToldWhereItStands() {
        var rate = new ParameterConfig(
                null, ParameterConfig.Type.INT, List.of(), null, BigDecimal.ONE, new BigDecimal(9), "");

        assertThat(mistakes("{rate: 10, mode: quick}", "{rate: 1}"))
                .containsExactly(
                        "robot/launcher.yaml:6:44: context.targets.all.params.rate: " + rate.complaint("10"),
                        "robot/launcher.yaml:6:54: context.targets.all.params.mode: must be one of slow, fast, not 'quick'");
    }

    @Test
    void valueOfAVariantThatIsNotIsToldWhereItStands() {
        assertThat(mistakes("{}", "{mode: quick}"))
                .containsExactly(
                        "robot/launcher.yaml:7:72: p.variants.v.params.mode: must be one of slow, fast, not 'quick'",
                        "robot/launcher.yaml:7:104: p.variants.g.o.params.mode: must be one of slow, fast, not 'quick'");
    }
}
