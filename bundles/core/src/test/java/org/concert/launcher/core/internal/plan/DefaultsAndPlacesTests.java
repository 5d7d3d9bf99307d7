/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.concert.launcher.api.LaunchPlan;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.api.StartRequest;
import org.concert.launcher.config.LauncherConfig;
import org.concert.launcher.config.LauncherConfigReader;
import org.junit.jupiter.api.Test;

/** What holds where nobody chooses, and what variants change of where a process runs and of what it depends on. */
class DefaultsAndPlacesTests {

    private static final String FILE = """
            context:
              session: robot
              params: {host: {default: base, values: [base, spare]}, rate: 5}
              targets:
                low: {run: [arm], params: {rate: 7}}
                high: {targets: [low], variants: [sim]}
                high_by_default: {targets: [low]}
            arm:
              cmd: arm {rate} {bus}
              machine: ann@{host}
              depends: [log]
              variants:
                where:
                  - sim: {machine: local, depends: [world], params: {bus: sim}}
                  - real: {default: true, params: {bus: ecat}}
                verbose: {cmd: "{cmd} -V"}
            world: {cmd: "world {map}", variants: {map: [hall: {default: true, params: {map: hall}}, yard: {params: {map: yard}}]}}
            log: {cmd: log}
            """;

    private static LauncherConfig config() throws Exception {
        return LauncherConfigReader.parse(FILE, Path.of("launcher.yaml"));
    }

    private static LaunchPlan plan(List<String> variants, Map<String, String> params) throws Exception {
        return LaunchPlanner.plan(config(), new StartRequest(List.of("arm"), variants, params));
    }

    private static LaunchStep arm(LaunchPlan plan) {
        return plan.byName().get("arm");
    }

    @Test
    void defaultOfAGroupIsTakenWhereNoOtherOptionIs() throws Exception {
        LaunchPlan plan = plan(List.of("verbose"), Map.of());

        assertThat(plan.steps()).extracting(LaunchStep::name).containsExactly("log", "arm");
        assertThat(arm(plan).command()).isEqualTo("arm 5 ecat -V");
        assertThat(arm(plan).machine()).isEqualTo("ann@base");
        assertThat(arm(plan).variants()).containsExactly("real", "verbose");
        assertThat(arm(plan).askedVariants()).containsExactly("verbose");
    }

    @Test
    void otherOptionHasItElsewhereAndDependOnMoreWhichKnowsVariantsInItsTurn() throws Exception {
        LaunchPlan plan = plan(List.of("sim", "yard"), Map.of());

        assertThat(plan.steps()).extracting(LaunchStep::name).containsExactly("world", "log", "arm");
        assertThat(arm(plan).machine()).isEqualTo("local");
        assertThat(arm(plan).dependsOn()).containsExactly("log", "world");
        assertThat(plan.byName().get("world").command()).isEqualTo("world yard");
    }

    @Test
    void variantOfWhatIsNotPartOfTheRunWithoutAnotherIsUnknown() {
        assertThatExceptionOfType(RequestException.class)
                .isThrownBy(() -> plan(List.of("yard"), Map.of()))
                .withMessage("no process of this run knows variant 'yard'; there are sim, real, verbose");
    }

    @Test
    void targetsKeepWhatWasChosenBelowAndTheDefaultElsewhere() throws Exception {
        LaunchStep simulated =
                LaunchPlanner.planTarget(config(), "high").byName().get("arm");
        LaunchStep real =
                LaunchPlanner.planTarget(config(), "high_by_default").byName().get("arm");

        assertThat(simulated.command()).isEqualTo("arm 7 sim");
        assertThat(simulated.defaults()).isEmpty();
        assertThat(real.command()).isEqualTo("arm 7 ecat");
        assertThat(real.defaults()).containsExactly("real");
    }

    @Test
    void parameterThatADefaultSetsCannotBeGiven() {
        assertThatExceptionOfType(RequestException.class)
                .isThrownBy(() -> plan(List.of(), Map.of("bus", "can")))
                .withMessage("parameter 'bus' is given with -p, but 'real', the default of arm.variants.where, sets it;"
                        + " choose another option for a value of its own");
    }

    @Test
    void parameterOfAPlaceIsOneThatTheFileNames() throws Exception {
        assertThat(arm(plan(List.of(), Map.of("host", "spare"))).machine()).isEqualTo("ann@spare");
        assertThatExceptionOfType(RequestException.class)
                .isThrownBy(() -> plan(List.of(), Map.of("host", "other")))
                .withMessage("parameter 'host' must be one of base, spare, not 'other'");
    }

    @Test
    void placeThatTheFileDoesNotNameIsRefusedWithThoseItDoes() throws Exception {
        var config = LauncherConfigReader.parse(
                "context: {params: {host: base}}\np: {cmd: x, machine: '{host}', docker: box}",
                Path.of("robot/l.yaml"));

        assertThatExceptionOfType(RequestException.class)
                .isThrownBy(() ->
                        LaunchPlanner.plan(config, new StartRequest(List.of("p"), List.of(), Map.of("host", "other"))))
                .withMessage(
                        "p: cannot run on other in container box: the launcher file has it on base in container box"
                                + " only, where every launcher looks for it; name the value in context.params");
    }
}
