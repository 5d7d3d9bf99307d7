/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import static org.concert.launcher.tmux.TmuxText.argument;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.tmux.TmuxClient;

/**
 * Makes changes on a tmux server in time, or not at all: a tmux that was stopped reads what was sent when it goes on, when nobody waits
 * for it any more. Safe for use by several threads.
 */
final class TimelyChanges {

    /** What is told of a change that tmux came to so late that nobody waits for it any more. */
    private static final String LATE = "concert-late";

    /**
     * How long tmux may take to come to a change: shorter than the silence after which a connection is given up ({@code Heartbeat}), by
     * more than the second in which clocks are told.
     */
    private static final Duration IN_TIME = Duration.ofSeconds(6);

    /** Asks for the time on the machine. */
    static final String CLOCK = "display-message -p " + argument(PaneFormat.NOW);

    private final TmuxClient client;

    /** What the clock of the machine shows, less that of {@link #nowMillis}, in milliseconds; 0 before it was asked. */
    private volatile long clockMillis;

    /** When the question was asked whose answer is waited for, by {@link #nowMillis}; 0 for none. */
    private volatile long pingedMillis;

    TimelyChanges(TmuxClient client) {
        this.client = client;
    }

    /** Have tmux answer, if it does. */
    CompletableFuture<Void> ping() {
        if (pingedMillis == 0) {
            pingedMillis = nowMillis();
        }
        return client.run(CLOCK).thenApply(this::takeClock).thenApply(told -> null);
    }

    /** Take the time on the machine from the last line that was told; return what was told. */
    List<String> takeClock(List<String> told) {
        pingedMillis = 0;
        if (!told.isEmpty()) {
            // It shows whole seconds.
            clockMillis = 1000 * (1 + PaneFormat.number(told.get(told.size() - 1))) - nowMillis();
        }
        return told;
    }

    /** Return the time of a clock that nobody sets, in milliseconds. */
    static long nowMillis() {
        return System.nanoTime() / 1_000_000;
    }

    /**
     * Make changes, one list of commands, unless tmux comes to it so late that who asked has been told that it failed: a tmux that
     * was stopped reads what was sent when it goes on. The clock of the machine may have been set meanwhile, so it is asked again
     * before a second and last attempt.
     */
    CompletableFuture<List<String>> change(String... commands) {
        return changeOnce(commands)
                .exceptionallyCompose(failure -> isLate(failure)
                        ? ping().thenCompose(asked -> changeOnce(commands))
                        : CompletableFuture.failedFuture(failure));
    }

    private CompletableFuture<List<String>> changeOnce(String... commands) {
        if (clockMillis == 0) {
            return client.run(commands);
        }
        long sinceMillis = pingedMillis == 0 ? nowMillis() : pingedMillis;
        long deadline = (sinceMillis + clockMillis + IN_TIME.toMillis()) / 1000;
        List<String> all =
                new ArrayList<>(List.of(Proviso.drop(LATE, "#{e|>:%s,%d}".formatted(PaneFormat.NOW, deadline))));
        all.addAll(List.of(commands));
        return client.run(all.toArray(String[]::new));
    }

    private static boolean isLate(Throwable failure) {
        return String.valueOf(failure.getMessage()).endsWith(LATE);
    }
}
