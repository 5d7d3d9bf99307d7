/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.tmux;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a tmux, as {@code tmux -V} tells it.
 *
 * @param major the 3 of 3.3a
 * @param minor the second 3 of 3.3a
 * @param suffix {@code a} of 3.3a, {@code rc2} of 3.3-rc2, {@code next} of next-3.3; empty for a plain release
 */
public record TmuxVersion(int major, int minor, String suffix) implements Comparable<TmuxVersion> {

    private static final Pattern OUTPUT =
            Pattern.compile("\\s*(?:tmux )?(next-|openbsd-)?(\\d{1,6})\\.(\\d{1,6})(?:-(rc\\d*)|([a-z]))?\\s*");

    private static final Comparator<TmuxVersion> ORDER = Comparator.comparingInt(TmuxVersion::major)
            .thenComparingInt(TmuxVersion::minor)
            .thenComparingInt(TmuxVersion::stage)
            .thenComparing(TmuxVersion::suffix);

    /**
     * Read what {@code tmux -V} printed: {@code tmux 3.3a}, {@code tmux next-3.5}, or only {@code 3.0a}.
     *
     * @throws IllegalArgumentException if it is no version of tmux
     */
    public static TmuxVersion parse(String output) {
        Matcher matcher = OUTPUT.matcher(output);
        // OpenBSD numbers its tmux like itself, which tells nothing of what it can do.
        if (!matcher.matches() || "openbsd-".equals(matcher.group(1))) {
            throw new IllegalArgumentException(
                    "Cannot read '" + output.strip() + "' as a tmux version; it should be like 'tmux 3.3a'");
        }
        String suffix = "";
        if (matcher.group(1) != null) {
            suffix = "next";
        } else if (matcher.group(4) != null) {
            suffix = matcher.group(4);
        } else if (matcher.group(5) != null) {
            suffix = matcher.group(5);
        }
        return new TmuxVersion(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)), suffix);
    }

    /** Tell whether this is the release of that number or later; {@code next-3.2} and {@code 3.2-rc} come before 3.2. */
    public boolean atLeast(int otherMajor, int otherMinor) {
        return compareTo(new TmuxVersion(otherMajor, otherMinor, "")) >= 0;
    }

    /** Compare by age: next-3.3, 3.3-rc, 3.3, 3.3a, 3.4. */
    @Override
    public int compareTo(TmuxVersion other) {
        return ORDER.compare(this, other);
    }

    private int stage() {
        if (suffix.equals("next")) {
            return 0;
        }
        return suffix.startsWith("rc") ? 1 : 2;
    }

    /** Return it as tmux writes it, {@code 3.3a}. */
    @Override
    public String toString() {
        String number = major + "." + minor;
        return switch (stage()) {
            case 0 -> "next-" + number;
            case 1 -> number + "-" + suffix;
            default -> number + suffix;
        };
    }
}
