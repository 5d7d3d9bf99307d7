/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.concert.launcher.api.StartRequest;
import org.jspecify.annotations.Nullable;

/** Reads the strings that stand for lists and maps in operations, as JConsole can pass nothing richer. */
final class Words {

    private static final Pattern NAME_SEPARATOR = Pattern.compile("[\\s,]+");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final String ASSIGN = ":=";

    private Words() {}

    /** Return the names in a text that separates them by spaces or commas; at least one. */
    static List<String> names(@Nullable String text) {
        List<String> names = split(NAME_SEPARATOR, text).toList();
        if (names.isEmpty()) {
            throw new IllegalArgumentException("Cannot tell which processes are meant: no name is given");
        }
        return names;
    }

    /** Return a single name; empty for none. */
    static String name(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    /**
     * Return the request to start processes.
     *
     * @param variants flags and options, separated by commas, for an option may hold spaces
     * @param params {@code name:=value}, separated by spaces
     */
    static StartRequest start(List<String> names, @Nullable String variants, @Nullable String params) {
        List<String> chosen = variants == null
                ? List.of()
                : Arrays.stream(variants.split(",", -1))
                        .map(String::strip)
                        .filter(variant -> !variant.isEmpty())
                        .toList();
        return StartRequest.fromOutside(names, chosen, params(params));
    }

    private static Map<String, String> params(@Nullable String text) {
        Map<String, String> params = new LinkedHashMap<>();
        split(SPACE, text).forEach(param -> {
            int at = param.indexOf(ASSIGN);
            if (at < 1) {
                throw new IllegalArgumentException(
                        "Cannot read the parameter '" + param + "': write name:=value, and spaces between them");
            }
            String name = param.substring(0, at);
            if (params.putIfAbsent(name, param.substring(at + ASSIGN.length())) != null) {
                throw new IllegalArgumentException("Cannot use parameter '" + name + "': it is given twice");
            }
        });
        return params;
    }

    private static Stream<String> split(Pattern separator, @Nullable String text) {
        return text == null ? Stream.empty() : separator.splitAsStream(text).filter(word -> !word.isEmpty());
    }
}
