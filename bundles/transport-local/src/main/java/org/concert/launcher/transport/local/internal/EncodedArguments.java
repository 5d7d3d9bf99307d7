/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.local.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Carries arguments past what would change them on their way: a JVM whose locale has no name for their characters (the
 * POSIX locale, in which services and containers start, makes a {@code ?} of each), and {@code env}, which takes a
 * program with an equals sign in its path for a variable.
 */
final class EncodedArguments {

    /** Undoes {@link #encode}: the dot keeps line ends, which a command substitution would drop. */
    private static final String DECODE = "n=$#; while [ \"$n\" -gt 0 ]; do x=$(printf '%b.' \"$1\"); shift; "
            + "set -- \"$@\" \"${x%.}\"; n=$((n - 1)); done; exec \"$@\"";

    private EncodedArguments() {}

    /** Return the program and the arguments as they are to be given to the JVM. */
    static List<String> of(List<String> arguments) {
        if (!arguments.get(0).contains("=") && (arguments.stream().allMatch(EncodedArguments::ascii) || utf8())) {
            return arguments;
        }
        List<String> encoded = new ArrayList<>(List.of("sh", "-c", DECODE, "sh"));
        arguments.forEach(argument -> encoded.add(encode(argument)));
        return encoded;
    }

    private static boolean utf8() {
        return "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"));
    }

    private static boolean ascii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    /** Return ASCII that {@code printf %b} (POSIX) makes the bytes of the text of, in UTF-8. */
    private static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b == '\\') {
                encoded.append("\\\\");
            } else if (b >= 0) {
                encoded.append((char) b);
            } else {
                encoded.append("\\0").append(Integer.toOctalString(b & 0xff));
            }
        }
        return encoded.toString();
    }
}
