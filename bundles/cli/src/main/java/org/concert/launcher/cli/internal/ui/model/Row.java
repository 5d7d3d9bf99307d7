/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui.model;

import org.jspecify.annotations.Nullable;

/**
 * A row of the list of processes.
 *
 * @param entry the process; null for a heading
 * @param text the heading; before the name of a process, the branch of the tree that leads to it
 */
public record Row(Fleet.@Nullable Entry entry, String text) {

    /** Return the name of the process; empty for a heading. */
    public String name() {
        return entry == null ? "" : entry.name();
    }
}
