/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.util.function.Supplier;
import org.concert.launcher.api.ProcessSnapshot;

/** Keeps on the board what is known of a process in one place, for as long as it is this place that is shown of it. Lives on the loop. */
final class Showing {

    private final ProcessBoard board;
    private final Supplier<ProcessSnapshot> now;
    private boolean shown;

    /** Create one of a place that is not shown. */
    Showing(ProcessBoard board, Supplier<ProcessSnapshot> now) {
        this.board = board;
        this.now = now;
    }

    boolean isShown() {
        return shown;
    }

    /** Show it from now on. */
    void begin(boolean asChange) {
        shown = true;
        if (asChange) {
            write();
        } else {
            first();
        }
    }

    /** Show what is known at first. */
    void first() {
        if (shown) {
            board.begin(now.get());
        }
    }

    /** Show what is known now. */
    void write() {
        if (shown) {
            board.write(now.get());
        }
    }

    /** Show it no more, as another place of the process is shown. */
    void hide() {
        shown = false;
    }

    /** Show nothing of the process any more. */
    void end(String name) {
        if (shown) {
            shown = false;
            board.remove(name);
        }
    }
}
