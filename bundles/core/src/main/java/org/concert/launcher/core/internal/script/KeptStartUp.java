/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.script;

import java.util.List;
import java.util.Map;
import org.concert.launcher.api.ShellQuote;

/**
 * Runs commands by a bash that is as if it had read ~/.bashrc just now, though one of the same place, folder and environment may
 * have done so for it a while ago; startup.sh tells how, and when it is read anew. Each command has a bash of its own, so
 * what it does there is seen by nobody else, and nothing lives on between them.
 */
public final class KeptStartUp {

    /** Names the file in which it is kept what ~/.bashrc came to. */
    private static final String NAME = "CONCERT_LAUNCHER_KEPT";

    /** The functions that make such a file. */
    private static final String KEEP = "CONCERT_LAUNCHER_KEEP";

    private static final String FUNCTIONS = Resource.withoutComments(KeptStartUp.class, "keep.sh");

    /** Has a POSIX shell become such a bash. */
    private static final String START_UP = "CONCERT_LAUNCHER_STARTUP";

    /** Bash as POSIX has it reads no such file. */
    private static final String BECOME = """
            exec 9<<'rc'
            %src
            if [ -r /dev/fd/9 ] && [ -z "${POSIXLY_CORRECT+x}" ]; then exec bash --rcfile /dev/fd/9 -ic "$1"; fi
            exec 9<&-
            """.formatted(Resource.withoutComments(KeptStartUp.class, "startup.sh"));

    private static final String RUN =
            "eval \"${%s-}\"; unset %s %s %s; exec bash -ic \"$1\"".formatted(START_UP, START_UP, KEEP, NAME);

    private KeptStartUp() {}

    /** Return the assignments of what has to be in the environment, by which the many commands of a place do not need to bring it along. */
    public static String assignments() {
        return START_UP + "=" + ShellQuote.word(BECOME) + "\n" + KEEP + "=" + ShellQuote.word(FUNCTIONS) + "\n";
    }

    /** Return the words that run a command; where there is none of {@link #assignments}, it reads ~/.bashrc. */
    public static List<String> words(String command) {
        return List.of("sh", "-c", RUN, "sh", command);
    }

    /**
     * Return what {@link #words} finds in its environment besides.
     *
     * @param where tells apart places, and the environments that processes have of their own; all else is seen to there
     */
    public static Map<String, String> asked(List<?> where) {
        return Map.of(
                NAME, Integer.toHexString(List.of(where, FUNCTIONS, BECOME).hashCode()));
    }
}
