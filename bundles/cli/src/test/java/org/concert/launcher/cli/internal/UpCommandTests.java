/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concert.launcher.cli.internal.CommandRun.NOW;
import static org.concert.launcher.json.SnapshotBuilder.process;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.concert.launcher.access.AuditEntry;
import org.concert.launcher.access.AuditLog;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.ProcessOutcome.Result;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.TargetPlan;
import org.concert.launcher.api.TargetPlan.Action;
import org.concert.launcher.api.TargetPlan.Change;
import org.concert.launcher.cli.internal.view.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpCommandTests {

    private final CommandRun cli = new CommandRun(Path.of("nowhere"));
    private final FakeLauncher launcher = cli.launcher;

    @BeforeEach
    void useSomeFile() {
        cli.variables.put("CONCERT_LAUNCHER_DEFAULT_CONFIG", "/");
        launcher.with(Samples.description("link")).with(Samples.description("nav", "link"));
        launcher.with(Samples.description("camera"));
        launcher.targets.put(
                "field",
                new TargetPlan(
                        "field",
                        List.of(
                                new Change("camera", Action.STOP, List.of(), Map.of(), ""),
                                new Change("link", Action.KEEP, List.of(), Map.of(), ""),
                                new Change(
                                        "nav",
                                        Action.RESTART,
                                        List.of("real"),
                                        Map.of("speed", "1"),
                                        "runs with variants sim"))));
    }

    @Test
    void planShowsWhatIsToBeDoneAndDoesNothing() {
        int code = cli.run("up", "field", "--plan");

        assertThat(cli.out()).isEqualTo("""
                ACTION   NAME    WITH           REASON
                stop     camera  -              -
                restart  nav     real,speed:=1  runs with variants sim
                field: 1 to stop, 1 to restart, 1 left alone
                """);
        assertThat(launcher.asked).containsExactly("look []", "close");
        assertThat(code).isZero();
    }

    @Test
    void planOfWhatIsReachedSaysSo() {
        launcher.targets.put(
                "field", new TargetPlan("field", List.of(new Change("link", Action.KEEP, List.of(), Map.of(), ""))));

        cli.run("up", "--plan");

        assertThat(cli.out()).isEqualTo("Nothing to do: all of field is as it should be\n");
    }

    @Test
    void planIsJsonOnRequest() {
        cli.run("up", "field", "--plan", "--json");

        assertThat(cli.out())
                .isEqualTo("{\"target\":\"field\",\"reached\":false,\"changes\":["
                        + "{\"name\":\"camera\",\"action\":\"stop\",\"variants\":[],\"params\":{},\"reason\":null},"
                        + "{\"name\":\"link\",\"action\":\"keep\",\"variants\":[],\"params\":{},\"reason\":null},"
                        + "{\"name\":\"nav\",\"action\":\"restart\",\"variants\":[\"real\"],\"params\":{\"speed\":\"1\"},"
                        + "\"reason\":\"runs with variants sim\"}]}\n");
    }

    @Test
    void upTellsWhatGoesOnAndSumsItUp() {
        launcher.meanwhile = () -> {
            launcher.change(NOW, process("camera").state(ProcessState.STOPPING));
            launcher.change(NOW, process("nav").state(ProcessState.STARTING));
            launcher.change(NOW, process("nav").state(ProcessState.READY));
            launcher.outcome.complete(new Outcome(List.of(
                    new ProcessOutcome("camera", Result.STOPPED, "", null),
                    new ProcessOutcome("nav", Result.STARTED, "", null),
                    new ProcessOutcome("link", Result.ALREADY_RUNNING, "", null))));
        };

        int code = cli.run("up");

        assertThat(cli.out()).isEqualTo("""
                14:03:07.120 camera: STOPPING
                14:03:07.120 nav: STARTING
                14:03:07.120 nav: READY
                field is up in 0.0 s: started nav; stopped camera; 1 left alone
                """);
        assertThat(launcher.asked).containsExactly("look []", "up field", "close");
        assertThat(code).isZero();
    }

    @Test
    void whatFailedIsTold() {
        launcher.outcome.complete(new Outcome(
                List.of(new ProcessOutcome("nav", Result.FAILED, "not started: was overtaken by up sim", null))));

        int code = cli.run("up", "field");

        assertThat(cli.out()).as(cli.err()).isEqualTo("field is not up\n");
        assertThat(cli.err()).contains("was overtaken by up sim");
        assertThat(code).isEqualTo(1);
    }

    private void broughtUp(String target) {
        AuditLog.of(cli.variables)
                .write(new AuditEntry(
                        Instant.EPOCH,
                        "ann",
                        "command line",
                        "up",
                        launcher.session(),
                        List.of(target),
                        List.of(),
                        Map.of(),
                        AuditEntry.Result.ACCEPTED,
                        ""));
    }

    @Test
    void previousTargetIsTheLastButThePresentOne(@TempDir Path folder) {
        cli.variables.put("XDG_STATE_HOME", folder.toString());
        launcher.targets.put("sim", new TargetPlan("sim", List.of()));
        launcher.outcome.complete(new Outcome(List.of()));
        launcher.target = "sim";
        for (String target : List.of("sim", "field", "field", "gone", "sim")) {
            broughtUp(target);
        }

        int code = cli.run("up", "--previous");

        assertThat(launcher.asked).contains("up field");
        assertThat(code).as(cli.err()).isZero();
    }

    @Test
    void thereMayBeNoPreviousTarget(@TempDir Path folder) {
        cli.variables.put("XDG_STATE_HOME", folder.toString());
        launcher.target = "field";
        broughtUp("field");

        assertThat(cli.run("up", "--previous")).isEqualTo(2);
        assertThat(cli.err()).contains("no other target than the present one was brought up from this account");
        assertThat(cli.run("up", "field", "--previous")).isEqualTo(2);
    }

    @Test
    void withoutANameThereMustBeOneTargetOnly() {
        launcher.targets.put("sim", new TargetPlan("sim", List.of()));

        assertThat(cli.run("up")).isEqualTo(2);
        assertThat(cli.err()).isEqualTo("concert_launcher: no target is named; there are field, sim\n");
    }

    @Test
    void fileWithoutTargetsIsToldHowToWriteThem() {
        launcher.targets.clear();

        assertThat(cli.run("up")).isEqualTo(2);
        assertThat(cli.err()).contains("has no targets; they stand in context.targets, as in {field: [PROCESS...]}");
    }

    @Test
    void downStopsAll() {
        launcher.outcome.complete(new Outcome(List.of()));

        assertThat(cli.run("down")).isZero();

        assertThat(launcher.asked).containsExactly("stop all", "close");
    }
}
