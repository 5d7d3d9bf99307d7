/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.util.stream.Stream;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.Wish;
import org.jspecify.annotations.Nullable;

/**
 * Says, in one line for people, how a process came to its state; empty when there is nothing to say. A pure function.
 *
 * @param config what the launcher file says of it
 * @param pane its pane, or null
 * @param lastEnd its last pane, which is gone, if it is known how it died in that; else null
 * @param outlived what lives on of it
 * @param intent what this launcher is about to do
 * @param wish what is noted if it is to run and does not yet; null for nothing
 * @param starter who is about to start it, if somebody is
 * @param note what is worth knowing while it is RUNNING, or STOPPED without a pane
 * @param dependency what it depends on and does without; empty for nothing
 * @param remark how what runs differs from what the launcher file says
 * @param unknown why nothing is known of it
 */
record StateWords(
        ProcessConfig config,
        @Nullable PaneRecord pane,
        @Nullable PaneRecord lastEnd,
        Outlived outlived,
        Intent intent,
        @Nullable Wish wish,
        String starter,
        String note,
        String dependency,
        Remark remark,
        String unknown) {

    String of(ProcessState state) {
        return switch (state) {
            case UNKNOWN -> unknown;
            case WAITING -> intent.message().isEmpty() ? starter : intent.message();
            case BLOCKED -> obstacle();
            case RUNNING -> ofRunning();
            case FAILED -> failure();
            case BACKOFF, DONE -> ended();
            case EXITED ->
                "ended by itself with exit code 0; 'persistent: false' says that it is meant to"
                        + (pane == null ? "" : EndWords.restart(config, pane))
                        + outlived.background();
            case STOPPED -> stopped();
            case STOPPING -> pane == null ? "its window is gone; its programs may be ending" : captureFailure();
            case READY -> ofLiving();
            case UNHEALTHY -> pane == null ? "" : pane.marks().unhealthy();
            default -> captureFailure();
        };
    }

    private String obstacle() {
        return wish == null || wish.obstacle().isEmpty()
                ? "the launcher that was asked for it has gone; one that serves starts it"
                : wish.obstacle();
    }

    private String captureFailure() {
        return pane == null ? "" : pane.marks().captureFailure();
    }

    private String ofRunning() {
        String lack = pane == null || !note.isEmpty() ? note : pane.marks().lack();
        return lack.isEmpty() ? ofLiving() : lack;
    }

    private String ofLiving() {
        return Stream.of(captureFailure(), dependency, remark.text())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private String ended() {
        return pane == null ? "" : EndWords.of(config, pane) + outlived.background();
    }

    private String stopped() {
        if (pane != null) {
            return EndWords.of(config, pane);
        }
        if (!note.isEmpty()) {
            return note;
        }
        return lastEnd == null || lastEnd.exit() == null ? "" : lastEnd.exit().toString();
    }

    private String failure() {
        boolean lives = pane != null && pane.alive();
        boolean failedStart = intent.kind() == Intent.Kind.FAILED && !lives;
        if (outlived.livesOn() && !failedStart) {
            return outlived.message(pane);
        }
        return pane == null || intent.kind() == Intent.Kind.FAILED ? intent.message() : ended();
    }
}
