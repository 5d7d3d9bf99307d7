/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import org.concert.launcher.api.ProcessState;

/** Colours text, or leaves it as it is when nobody could see the colour. */
public enum Paint {
    /** Leaves text as it is. */
    PLAIN,
    /** Colours text with the escape sequences of ECMA-48. */
    COLOURED;

    private static final String ESCAPE = "\u001b[";
    private static final String END = ESCAPE + "0m";
    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";
    private static final String MAGENTA = "35";
    private static final String BOLD = "1";
    private static final String DIM = "2";

    /** Colours that are told apart on dark and bright backgrounds: cyan, magenta, blue, green, yellow; then bright. */
    private static final String[] NAME_COLOURS = {"36", "35", "34", "32", "33", "96", "95", "94", "92", "93"};

    /** Return the paint for a terminal that shows colours, or for anything else. */
    public static Paint of(boolean coloured) {
        return coloured ? COLOURED : PLAIN;
    }

    /** Return text in the colour of a state. */
    public String state(ProcessState state, String text) {
        return in(colour(state), text);
    }

    /** Return text in a colour that stands for a number, such as the place of a process in the file. */
    public String numbered(int number, String text) {
        return in(NAME_COLOURS[number % NAME_COLOURS.length], text);
    }

    /** Return text that stands out. */
    public String bold(String text) {
        return in(BOLD, text);
    }

    /** Return what was printed to standard error, which may have colours of its own. */
    public String error(String text) {
        return in(RED, text.replace(END, END + ESCAPE + RED + "m"));
    }

    /** Return text that stands back. */
    public String dim(String text) {
        return in(DIM, text);
    }

    private String in(String attribute, String text) {
        return this == PLAIN || text.isEmpty() ? text : ESCAPE + attribute + "m" + text + END;
    }

    private static String colour(ProcessState state) {
        return switch (state) {
            case READY, DONE -> GREEN;
            case FAILED, BLOCKED -> RED;
            case UNKNOWN, UNHEALTHY -> MAGENTA;
            case STOPPED, EXITED -> DIM;
            case WAITING, STARTING, RUNNING, STOPPING, BACKOFF -> YELLOW;
        };
    }
}
