/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name somebody may have meant. Slips count one each: a letter more, less, other, or two letters swapped. */
public final class NearestName {

    private static final int MOST_SLIPS = 3;
    private static final int LONGEST = 100;
    private static final int MOST_NAMES = 1000;

    private NearestName() {}

    /**
     * Return the known name that is most like a wrong one, if any is like it at all.
     *
     * @param wrong the name as it was given
     * @param known what it could have been; of equally near ones the first is taken. Of more than 1000 none is looked at
     */
    public static Optional<String> of(String wrong, Collection<String> known) {
        if (wrong.length() > LONGEST || known.size() > MOST_NAMES) {
            return Optional.empty();
        }
        String nearest = null;
        int fewest = Math.min(MOST_SLIPS, (wrong.length() + 1) / 3) + 1;
        for (String name : known) {
            int slips = slips(wrong.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT), fewest);
            if (slips < fewest) {
                nearest = name;
                fewest = slips;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** Return {@code  (did you mean 'imu'?)}, with the space before it, or nothing if no known name is near. */
    public static String hint(String wrong, Collection<String> known) {
        return of(wrong, known).map(name -> " (did you mean '" + name + "'?)").orElse("");
    }

    /** Count the slips that lead from one word to the other; any count of {@code enough} or more is as good. */
    private static int slips(String a, String b, int enough) {
        if (Math.abs(a.length() - b.length()) >= enough) {
            return enough;
        }
        int[][] slips = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                slips[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : fewest(slips, a, b, i, j);
            }
        }
        return slips[a.length()][b.length()];
    }

    private static int fewest(int[][] slips, String a, String b, int i, int j) {
        int other = slips[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int moreOrLess = Math.min(slips[i - 1][j], slips[i][j - 1]) + 1;
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return Math.min(Math.min(other, moreOrLess), swapped ? slips[i - 2][j - 2] + 1 : moreOrLess);
    }
}
