/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

/** How the branches of a tree are drawn. */
public enum Branches {
    /** With the characters for drawing boxes. */
    LINES,
    /** With characters that every terminal has. */
    ASCII;

    private static final String BRANCH = " ├│└─";

    /** Return the branches for a terminal that shows UTF-8, or for any other. */
    public static Branches of(boolean utf8) {
        return utf8 ? LINES : ASCII;
    }

    /** Return a line of a tree as it is to be drawn: only what stands before its text is a branch. */
    public String drawLine(String line) {
        int text = 0;
        while (text < line.length() && BRANCH.indexOf(line.charAt(text)) >= 0) {
            text++;
        }
        return draw(line.substring(0, text)) + line.substring(text);
    }

    /** Return a branch of {@link DependencyTree.Row} as it is to be drawn; it keeps its width. */
    String draw(String branch) {
        if (this == LINES) {
            return branch;
        }
        return branch.replace('├', '|').replace('│', '|').replace('└', '`').replace('─', '-');
    }
}
