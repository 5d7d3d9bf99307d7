/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.concert.launcher.core.internal.loop.Delay;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.window.Panes.Beginning;
import org.jspecify.annotations.Nullable;

/**
 * Waits until the shell of a process has come to its command: its start-up files may take minutes, ask something, or run another shell
 * instead. Then what captures its output has a moment to tell its process id, so that one that is ready is shown with the id it keeps.
 * To ask tmux costs less than a millisecond. Lives on the loop.
 */
final class CommandBegin {

    private static final Duration FIRST_WAIT = Duration.ofMillis(10);
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    /** Who waits for a process is told so often that it has not begun. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    /** Where nothing is captured, nobody tells the process id. */
    private static final Duration PROGRAM_WAIT = Duration.ofSeconds(1);

    private final Supplier<CompletableFuture<Beginning>> look;
    private final Loop loop;
    private final Duration passed;
    private final Outcome outcome;
    private long beganNanos;
    private @Nullable Duration tookCommand;
    private boolean over;
    private @Nullable Delay next;
    private @Nullable Delay telling;

    /** Hears how it goes. */
    interface Outcome {

        /** The command has begun. */
        void begun(Duration took);

        /** Why it has not, after some time. */
        void notYet(String reason);
    }

    /**
     * Create one.
     *
     * @param look tells how far it has come
     * @param passed how long ago the shell was started
     */
    CommandBegin(Supplier<CompletableFuture<Beginning>> look, Loop loop, Duration passed, Outcome outcome) {
        this.look = look;
        this.loop = loop;
        this.passed = passed;
        this.outcome = outcome;
    }

    void begin() {
        beganNanos = loop.nanoTime();
        tellAfter(SILENCE.toSeconds());
        look(FIRST_WAIT);
    }

    private void look(Duration wait) {
        loop.listen(look.get(), (beginning, failure) -> {
            if (over) {
                return;
            }
            // Where it cannot be asked, the machine is lost, and this is about to be cancelled.
            if (beginning != null && beginning != Beginning.SHELL) {
                Duration took = tookCommand == null ? elapsed() : tookCommand;
                tookCommand = took;
                if (beginning == Beginning.PROGRAM || elapsed().minus(took).compareTo(PROGRAM_WAIT) >= 0) {
                    cancel();
                    outcome.begun(took);
                    return;
                }
            }
            Duration longer = wait.multipliedBy(3).dividedBy(2);
            next = loop.schedule(wait, () -> look(longer.compareTo(LONGEST_WAIT) < 0 ? longer : LONGEST_WAIT));
        });
    }

    private Duration elapsed() {
        return passed.plusNanos(loop.nanoTime() - beganNanos);
    }

    private void tellAfter(long seconds) {
        Duration wait = Duration.ofSeconds(seconds).minus(elapsed());
        if (wait.isNegative()) {
            tellAfter((elapsed().toSeconds() / SILENCE.toSeconds() + 1) * SILENCE.toSeconds());
            return;
        }
        telling = loop.schedule(wait, () -> {
            outcome.notYet(
                    "~/.bashrc has not come to its end for %d s, so its command has not begun".formatted(seconds));
            tellAfter(seconds + SILENCE.toSeconds());
        });
    }

    /** Wait no more. */
    void cancel() {
        over = true;
        if (next != null) {
            next.cancel();
        }
        if (telling != null) {
            telling.cancel();
        }
    }
}
