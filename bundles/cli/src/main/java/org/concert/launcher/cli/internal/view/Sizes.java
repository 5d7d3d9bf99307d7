/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

/** Writes amounts of memory for people. Made by hand: {@code String.format} would cost each command 20 ms of start-up. */
public final class Sizes {

    private static final String UNITS = "KMGTPE";
    private static final long STEP = 1024;

    private Sizes() {}

    /** Return one word that fits into a column: {@code 812K}, {@code 3.4M}, {@code 27M}, {@code 1.2G}. */
    public static String word(long bytes) {
        long whole = Math.max(0, bytes) * 10 / STEP;
        int unit = 0;
        while (whole >= STEP * 10 && unit < UNITS.length() - 1) {
            whole /= STEP;
            unit++;
        }
        String number = unit > 0 && whole < 100 ? whole / 10 + "." + whole % 10 : Long.toString(whole / 10);
        return number + UNITS.charAt(unit);
    }
}
