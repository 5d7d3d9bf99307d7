/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.core.internal.run.Conflict.Running;
import org.junit.jupiter.api.Test;

/** A start of app, which needs core, which needs bus. */
class ConflictTests {

    private final Map<String, LaunchStep> steps = new LinkedHashMap<>();
    private final Map<String, Running> running = new LinkedHashMap<>();

    private ConflictTests step(String name, List<String> variants, Map<String, String> params, String... dependsOn) {
        steps.put(
                name,
                new LaunchStep(
                        name,
                        "local",
                        null,
                        "s",
                        name,
                        Map.of(),
                        true,
                        List.of(dependsOn),
                        variants,
                        List.of(),
                        params,
                        Map.of(),
                        null));
        return this;
    }

    private ConflictTests runs(String name, List<String> variants, Map<String, String> params) {
        running.put(name, new Running(variants, params));
        return this;
    }

    private Conflict start(String... names) {
        return new Conflict(steps, List.of(names), name -> Optional.ofNullable(running.get(name)));
    }

    private ConflictTests withVerbose() {
        return step("bus", List.of(), Map.of())
                .step("core", List.of("verbose"), Map.of(), "bus")
                .step("app", List.of("verbose"), Map.of(), "core");
    }

    @Test
    void whatWasNamedMustRunAsItIsAskedFor() {
        withVerbose().runs("app", List.of("pos"), Map.of());

        assertThat(start("app").complaints())
                .containsExactly("Cannot start app: it runs already, with variants pos; stop it first to start it with"
                        + " variants verbose");
    }

    @Test
    void variantsThatAreNotGivenDoNotMatter() {
        step("app", List.of(), Map.of()).runs("app", List.of("pos"), Map.of("rate", "100"));

        assertThat(start("app").complaints()).isEmpty();
    }

    @Test
    void dependencyThatRunsOtherwiseIsLeftAsItIs() {
        withVerbose().runs("core", List.of("pos"), Map.of());

        assertThat(start("app").complaints()).isEmpty();
        assertThat(start("app").parts()).containsExactly("app", "core");
    }

    @Test
    void variantThatOnlyADependencyKnowsWhichRunsWithoutItReachesNothing() {
        step("core", List.of("verbose"), Map.of())
                .step("app", List.of(), Map.of(), "core")
                .runs("core", List.of(), Map.of());

        assertThat(start("app").complaints())
                .containsExactly("Cannot start app: variant 'verbose' is for core, which runs already, and is left as"
                        + " it is; stop it first, or ask for it by name");
    }

    @Test
    void variantWithWhichTheDependencyRunsAlreadyIsThere() {
        step("core", List.of("verbose"), Map.of())
                .step("app", List.of(), Map.of(), "core")
                .runs("core", List.of("verbose"), Map.of());

        assertThat(start("app").complaints()).isEmpty();
    }

    @Test
    void parameterOfWhatIsNotStartedSinceWhatNeedsItRunsReachesNothing() {
        step("bus", List.of(), Map.of("rate", "100"))
                .step("app", List.of(), Map.of(), "bus")
                .runs("app", List.of(), Map.of());

        assertThat(start("app").complaints())
                .containsExactly("Cannot start app: parameter 'rate' is for bus, and what needs that runs already, so"
                        + " it is not started; ask for it by name");
    }

    @Test
    void parametersOfWhatWasNamedMustBeTheSame() {
        step("app", List.of(), Map.of("rate", "200")).runs("app", List.of(), Map.of("rate", "100"));

        assertThat(start("app").complaints())
                .containsExactly(
                        "Cannot start app: it runs already, with rate:=100; stop it first to start it with rate:=200");
    }

    @Test
    void whatHasAPartIsWhatIsStartedAndWhatThatNeeds() {
        withVerbose();
        assertThat(start("app").parts()).containsExactly("app", "core", "bus");

        assertThat(start("app").started()).containsExactly("app", "core", "bus");

        runs("core", List.of("verbose"), Map.of());
        assertThat(start("app").parts()).containsExactly("app", "core");
        assertThat(start("app").started()).containsExactly("app");
    }
}
