/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a launcher file declares of a parameter.
 *
 * @param fallback its value where nobody gives another; null if somebody has to
 * @param type of what kind its values are
 * @param values all that it may be; empty for any
 * @param pattern a regular expression that a value matches as a whole; null for any
 * @param min the least number; null for any
 * @param max the greatest number; null for any
 * @param help what it is for; empty if that is not said
 */
public record ParameterConfig(
        @Nullable String fallback,
        Type type,
        List<String> values,
        @Nullable String pattern,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        String help) {

    /** Says nothing. */
    public static final ParameterConfig ANY = new ParameterConfig(null, Type.STRING, List.of(), null, null, null, "");

    /** A longer one is no value of a command. */
    private static final int LONGEST = 10_000;

    /** Of what kind values are. */
    public enum Type {
        /** Any text. */
        STRING("string", ""),
        /** A whole number. */
        INT("int", "-?[0-9]{1,18}"),
        /** A decimal number, perhaps with an exponent. */
        NUMBER("number", "-?[0-9]{1,18}(\\.[0-9]{1,18})?([eE][-+]?[0-9]{1,3})?"),
        /** {@code true} or {@code false}. */
        BOOL("bool", "true|false");

        private final String key;
        private final String shape;

        Type(String key, String shape) {
            this.key = key;
            this.shape = shape;
        }

        /** Return the word that stands for it in a launcher file. */
        public String key() {
            return key;
        }

        /** Return whether its values have an order. */
        public boolean isNumber() {
            return this == INT || this == NUMBER;
        }

        private boolean fits(String value) {
            return shape.isEmpty() || value.matches(shape);
        }
    }

    /** Keep a copy of the values. */
    public ParameterConfig {
        values = List.copyOf(values);
    }

    /** Return whether it says which values there are, so that one from outside needs to be nothing else. */
    public boolean isStrict() {
        return type != Type.STRING || !values.isEmpty() || pattern != null;
    }

    /** Return what a value is to be, in words that follow its name; empty if this one is. */
    public String complaint(String value) {
        boolean fits = value.length() <= LONGEST
                && type.fits(value)
                && (values.isEmpty() || values.contains(value))
                && (pattern == null || Pattern.matches(pattern, value))
                && (!type.isNumber() || isBetween(new BigDecimal(value)));
        return fits ? "" : "must be " + words() + ", not '" + value.replaceAll("\\p{Cntrl}", "?") + "'";
    }

    private boolean isBetween(BigDecimal number) {
        return (min == null || number.compareTo(min) >= 0) && (max == null || number.compareTo(max) <= 0);
    }

    private String words() {
        if (!values.isEmpty()) {
            return values.size() == 1 ? values.get(0) : "one of " + String.join(", ", values);
        }
        String kind = switch (type) {
            case INT -> "a whole number";
            case NUMBER -> "a number";
            case BOOL -> "true or false";
            case STRING -> "text";
        };
        return kind
                + (min == null ? "" : (max == null ? " of at least " : " from ") + min.toPlainString())
                + (max == null ? "" : (min == null ? " of at most " : " to ") + max.toPlainString())
                + (pattern == null ? "" : " that matches " + pattern);
    }
}
