/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import java.time.Duration;

/**
 * How a process is asked, from when it is ready on, whether it still works; by what is among its checks.
 *
 * @param period the time from the start of one check to the start of the next; more than zero
 * @param failures how many checks in a row must fail until it counts as unhealthy; 1 or more
 * @param restarts whether its restart policy takes an unhealthy one for one that died
 */
public record Liveness(Duration period, int failures, boolean restarts) {

    /** What holds where a launcher file says nothing; see docs/launcher-yaml.md. */
    public static final Duration PERIOD = Duration.ofSeconds(5);

    /** As {@link #PERIOD}. */
    public static final int FAILURES = 3;
}
