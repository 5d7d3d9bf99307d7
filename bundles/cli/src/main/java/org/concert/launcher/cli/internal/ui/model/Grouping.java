/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui.model;

import java.util.Locale;

/** How processes stand together. */
public enum Grouping {
    /** By the category that the launcher file gives them. */
    CATEGORY,
    /** By the machine, or container, that they run on. */
    MACHINE,
    /** All in one list. */
    NONE,
    /** Below each process what it depends on. */
    TREE;

    static final String NO_CATEGORY = "Other";

    /** Return what it is called. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Return the next one, after the last the first; the tree is none of them. */
    public Grouping next() {
        return this == CATEGORY ? MACHINE : this == MACHINE ? NONE : CATEGORY;
    }

    String heading(Fleet.Entry entry) {
        if (this == CATEGORY) {
            String category = entry.file().category();
            return category == null ? NO_CATEGORY : category;
        }
        String container = entry.now().container();
        return entry.now().machine() + (container == null ? "" : ", container " + container);
    }
}
