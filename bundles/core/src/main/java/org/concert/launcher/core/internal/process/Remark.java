/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import org.concert.launcher.config.LauncherConfig;

/**
 * How what runs of a process differs from what the launcher file says of it.
 *
 * @param text one line for people; empty if it does not
 * @param foreign whether another launcher file has started it
 * @param different whether something else runs than a start would run now
 */
public record Remark(String text, boolean foreign, boolean different) {

    /** It is what the launcher file says. */
    public static final Remark NONE = new Remark("", false, false);

    /**
     * What was compared: it need not be again.
     *
     * @param run the run
     * @param with the launcher file
     * @param beside where else it runs, in words; empty for nowhere
     */
    public record Basis(String run, LauncherConfig with, String beside) {}

    /** Return it with something else to say; the same if that is empty. */
    public Remark and(String more) {
        return more.isEmpty() ? this : new Remark(text.isEmpty() ? more : text + "; " + more, foreign, different);
    }
}
