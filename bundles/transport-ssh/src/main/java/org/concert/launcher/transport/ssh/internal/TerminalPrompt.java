/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.ssh.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks on the terminal of the launcher, wherever its streams lead: {@code java.io.Console} is there only when neither is
 * redirected. One question at a time. Without a terminal, or in the background, there is no answer.
 */
final class TerminalPrompt {

    private static final Logger logger = LoggerFactory.getLogger(TerminalPrompt.class);

    /** The group of this shell has to be the one in the foreground, or to read would stop it. */
    private static final String SCRIPT = """
            { exec 3<> /dev/tty; } 2> /dev/null || exit 3
            IFS=' ' read -r stat < /proc/self/stat
            IFS=' ' read -r _ _ group _ _ foreground _ << END
            ${stat##*) }
            END
            [ "$group" = "$foreground" ] || exit 3
            saved=$(stty -g <&3)
            trap 'stty "$saved" <&3; echo >&3' EXIT
            trap 'exit 1' HUP INT TERM
            if [ "$2" = hidden ]; then stty -echo <&3; fi
            printf '%s' "$1" >&3
            IFS= read -r answer <&3 || exit 1
            printf '%s' "$answer"
            """;

    /**
     * Ask, and wait for the answer.
     *
     * @param prompt ends with a blank
     * @param shown whether the answer is shown as it is typed
     */
    synchronized Optional<char[]> ask(String prompt, boolean shown) throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        List.of("sh", "-c", SCRIPT, "sh", printable(prompt), shown ? "shown" : "hidden"))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            Process shell = builder.start();
            try {
                shell.getOutputStream().close();
                String answer = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return shell.waitFor() == 0 ? Optional.of(answer.toCharArray()) : Optional.empty();
            } finally {
                shell.destroy();
            }
        } catch (IOException e) {
            logger.debug("Cannot ask on the terminal", e);
            return Optional.empty();
        }
    }

    /** A server chooses some of the words; it shall not steer the terminal by them. */
    private static String printable(String prompt) {
        return prompt.replaceAll("\\p{Cntrl}", " ");
    }
}
