/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.serve;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in one line why a bundle cannot be used. */
final class BundleComplaint {

    /** How Felix words it. Where a bundle fails because of another, the words are nested, and the last are the cause. */
    private static final Pattern MISSING = Pattern.compile(
            "missing requirement \\[([^ \\]]+) \\[[^\\]]*\\]\\([^)]*\\)\\] ([^;]+); (\\(.*?\\))(?= |\\]|$)");

    private BundleComplaint() {}

    static String of(Exception e) {
        Throwable source = e instanceof ClassNotFoundException && e.getCause() != null ? e.getCause() : e;
        String message = String.valueOf(source.getMessage()).replaceAll("\\s+", " ");
        Matcher matcher = MISSING.matcher(message);
        String complaint = "";
        while (matcher.find()) {
            complaint = matcher.group(1) + " needs " + matcher.group(2) + " " + matcher.group(3)
                    + ", which no bundle provides";
        }
        if (!complaint.isEmpty()) {
            return complaint;
        }
        return source.getCause() == null ? message : message + " (" + source.getCause() + ")";
    }
}
