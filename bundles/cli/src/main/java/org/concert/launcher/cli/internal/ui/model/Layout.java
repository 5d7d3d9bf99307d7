/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui.model;

/**
 * Where what is shown stands, in rows of the terminal: a line on the robot, the header of the list, the list, a bar with what the
 * cursor is on, the output, and a line at the bottom.
 *
 * @param list how many rows of processes
 * @param output how many rows of output
 * @param bar how many rows tell of the process with the cursor
 */
public record Layout(int list, int output, int bar) {

    /** The rows above the list. */
    public static final int ABOVE = 2;

    private static final int BELOW = 1;
    private static final int LEAST = 3;

    /**
     * Return the layout for a terminal.
     *
     * @param height its rows
     * @param rows how many rows of processes there are
     * @param outputOnly whether the output has all the room
     */
    public static Layout of(int height, int rows, boolean outputOnly) {
        int bar = height >= 30 ? 2 : 1;
        int room = Math.max(0, height - ABOVE - BELOW - bar);
        if (outputOnly) {
            return new Layout(0, room + ABOVE - 1, bar);
        }
        int half = Math.max(LEAST, (room * 3 + 4) / 5);
        int list = Math.min(room, Math.max(LEAST, Math.min(rows, half)));
        return new Layout(list, room - list, bar);
    }

    /** Return which row of the list stands in a row of the terminal, counted from its top; -1 if none does. */
    public int listRow(int y) {
        return y >= ABOVE && y < ABOVE + list ? y - ABOVE : -1;
    }
}
