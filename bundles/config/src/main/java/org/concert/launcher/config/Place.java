/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

/**
 * Where something stands in a launcher file.
 *
 * @param file the name of the file, as the user gave it
 * @param line the line, counted from 1; 0 for the file as a whole
 * @param column the column in characters, counted from 1; 0 for the file as a whole
 */
public record Place(String file, int line, int column) implements Comparable<Place> {

    /** Return the place that stands for all of a file, for what cannot be pinned to a line. */
    public static Place whole(String file) {
        return new Place(file, 0, 0);
    }

    /** Compare by file, then line, then column. */
    @Override
    public int compareTo(Place other) {
        int byFile = file.compareTo(other.file);
        int byLine = byFile != 0 ? byFile : Integer.compare(line, other.line);
        return byLine != 0 ? byLine : Integer.compare(column, other.column);
    }

    /** Return {@code file:line:column}, or the file alone if the place is the file as a whole. */
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
