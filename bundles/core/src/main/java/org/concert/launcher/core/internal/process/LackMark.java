/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Duration;
import java.util.function.Consumer;
import org.concert.launcher.core.internal.loop.Loop;

/**
 * Notes on a pane what the readiness of its process lacks, for those who only ask for its state: when it is something else, and
 * not more often than once a second, as a reason may hold a figure that goes up. Lives on the loop.
 */
final class LackMark {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Loop loop;
    private final Consumer<String> noted;
    private String last;
    private long lastNanos;

    /**
     * Create one.
     *
     * @param known what is noted already; empty for nothing
     * @param noted takes what is to be noted; empty for nothing
     */
    LackMark(Loop loop, String known, Consumer<String> noted) {
        this.loop = loop;
        this.last = known;
        this.noted = noted;
        this.lastNanos = loop.nanoTime() - PERIOD.toNanos();
    }

    /** Take note that it lacks nothing that is known. */
    void clear() {
        if (!last.isEmpty()) {
            last = "";
            noted.accept("");
        }
    }

    /** Take note of what was found lately; it is found again and again. */
    void found(String lack) {
        boolean soon = loop.nanoTime() - lastNanos < PERIOD.toNanos();
        if (!lack.equals(last) && !soon) {
            last = lack;
            lastNanos = loop.nanoTime();
            noted.accept(lack);
        }
    }
}
