/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.config.RestartMode;

/**
 * When a process that has died is started again: pure arithmetic, with no clock.
 *
 * <p>The wait doubles with each restart of the last {@code window}. So a process that ran well for long begins with the
 * first delay again, and one that dies at once all the time comes to its limit.
 *
 * @param firstDelay the wait before the first restart; more than zero
 * @param longestDelay the wait that is never exceeded; {@code firstDelay} or more
 * @param limit how many restarts there may be within the window; 0 or more
 * @param window how long a restart counts; more than zero
 */
record RestartPolicy(Duration firstDelay, Duration longestDelay, int limit, Duration window) {

    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);
    private static final Duration WINDOW = Duration.ofMinutes(10);

    RestartPolicy {
        require(firstDelay.compareTo(Duration.ZERO) > 0, "first delay must be more than 0, not " + firstDelay);
        require(
                longestDelay.compareTo(firstDelay) >= 0,
                "longest delay " + longestDelay + " is shorter than first delay " + firstDelay);
        require(limit >= 0, "limit must be 0 or more, not " + limit);
        require(window.compareTo(Duration.ZERO) > 0, "window must be more than 0, not " + window);
    }

    /** Return the policy of a process that may be started again so often within its window. */
    static RestartPolicy withLimit(int limit) {
        return new RestartPolicy(FIRST_DELAY, LONGEST_DELAY, limit, WINDOW);
    }

    /**
     * Return whether a process is to be started again that ended unasked. The exit code 0 of a one-shot is what it is for, whatever
     * its policy.
     *
     * @param failed whether it ended otherwise than it should; see {@link org.concert.launcher.core.internal.window.PaneRecord#failed}
     */
    static boolean appliesTo(ProcessConfig process, boolean failed) {
        return switch (process.restart()) {
            case NO -> false;
            case ON_FAILURE -> failed;
            case ALWAYS -> failed || process.persistent();
        };
    }

    /** Return whether a process may ever be started again. */
    static boolean existsFor(ProcessConfig process) {
        return process.restart() != RestartMode.NO;
    }

    /**
     * Return the wait before the next restart; empty if there were too many.
     *
     * @param restarts when there were restarts, in milliseconds of a monotonic clock
     * @param nowMillis the time, by the same clock
     */
    Optional<Duration> nextDelay(List<Long> restarts, long nowMillis) {
        int count = recent(restarts, nowMillis).size();
        return count >= limit ? Optional.empty() : Optional.of(delayAfter(count));
    }

    /** Return those of the restarts that count. */
    List<Long> recent(List<Long> restarts, long nowMillis) {
        return restarts.stream()
                .filter(restart -> nowMillis - restart < window.toMillis())
                .toList();
    }

    /** Return the wait before a restart that so many others came before. */
    Duration delayAfter(int restarts) {
        Duration delay = firstDelay;
        for (int i = 0; i < restarts && delay.compareTo(longestDelay) < 0; i++) {
            delay = delay.multipliedBy(2);
        }
        return delay.compareTo(longestDelay) < 0 ? delay : longestDelay;
    }

    /** Return why there is no further restart. */
    String complaint() {
        return "restart_limit is %d in %d min".formatted(limit, window.toMinutes());
    }

    private static void require(boolean condition, String complaint) {
        if (!condition) {
            throw new IllegalArgumentException("Cannot use this restart policy: " + complaint);
        }
    }
}
