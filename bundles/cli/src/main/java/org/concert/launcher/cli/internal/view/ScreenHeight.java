/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToIntFunction;

/** Knows how many lines a terminal has, asking again now and then as windows are resized. For one thread at a time. */
final class ScreenHeight implements ToIntFunction<Instant> {

    private static final int USUAL = 24;
    private static final Duration TRUSTED_FOR = Duration.ofSeconds(2);

    private final File terminal;
    private Instant asked = Instant.MIN;
    private int height = USUAL;

    /** Create one for a terminal, such as {@code /dev/stdout}. */
    ScreenHeight(File terminal) {
        this.terminal = terminal;
    }

    @Override
    public int applyAsInt(Instant now) {
        if (asked.isBefore(now.minus(TRUSTED_FOR))) {
            asked = now;
            height = ask();
        }
        return height;
    }

    private int ask() {
        int rows = TerminalSize.of(terminal).rows();
        // Where it is not known, the picture may be cut a little short or scroll a little.
        return rows > 0 ? rows : USUAL;
    }
}
