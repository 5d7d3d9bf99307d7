/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.concert.launcher.api.StartRequest;
import org.concert.launcher.api.VariantDescription;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UiTests {

    private final List<String> asked = new ArrayList<>();
    private final Ui ui = new Ui("kyon", new Asked());

    @BeforeEach
    void showARobot() {
        ui.list().show(Fleets.robot());
    }

    private void keys(String... keys) {
        for (String key : keys) {
            ui.key(key);
        }
    }

    @Test
    void oneKeyStartsWhatTheCursorIsOn() {
        keys("down", "s");

        assertThat(asked).containsExactly("start [control] [] {}");
    }

    @Test
    void markedProcessesAreStoppedTogether() {
        keys("down", "space", "space", "x");

        assertThat(asked).containsExactly("stop [control, gripper]");
    }

    @Test
    void stopOfWhatOthersNeedAsksAndNamesThem() {
        keys("x");

        assertThat(asked).isEmpty();
        assertThat(ui.question()).isEqualTo("Stop ecat, and what depends on it: control?");

        keys("y");
        assertThat(asked).containsExactly("stop [ecat]");
    }

    @Test
    void anyOtherAnswerIsNo() {
        keys("x", "x");

        assertThat(asked).isEmpty();
        assertThat(ui.question()).isEmpty();
    }

    @Test
    void whatFailedIsRestartedByTwoKeys() {
        keys("F", "r");

        assertThat(asked).containsExactly("restart [gripper]");
    }

    @Test
    void everythingIsStoppedByTwoKeys() {
        keys("X", "y");

        assertThat(asked).containsExactly("stop all");
    }

    @Test
    void killAsksAlways() {
        keys("down", "K");
        assertThat(asked).isEmpty();

        keys("y");
        assertThat(asked).containsExactly("kill [control]");
    }

    @Test
    void variantIsStartedByThreeKeys() {
        keys("down", "down", "v", "space", "enter");

        assertThat(asked).containsExactly("start [gripper] [sim] {}");
    }

    @Test
    void whatRunsIsRestartedWithAnotherVariantOnceWhatThatEndsIsConfirmed() {
        keys("v", "space", "enter");

        assertThat(asked).isEmpty();
        assertThat(ui.question()).isEqualTo("Restart ecat, and what depends on it: control?");
        keys("y");
        assertThat(asked).containsExactly("restart [ecat] [sim] {}");
    }

    @Test
    void ofAGroupThereIsOneChoiceAndParametersAreTyped() {
        keys("down", "down", "v", "space", "down", "space", "down", "7", "0", "backspace", "enter");

        assertThat(asked).containsExactly("start [gripper] [real] {rate=7}");
    }

    @Test
    void formIsLeftWithoutAStart() {
        keys("v", "space", "esc");

        assertThat(asked).isEmpty();
        assertThat(ui.overlay()).isNull();
    }

    @Test
    void targetIsSwitchedWithItsPreviewByTwoKeys() {
        keys("u");
        assertThat(ui.overlay()).isNotNull();
        assertThat(ui.overlay().lines()).containsExactly(" field  (in force)", " sim", "", "what sim changes");

        keys("enter");
        assertThat(asked).containsExactly("up sim");
    }

    @Test
    void filterWorksAsItIsTypedAndEscTakesItBack() {
        keys("/", "e", "c");
        assertThat(ui.list().rows()).extracting(Row::name).containsExactly("ecat");

        keys("backspace", "backspace", "v", "i", "s", "enter");
        assertThat(ui.prompt()).isNull();
        assertThat(ui.list().rows()).extracting(Row::name).containsExactly("camera");

        keys("esc");
        assertThat(ui.list().rows()).hasSize(6);
    }

    @Test
    void promptThatIsLeftByEscBringsBackWhatWas() {
        keys("/", "c", "a", "m", "enter", "/", "x", "esc");

        assertThat(ui.list().filter().text()).isEqualTo("cam");
    }

    @Test
    void outputOfTheMarkedAndOfTheOneWithTheCursorIsWatched() {
        keys("space", "down");

        assertThat(ui.watched()).containsExactly("ecat", "gripper");
    }

    @Test
    void halfTypedExpressionIsLookedForAsItStands() {
        keys("tab", "/", "[");

        assertThat(ui.output().sought()).isPresent();
    }

    @Test
    void lettersMeanProcessesAgainOnceTheOutputIsLeft() {
        keys("tab", "down", "esc", "down");

        assertThat(ui.list().current().orElseThrow().name()).isEqualTo("control");
    }

    @Test
    void clickChoosesAProcessAndTheWheelMoves() {
        ui.mouse("click", Layout.ABOVE + 5, 24);
        assertThat(ui.list().current().orElseThrow().name()).isEqualTo("camera");

        ui.mouse("wheel-up", Layout.ABOVE, 24);
        assertThat(ui.list().current().orElseThrow().name()).isEqualTo("gripper");
    }

    @Test
    void keysAtTheBottomFitAndNeverHideTheWayOut() {
        for (int width : List.of(60, 80, 200)) {
            assertThat(ui.keys(width)).hasSizeLessThan(width).endsWith("? help  q quit");
        }
    }

    @Test
    void everyLineOfTheHelpFitsInto60Columns() {
        keys("?");

        assertThat(ui.overlay()).isNotNull();
        assertThat(ui.overlay().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60));
    }

    @Test
    void unknownKeySaysWhereTheKnownOnesAre() {
        keys("z");

        assertThat(ui.message()).isEqualTo("No key does 'z'; ? shows all keys");
    }

    @Test
    void whoeverLeavesLeavesAtOnce() {
        keys("x", "ctrl-c");

        assertThat(ui.isLeft()).isTrue();
        assertThat(asked).isEmpty();
    }

    /** Writes down what is asked for. */
    private final class Asked implements Deeds {

        @Override
        public void start(StartRequest request) {
            asked.add("start " + request.names() + " " + request.variants() + " " + request.params());
        }

        @Override
        public void stop(List<String> names, boolean force) {
            asked.add((force ? "kill " : "stop ") + names);
        }

        @Override
        public void stopAll() {
            asked.add("stop all");
        }

        @Override
        public void restart(List<String> names) {
            asked.add("restart " + names);
        }

        @Override
        public void restartWith(StartRequest request) {
            asked.add("restart " + request.names() + " " + request.variants() + " " + request.params());
        }

        @Override
        public void up(String target) {
            asked.add("up " + target);
        }

        @Override
        public void describe(String name) {
            asked.add("describe " + name);
        }

        @Override
        public void history(List<String> names) {
            asked.add("history " + names);
        }

        @Override
        public Optional<StartForm> form(List<String> names) {
            var variants = List.of(new VariantDescription("mode", List.of("sim", "real"), null));
            return Optional.of(new StartForm(
                    names,
                    List.of(Fleets.description("Arm", names.get(0), variants)),
                    Map.of("rate", "50"),
                    request -> List.of("what that runs")));
        }

        @Override
        public Optional<TargetChoice> targets() {
            return Optional.of(new TargetChoice(
                    List.of("field", "sim"), "field", target -> List.of("what " + target + " changes")));
        }
    }
}
