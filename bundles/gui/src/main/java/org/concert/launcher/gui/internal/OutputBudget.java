/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.gui.internal;

/** How much of the output of one process the GUIs are sent: what more there is in a second is counted only. */
final class OutputBudget {

    /** As the Python original had it: 1000 kbit/s, of which each line takes some more than its length. */
    private static final int BYTES = 125_000;

    private static final int OF_A_LINE = 80;

    private int used;
    private long leftOut;

    /** Return whether a line may be sent. */
    synchronized boolean take(int length) {
        if (used + length + OF_A_LINE > BYTES) {
            leftOut++;
            return false;
        }
        used += length + OF_A_LINE;
        return true;
    }

    /** Begin another second; return how many lines were left out in the one before. */
    synchronized long next() {
        long count = leftOut;
        leftOut = 0;
        used = 0;
        return count;
    }
}
