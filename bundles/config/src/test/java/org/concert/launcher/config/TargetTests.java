/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTests {

    private static final String PROCESSES = """
            router: {cmd: router}
            link: {cmd: link, depends: [router]}
            nav:
              cmd: nav {speed}
              depends: [link]
              variants: {fast: {cmd: "{cmd} -f"}, world: [{sim: {params: {speed: 1}}}, {real: {cmd: "{cmd} --ip {ip}"}}]}
            """;

    @Test
    void targetIsAListOfProcessesOrHasVariantsAndMore() throws Exception {
        var config = read("""
                context:
                  targets:
                    comms: [router, link]
                    field: {run: [nav], targets: [comms], variants: [real, "nav:fast", "nav:world=real"], params: {ip: 1.50}}
                    idle: []
                    again: {targets: [field]}
                  boot: comms
                """);

        assertThat(config.targets()).containsOnlyKeys("comms", "field", "idle", "again");
        assertThat(config.boot()).isEqualTo("comms");
        assertThat(config.targets().get("comms").run()).containsExactly("router", "link");
        var field = config.targets().get("field");
        assertThat(field)
                .isEqualTo(new TargetConfig(
                        "field",
                        field.place(),
                        List.of("nav"),
                        List.of("comms"),
                        List.of("real", "nav:fast", "nav:world=real"),
                        Map.of("ip", "1.50")));
        assertThat(field.place()).hasToString("launcher.yaml:4:5");
        assertThat(config.targets().get("idle").run()).isEmpty();
        assertThat(config.targets().get("again").run()).isEmpty();
    }

    @Test
    void fileWithoutTargetsHasNone() throws Exception {
        assertThat(read("context: {session: s}\n").targets()).isEmpty();
        assertThat(read("context: {session: s}\n").boot()).isNull();
        assertThat(read("").targets()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: [nax]                              | context.targets.a: no process 'nax' (did you mean 'nav'?)",
                "a: {run: nav}                         | context.targets.a.run: must be a list, not 'nav'; write [nav]",
                "a: nav                                | context.targets.a: must be a mapping with run, targets, variants and params,"
                        + " or a list of processes, not 'nav'",
                "a: {runs: [nav]}                      | context.targets.a: unknown key 'runs' (did you mean 'run'?)",
                "a: {run: [nav, nav]}                  | context.targets.a.run: 'nav' is listed twice; remove one",
                "a: {targets: [b]}                     | context.targets.a.targets: no target 'b'; there are a",
                "a: {run: [nav], variants: [fats]}     | context.targets.a.variants: no process of this target knows variant 'fats'"
                        + " (did you mean 'fast'?)",
                "a: {run: [link], variants: [fast]}    | context.targets.a.variants: no process of this target knows variant 'fast';"
                        + " there are none",
                "a: {run: [nav], variants: [link:fast]}| context.targets.a.variants: no process of this target knows variant"
                        + " 'link:fast'; there are fast, sim, real",
                "a: {run: [nav], params: {spee: 1}}    | context.targets.a.params.spee: no process of this target uses parameter"
                        + " 'spee' (did you mean 'speed'?)",
                "custom: [nav]                         | context.targets.custom: is not a target name; use letters, digits, _ and -,"
                        + " and not 'custom', which is what no target is",
                "a: {targets: [b]}, b: {targets: [a]}  | context.targets.a.targets: targets build on each other: a -> b -> a;"
                        + " remove one of these",
                "a: {targets: [a]}                     | context.targets.a.targets: targets build on each other: a -> a;"
                        + " remove one of these",
            })
    void mistakeIsToldWithItsPlaceAndRemedy(String targets, String complaint) {
        assertThat(mistakes("context: {targets: {" + targets + "}}\n"))
                .singleElement()
                .asString()
                .endsWith(": " + complaint);
    }

    @Test
    void targetOfTheBootMustBeThere() {
        assertThat(mistakes("context: {targets: {a: [nav]}, boot: b}\n"))
                .singleElement()
                .asString()
                .endsWith("context.boot: no target 'b'; there are a");
    }

    private static LauncherConfig read(String context) throws ConfigException {
        return LauncherConfigReader.parse(context + PROCESSES, Path.of("launcher.yaml"));
    }

    private static List<Problem> mistakes(String context) {
        return catchThrowableOfType(ConfigException.class, () -> read(context)).problems();
    }
}
