/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.util.List;

/** Words for numbers of things. */
public final class Phrases {

    private Phrases() {}

    /** Return {@code 1 process} or {@code 12 processes}. */
    public static String count(int number, String singular, String plural) {
        return number + " " + (number == 1 ? singular : plural);
    }

    /** Return the name of a single process, or how many there are. */
    static String processes(List<String> names) {
        return names.size() == 1 ? names.get(0) : names.size() + " processes";
    }
}
