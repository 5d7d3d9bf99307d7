/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.watch;

import java.util.regex.Pattern;
import org.concert.launcher.api.OutputStart;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads with which line of output to begin, as in tail(1): {@code 20} is the last 20, {@code +1} is line 1. */
public final class FirstLine implements ITypeConverter<OutputStart> {

    private static final Pattern LINES = Pattern.compile("\\d{1,18}|\\+0*[1-9]\\d{0,17}");

    @Override
    public OutputStart convert(String text) {
        if (!LINES.matcher(text).matches()) {
            throw new TypeConversionException(
                    "'" + text + "' is neither a number of lines, such as 20, nor a line to begin with, such as +1");
        }
        return text.startsWith("+")
                ? OutputStart.lineNumber(Long.parseLong(text.substring(1)))
                : OutputStart.last(Long.parseLong(text));
    }
}
