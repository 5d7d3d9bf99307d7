/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.ssh.internal;

import java.nio.charset.StandardCharsets;
import org.concert.launcher.api.Command;
import org.concert.launcher.api.ShellQuote;

/**
 * Puts a command through the login shell of a user, which sshd hands the words of a client to, whichever shell that is:
 * inside the quotes are only characters that no shell takes for anything (csh: {@code !} and line ends; fish:
 * backslashes), and what the start-up files of that shell print comes before {@link #BEGIN}, the process id of the command
 * and {@link #END}.
 */
final class LoginShell {

    /** What is printed before the process id. */
    static final String BEGIN = "\u001econcert-launcher ";

    /** What is printed between the process id and the output of the command. */
    static final char END = '\u001e';

    private static final String HARMLESS = "_./:=,@%+- ";

    private LoginShell() {}

    /** Return the words for sshd. */
    static String line(Command command) {
        String line = (command.mergeErrors() ? "exec 2>&1; " : "") + "exec " + ShellQuote.words(command.arguments());
        return "exec sh -c 'printf %b \"$1$$$2\"; eval \"$(printf %b \"$3\")\"' sh '"
                + String.join("' '", escaped(BEGIN), escaped(String.valueOf(END)), escaped(line)) + "'";
    }

    /** So that {@code printf %b} (POSIX) gives it back. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if ((c < 0x80 && Character.isLetterOrDigit(c)) || HARMLESS.indexOf(c) >= 0) {
                escaped.append(c);
            } else {
                escaped.append("\\0").append("%03o".formatted((int) c));
            }
        }
        return escaped.toString();
    }
}
