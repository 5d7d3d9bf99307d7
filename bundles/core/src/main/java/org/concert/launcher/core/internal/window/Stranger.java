/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What leads the window of a process that another account has started: its tmux server and its marks are not for this one to see, but the
 * title of the program is.
 *
 * @param pid the program
 * @param user the account
 * @param title what it is for, as anybody may have given it
 * @param counts whether that account is one who may well have started it: root, or the owner of the launcher file
 */
public record Stranger(long pid, String user, String title, boolean counts) {

    private static final Pattern LINE = Pattern.compile("(?m)^(\\d+) (\\S+) (concert_launcher .*)$");

    /** Return the title of what leads the window of a process of a launcher file. */
    public static String title(ProcessKey key, FileMark file) {
        return "concert_launcher " + key + " of " + file.title();
    }

    /** Read what the function {@code strangers} of the agent has printed. */
    public static List<Stranger> read(String printed) {
        return LINE.matcher(printed)
                .results()
                .map(line -> new Stranger(Long.parseLong(line.group(1)), line.group(2), line.group(3), false))
                .toList();
    }

    /** Return the same, for a launcher file. */
    public Stranger of(FileMark file) {
        return new Stranger(pid, user, title, user.equals("root") || user.equals(file.owner()));
    }

    /** Return it in words that follow the name of the process. */
    public String words() {
        return "runs under the account %s (pid %d), which has started it from this launcher file, too"
                .formatted(user, pid);
    }
}
