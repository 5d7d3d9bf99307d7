/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concert.launcher.config.NearestName;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Puts SnakeYAML's errors into one line each, the common ones in words that say what to do. */
final class SyntaxComplaint {

    private static final Pattern UNDEFINED_ALIAS = Pattern.compile("found undefined alias (.*)");

    private static final Pattern INDICATOR = Pattern.compile("found character ('[%@`]') that cannot start any token");

    private SyntaxComplaint() {}

    /**
     * Return one line for an error.
     *
     * @param anchors the anchors seen before it
     * @param text that of the file
     */
    static String of(MarkedYAMLException error, Collection<String> anchors, String text) {
        String problem = oneLine(error.getProblem());
        String context = oneLine(error.getContext());
        String begin = beginOf(error.getContextMark());
        Matcher alias = UNDEFINED_ALIAS.matcher(problem);
        if (alias.matches()) {
            String name = alias.group(1);
            return "no anchor '&" + name + "' precedes the alias '*" + name + "'" + NearestName.hint(name, anchors);
        }
        Matcher indicator = INDICATOR.matcher(problem);
        if (indicator.find()) {
            return "plain text cannot begin with " + indicator.group(1) + "; put the value in quotes";
        }
        if (context.startsWith("while scanning an alias")) {
            return "plain text cannot begin with '*', which names an anchor; put the value in quotes";
        }
        if (context.startsWith("while scanning an anchor")) {
            return "plain text cannot begin with '&', which makes an anchor; put the value in quotes";
        }
        if (context.contains("flow") && problem.startsWith("expected ','")) {
            return "this does not continue the list or mapping that opens" + begin + "; a comma or bracket is missing";
        }
        if (problem.contains("TAB")) {
            return "a tab cannot indent YAML; use spaces";
        }
        if (problem.equals("mapping values are not allowed here")) {
            return "a ': ' cannot stand here; "
                    + ForeignWords.missingSpace(
                            lineBefore(error.getProblemMark(), text),
                            "put the value in quotes, or mend the indentation");
        }
        if (problem.startsWith("expected <block end>")) {
            return "this does not fit the block that begins" + begin + "; mend the indentation or the quotes";
        }
        if (problem.endsWith("unexpected end of stream") && context.contains("quoted scalar")) {
            return "the quote that opens" + begin + " is never closed";
        }
        return "is not valid YAML: " + problem + (context.isEmpty() ? "" : ", " + context + begin);
    }

    /** The text before a colon without a space goes on in the next line, as any text does. */
    private static String lineBefore(@Nullable Mark mark, String text) {
        return mark == null
                ? ""
                : text.lines()
                        .limit(mark.getLine())
                        .map(String::strip)
                        .reduce((first, second) -> second)
                        .orElse("");
    }

    static String oneLine(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("").strip();
    }

    private static String beginOf(@Nullable Mark mark) {
        return mark == null ? "" : " in line " + (mark.getLine() + 1);
    }
}
