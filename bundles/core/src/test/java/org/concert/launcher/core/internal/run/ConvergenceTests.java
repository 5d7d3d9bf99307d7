/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessSnapshot.Launch.Definition;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.TargetPlan.Change;
import org.concert.launcher.config.DependencyGraph;
import org.junit.jupiter.api.Test;

/** Of core, which needs the one-shot home, and of app, which needs core. */
class ConvergenceTests {

    private final Map<String, LaunchStep> wanted = new LinkedHashMap<>();
    private final Map<String, ProcessSnapshot> present = new LinkedHashMap<>();
    private final DependencyGraph graph = DependencyGraph.of(Map.of("app", List.of("core"), "core", List.of("home")));

    private ConvergenceTests wants(String name, String... variants) {
        wanted.put(
                name,
                new LaunchStep(
                        name,
                        "local",
                        null,
                        "s",
                        name,
                        Map.of(),
                        true,
                        graph.direct(name),
                        List.of(variants),
                        List.of(),
                        Map.of(),
                        Map.of(),
                        null));
        return this;
    }

    private ConvergenceTests has(String name, ProcessState state, String... variants) {
        return has(name, state, Definition.PRESENT, variants);
    }

    private ConvergenceTests has(String name, ProcessState state, Definition definition, String... variants) {
        present.put(
                name,
                new ProcessSnapshot(
                        name,
                        "s",
                        "local",
                        null,
                        state,
                        "why",
                        new ProcessSnapshot.Launch(name, List.of(variants), Map.of(), null, definition),
                        state.isLive() ? 7L : null,
                        null,
                        ProcessSnapshot.Times.NONE,
                        ProcessSnapshot.Resources.UNKNOWN,
                        ProcessSnapshot.Counts.NONE));
        return this;
    }

    private List<String> changes() {
        return new Convergence(wanted, present, graph)
                .changes().stream().map(ConvergenceTests::words).toList();
    }

    private static String words(Change change) {
        return change.action() + " " + change.name() + (change.reason().isEmpty() ? "" : ": " + change.reason());
    }

    private boolean isInForce() {
        return new Convergence(wanted, present, graph).isInForce();
    }

    @Test
    void whatRunsAsTheTargetSaysIsKept() {
        wants("core", "fast").has("core", ProcessState.READY, "fast");

        assertThat(changes()).containsExactly("KEEP core");
        assertThat(isInForce()).isTrue();
    }

    @Test
    void variantThatTheTargetDoesNotGiveIsOneTooMany() {
        wants("core").has("core", ProcessState.READY, "fast");

        assertThat(changes()).containsExactly("RESTART core: runs with variants fast");
        assertThat(isInForce()).isFalse();
    }

    @Test
    void olderDefinitionIsRestartedAndWhatDependsOnItToo() {
        wants("core")
                .wants("app")
                .has("core", ProcessState.READY, Definition.OLDER)
                .has("app", ProcessState.READY);

        assertThat(changes())
                .containsExactly(
                        "RESTART core: was started with an older definition",
                        "RESTART app: depends on core, which ends");
    }

    @Test
    void whatAnotherFileHasStartedIsLeft() {
        has("app", ProcessState.READY, Definition.FOREIGN);

        assertThat(changes()).isEmpty();
        assertThat(isInForce()).isTrue();
    }

    @Test
    void whatIsOnItsWayOrToBeRestartedIsStoppedToo() {
        has("core", ProcessState.BACKOFF).has("app", ProcessState.WAITING).has("home", ProcessState.STOPPING);

        assertThat(changes()).containsExactly("STOP core", "STOP app", "STOP home");
    }

    @Test
    void whatIsAboutToBeRestartedByItsPolicyIsKept() {
        wants("core").has("core", ProcessState.BACKOFF);

        assertThat(changes()).containsExactly("KEEP core");
    }

    @Test
    void oneShotThatIsDoneIsKeptWhileWhatDependsOnItRuns() {
        wants("home").wants("core").has("home", ProcessState.DONE).has("core", ProcessState.READY);

        assertThat(changes()).containsExactly("KEEP home: done", "KEEP core");
        assertThat(isInForce()).isTrue();
    }

    @Test
    void oneShotThatIsDoneIsRunAgainForWhatIsStarted() {
        wants("home").wants("core").has("home", ProcessState.DONE).has("core", ProcessState.FAILED);

        assertThat(changes()).containsExactly("START home: again, since core is started", "START core");
        assertThat(isInForce()).as("what has died is asked for still").isTrue();
    }

    @Test
    void oneShotThatIsDoneIsRunAgainWhenWhatItNeedsIsRestarted() {
        wants("core").wants("app").has("core", ProcessState.READY, "fast").has("app", ProcessState.DONE);

        assertThat(changes())
                .containsExactly("RESTART core: runs with variants fast", "START app: depends on core, which ends");
    }

    @Test
    void oneShotThatIsDoneAndThatNothingDependsOnIsKept() {
        wants("home").has("home", ProcessState.DONE);

        assertThat(changes()).containsExactly("KEEP home: done");
    }

    @Test
    void whatMayRunWhereNobodyCanBeAskedIsToldAndNoReasonAgainstTheTarget() {
        wants("core").has("core", ProcessState.READY).has("app", ProcessState.UNKNOWN);

        assertThat(changes()).containsExactly("STOP app: may be running: why", "KEEP core");
        assertThat(isInForce()).isTrue();
    }
}
