/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.util.Objects;
import org.concert.launcher.config.Placement;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.jspecify.annotations.Nullable;

/** The container that one process runs in, or is to, and whether that can be asked. Lives on the loop. */
public final class Containment {

    private static final String DOUBT =
            "ended with exit code 255, as a client of Docker that has lost its Engine; it may live on in its container";

    private final ProcessEntry entry;
    private @Nullable String name;

    /** Why it cannot be asked; empty if it can. */
    private String trouble = "";

    Containment(ProcessEntry entry, @Nullable String name) {
        this.entry = entry;
        this.name = name;
    }

    @Nullable
    String name() {
        return name;
    }

    /** Take note of the one that a process is about to be started in. */
    void next(@Nullable String next) {
        if (!Objects.equals(name, next)) {
            trouble = "";
        }
        name = next;
    }

    /** Take note of the one that a living pane tells of: which of those it is that the file may have the process in. */
    void told(PaneRecord pane) {
        Placement told = new Placement(
                entry.key().session(),
                entry.link().machine(),
                pane.start().source().container());
        if (entry.config().placements().contains(told)) {
            next(told.container());
        }
    }

    /** Return whether it tells what is known of the process, which runs there, or may. */
    boolean isNeeded() {
        return name != null
                && (entry.alivePane().isPresent()
                        || entry.outlived().mayLiveWithout(entry.pane().orElse(null)));
    }

    /** Take note of why it cannot be asked; empty if it can. */
    public void trouble(String reason) {
        if (!trouble.equals(reason)) {
            trouble = reason;
            entry.changed();
        }
    }

    /** Return whether it cannot be asked, and would tell what is known of the process. */
    boolean isTroubled() {
        return !trouble.isEmpty() && isNeeded();
    }

    /** Take note that nothing is known of what is in its way. */
    void disconnected() {
        trouble = "";
    }

    /** Return whether the command has ended as a client of Docker does that loses its Engine, and it is being asked what lives on. */
    boolean mayHaveLostItsClient() {
        return isNeeded()
                && entry.link().kept()
                && entry.outlived().doubtsTheEndOf(entry.pane().orElse(null));
    }

    /** Return why nothing is known of the process, though its machine tells. */
    String whyUnknown() {
        return isTroubled() ? trouble : DOUBT;
    }
}
