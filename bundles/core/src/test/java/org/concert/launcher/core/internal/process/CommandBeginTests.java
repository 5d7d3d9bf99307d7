/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.core.internal.loop.ManualLoop;
import org.concert.launcher.core.internal.window.Panes.Beginning;
import org.junit.jupiter.api.Test;

class CommandBeginTests {

    private final ManualLoop loop = new ManualLoop();
    private final List<String> heard = new ArrayList<>();
    private Beginning told = Beginning.SHELL;
    private int looks;

    @Test
    void quickShellIsNoticedQuicklyAndAskedNoMore() {
        waitFor(Duration.ZERO);
        loop.pass(Duration.ofMillis(20));
        told = Beginning.PROGRAM;

        loop.pass(Duration.ofSeconds(60));

        assertThat(heard).containsExactly("begun after 25 ms");
        assertThat(looks).isEqualTo(3);
        assertThat(loop.waiting()).isZero();
    }

    @Test
    void shellThatNeverComesToItsCommandIsToldEveryTenSeconds() {
        waitFor(Duration.ZERO);

        loop.pass(Duration.ofSeconds(35));

        assertThat(heard)
                .containsExactly(
                        "~/.bashrc has not come to its end for 10 s, so its command has not begun",
                        "~/.bashrc has not come to its end for 20 s, so its command has not begun",
                        "~/.bashrc has not come to its end for 30 s, so its command has not begun");
        assertThat(looks).as("twice a second at most, once it takes long").isLessThan(90);
    }

    @Test
    void timeBeforeThisLauncherCameCounts() {
        waitFor(Duration.ofSeconds(47));

        loop.pass(Duration.ofSeconds(4));
        told = Beginning.PROGRAM;
        loop.pass(Duration.ofSeconds(1));

        assertThat(heard).hasSize(2).first().asString().contains(" for 50 s");
        assertThat(heard.get(1)).startsWith("begun after 51");
    }

    @Test
    void processIdHasAMomentToBeToldThatIsNoTimeOfTheShell() {
        waitFor(Duration.ZERO);
        told = Beginning.COMMAND;
        loop.pass(Duration.ofMillis(100));
        assertThat(heard).isEmpty();

        told = Beginning.PROGRAM;
        loop.pass(Duration.ofMillis(100));

        assertThat(heard).containsExactly("begun after 10 ms");
    }

    @Test
    void processIdThatNobodyTellsIsNotWaitedForForLong() {
        waitFor(Duration.ZERO);
        told = Beginning.COMMAND;

        loop.pass(Duration.ofMillis(1600));

        assertThat(heard).containsExactly("begun after 10 ms");
        assertThat(loop.waiting()).isZero();
    }

    @Test
    void nobodyIsToldAfterTheEnd() {
        CommandBegin waiting = waitFor(Duration.ZERO);
        loop.pass(Duration.ofSeconds(1));
        told = Beginning.PROGRAM;

        waiting.cancel();
        loop.pass(Duration.ofSeconds(60));

        assertThat(heard).isEmpty();
        assertThat(loop.waiting()).isZero();
    }

    @Test
    void tmuxThatDoesNotAnswerIsAskedAgain() {
        var failing = new CommandBegin(
                () -> {
                    looks++;
                    return looks < 3
                            ? CompletableFuture.failedFuture(new IllegalStateException("no pane"))
                            : CompletableFuture.completedFuture(Beginning.PROGRAM);
                },
                loop,
                Duration.ZERO,
                outcome());

        failing.begin();
        loop.pass(Duration.ofSeconds(1));

        assertThat(heard).containsExactly("begun after 25 ms");
    }

    private CommandBegin waitFor(Duration passed) {
        var waiting = new CommandBegin(
                () -> {
                    looks++;
                    return CompletableFuture.completedFuture(told);
                },
                loop,
                passed,
                outcome());
        waiting.begin();
        return waiting;
    }

    private CommandBegin.Outcome outcome() {
        return new CommandBegin.Outcome() {
            @Override
            public void begun(Duration took) {
                heard.add("begun after " + took.toMillis() + " ms");
            }

            @Override
            public void notYet(String reason) {
                heard.add(reason);
            }
        };
    }
}
