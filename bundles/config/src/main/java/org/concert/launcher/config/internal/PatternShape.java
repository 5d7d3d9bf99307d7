/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

import java.util.regex.Pattern;

/**
 * Text that matches a pattern as a whole.
 *
 * @param remedy what a text that does not match is not, and what would be right; follows the text in messages
 */
record PatternShape(Pattern pattern, String remedy) implements Shape<String> {

    static PatternShape of(String pattern, String remedy) {
        return new PatternShape(Pattern.compile(pattern), remedy);
    }

    boolean fits(String text) {
        return pattern.matcher(text).matches();
    }

    @Override
    public String parse(String text) throws UnfitException {
        if (!fits(text)) {
            throw new UnfitException(Quoted.of(text) + " " + remedy);
        }
        return text;
    }
}
