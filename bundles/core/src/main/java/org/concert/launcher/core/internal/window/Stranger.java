/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

    private static final int DIGEST_BYTES = 16;

    private static final Pattern LINE = Pattern.compile("(?m)^(\\d+) (\\S+) (concert_launcher window [0-9a-f]+)$");

    /** Return the title of what leads the window of a process of a launcher file; who looks for one by its name (pgrep -f) does not find it. */
    public static String title(ProcessKey key, FileMark file) {
        return "concert_launcher window " + digest(key + " of " + file.host() + ":" + file.realPath());
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
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
