/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Which lines of captured output to begin with, as in tail(1).
 *
 * @param last how many lines from the end; {@link Integer#MAX_VALUE} for all
 * @param skipped how many of these to leave out, from the first on
 */
record LineRange(int last, int skipped) {

    /** More lines than a log file holds, and no overflow. */
    private static final Pattern LINES = Pattern.compile("\\d{1,9}|\\+0*[1-9]\\d{0,8}");

    /** Reads {@code 20} and {@code +1}. */
    static final class Converter implements ITypeConverter<LineRange> {

        @Override
        public LineRange convert(String text) {
            if (!LINES.matcher(text).matches()) {
                throw new TypeConversionException("'" + text
                        + "' is neither a number of lines, such as 20, nor a line to begin with, such as +1");
            }
            return text.startsWith("+")
                    ? new LineRange(Integer.MAX_VALUE, Integer.parseInt(text.substring(1)) - 1)
                    : new LineRange(Integer.parseInt(text), 0);
        }
    }
}
