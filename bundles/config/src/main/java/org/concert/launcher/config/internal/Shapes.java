/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.concert.launcher.config.DependencyCondition;
import org.concert.launcher.config.NearestName;
import org.concert.launcher.config.ParameterConfig;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.config.RestartMode;
import org.concert.launcher.config.Template;
import org.concert.launcher.config.WithDependency;

/** The shapes of the values a launcher file may hold. */
final class Shapes {

    static final PatternShape PROCESS =
            PatternShape.of("[A-Za-z0-9_-]+", "is not a process name; use letters, digits, _ and -");

    static final PatternShape SESSION =
            PatternShape.of("[A-Za-z0-9_-]+", "is not a session name; use letters, digits, _ and -");

    static final PatternShape TARGET = PatternShape.of(
            "(?!custom$)[A-Za-z0-9_-]+",
            "is not a target name; use letters, digits, _ and -, and not 'custom', which is what no target is");

    static final PatternShape PARAMETER = PatternShape.of(
            "[A-Za-z_][A-Za-z0-9_]*", "is not a parameter name; use letters, digits and _, a digit not first");

    static final PatternShape VARIABLE = PatternShape.of(
            "[A-Za-z_][A-Za-z0-9_]*", "is not the name of a variable; use letters, digits and _, a digit not first");

    private static final PatternShape CONTAINER = PatternShape.of(
            "[a-zA-Z0-9][a-zA-Z0-9_.-]*",
            "is not a container name; use letters, digits, _, . and -, a letter or digit first");

    static final PatternShape CHOICE = PatternShape.of(
            "(?! )[^\\p{Cntrl},]{1,100}(?<! )",
            "cannot name a variant; use up to 100 characters without commas, tabs, line breaks and spaces at the ends");

    static final PatternShape TMUX_SOCKET = PatternShape.of(
            "[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}|/[^\\p{Cntrl}]{1,99}",
            "is not a tmux server; use a name of letters, digits, _, . and -, or the absolute path of a socket,"
                    + " at most 100 characters");

    static final PatternShape LINE = PatternShape.of(" *+[^\\p{Cntrl} ]\\P{Cntrl}*+", "is not a line of text");

    private static final List<String> TRUE = List.of("true", "yes", "on");
    private static final List<String> FALSE = List.of("false", "no", "off");

    private Shapes() {}

    static String container(String text) throws UnfitException {
        try {
            return CONTAINER.parse(text);
        } catch (UnfitException e) {
            boolean isImage = text.contains("/") || text.contains(":");
            throw new UnfitException(
                    e.complaint() + (isImage ? "; an image is none: name a container that is made of it" : ""));
        }
    }

    static Template command(String text) throws UnfitException {
        if (text.isBlank()) {
            throw new UnfitException("must be a command, but is empty");
        }
        return Template.parse(text);
    }

    static boolean truth(String text) throws UnfitException {
        if (isUsualCase(text) && TRUE.contains(text.toLowerCase(Locale.ROOT))) {
            return true;
        }
        if (isUsualCase(text) && FALSE.contains(text.toLowerCase(Locale.ROOT))) {
            return false;
        }
        throw new UnfitException("must be true or false, not " + Quoted.of(text));
    }

    static RestartMode restart(String text) throws UnfitException {
        return oneOf(RestartMode.values(), RestartMode::key, text, ForeignWords.restart(text));
    }

    static WithDependency withDependency(String text) throws UnfitException {
        return oneOf(WithDependency.values(), WithDependency::key, text, "");
    }

    static ParameterConfig.Type parameterType(String text) throws UnfitException {
        return oneOf(ParameterConfig.Type.values(), ParameterConfig.Type::key, text, "");
    }

    static DependencyCondition condition(String text) throws UnfitException {
        return oneOf(DependencyCondition.values(), DependencyCondition::key, text, "");
    }

    private static <T> T oneOf(T[] values, Function<T, String> key, String text, String meant) throws UnfitException {
        for (T value : values) {
            if (key.apply(value).equals(text)) {
                return value;
            }
        }
        List<String> keys = Arrays.stream(values).map(key).toList();
        int last = keys.size() - 1;
        throw new UnfitException("must be " + String.join(", ", keys.subList(0, last)) + " or " + keys.get(last)
                + ", not " + Quoted.of(text) + (meant.isEmpty() ? NearestName.hint(text, keys) : meant));
    }

    static int count(String text) throws UnfitException {
        if (!text.matches("[0-9]{1,9}")) {
            throw new UnfitException("must be a whole number from 0 to 999999999, not " + Quoted.of(text));
        }
        return Integer.parseInt(text);
    }

    /** Return a count; {@link ProcessConfig#UNLIMITED} for the word for it. */
    static int countOrUnlimited(String text) throws UnfitException {
        if (text.equals("unlimited")) {
            return ProcessConfig.UNLIMITED;
        }
        try {
            return count(text);
        } catch (UnfitException e) {
            throw new UnfitException(e.complaint() + "; or unlimited");
        }
    }

    static int countFromOne(String text) throws UnfitException {
        int count = count(text);
        if (count == 0) {
            throw new UnfitException("must be 1 or more, not 0");
        }
        return count;
    }

    /** Return whether what is said of an unhealthy process is that it is restarted. */
    static boolean restartsUnhealthy(String text) throws UnfitException {
        List<String> words = List.of("restart", "nothing");
        if (!words.contains(text)) {
            throw new UnfitException(
                    "must be restart or nothing, not " + Quoted.of(text) + NearestName.hint(text, words));
        }
        return text.equals("restart");
    }

    /** Tell whether a word is written like yes, Yes or YES, but not like yEs. */
    private static boolean isUsualCase(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        String upper = word.toUpperCase(Locale.ROOT);
        return word.equals(lower)
                || word.equals(upper)
                || (!word.isEmpty() && word.equals(upper.charAt(0) + lower.substring(1)));
    }
}
