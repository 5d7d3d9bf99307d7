/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

/** Puts a text of the file into a message: in quotes, on one line and not too long. */
final class Quoted {

    private static final int LONGEST = 60;

    private Quoted() {}

    static String of(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        boolean whole = line.length() <= LONGEST && line.equals(text.strip());
        return "'" + (whole ? line : line.substring(0, Math.min(LONGEST, line.length())) + "...") + "'";
    }

    /** Return a key as it stands in a path: in quotes only if it could be mistaken for something else. */
    static String unlessPlain(String key) {
        return key.isBlank() || key.contains(":") || key.length() > LONGEST ? of(key) : key;
    }
}
