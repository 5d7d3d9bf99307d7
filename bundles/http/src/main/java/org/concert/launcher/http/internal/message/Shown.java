/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.message;

/** Words of a request, as an answer may repeat them. */
public final class Shown {

    private static final int LONGEST = 60;

    private Shown() {}

    /** Return a word in quotes, cut if it is long, without what would be no line of text. */
    public static String of(String word) {
        String plain = word.replaceAll("\\p{Cntrl}", "?");
        return "'" + (plain.length() > LONGEST ? plain.substring(0, LONGEST) + "..." : plain) + "'";
    }
}
