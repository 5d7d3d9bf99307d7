/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The environment variables as the user has set them. They are those of this JVM, save for the locale: where Java would
 * make nothing of the user's, the start script has given the JVM another one, which is no business of the programs that
 * the launcher starts.
 */
public final class UserEnvironment {

    private static final String LOCALE = "LC_ALL";

    /**
     * Set by the start script to an equals sign and what the user has as LC_ALL, or to nothing if he has not set it;
     * missing if the JVM has what the user has.
     */
    private static final String LOCALE_OF_USER = "concert.launcher.lc_all";

    private UserEnvironment() {}

    /** Return the variables. */
    public static Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>(System.getenv());
        restore(variables);
        return variables;
    }

    /**
     * Put the variables of this JVM right that are not as the user has set them.
     *
     * @param variables the environment of a program to be started; the rest of it is left as it is, byte for byte
     */
    public static void restore(Map<String, String> variables) {
        restore(variables, System.getProperty(LOCALE_OF_USER));
    }

    static void restore(Map<String, String> variables, @Nullable String locale) {
        if (locale == null) {
            return;
        }
        if (locale.isEmpty()) {
            variables.remove(LOCALE);
        } else {
            variables.put(LOCALE, locale.substring(1));
        }
    }
}
