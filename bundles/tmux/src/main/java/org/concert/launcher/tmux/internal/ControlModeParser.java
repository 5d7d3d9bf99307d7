/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.tmux.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concert.launcher.tmux.Notification;

/**
 * Puts the lines of control mode together: lines in, events out. Not safe for several threads.
 *
 * <p>A command's output stands between {@code %begin TIME NUMBER FLAGS} and {@code %end} or {@code %error} with the
 * same three. All in between is output, whatever it looks like.
 */
public final class ControlModeParser {

    private static final Pattern BEGIN = Pattern.compile("%begin (\\d+ \\d+ (\\d+))");

    /** The time, number and flags of the open block; empty outside of one. */
    private String guard = "";

    private boolean own;
    private List<String> lines = new ArrayList<>();

    /**
     * Take the next line.
     *
     * @param line a line without its line feed
     * @return what the line completes, if it does
     * @throws MalformedStreamException if the line can not stand here
     */
    public Optional<ControlModeEvent> accept(String line) throws MalformedStreamException {
        if (!guard.isEmpty()) {
            return acceptWithinBlock(line);
        }
        if (line.startsWith("%begin ")) {
            open(line);
            return Optional.empty();
        }
        if (line.startsWith("%end ") || line.startsWith("%error ")) {
            throw new MalformedStreamException("end of a reply that has not begun: " + shorten(line));
        }
        return Optional.of(new ControlModeEvent.Notice(notification(line)));
    }

    /** Tell whether a block was begun and not ended. */
    public boolean withinBlock() {
        return !guard.isEmpty();
    }

    private void open(String line) throws MalformedStreamException {
        Matcher matcher = BEGIN.matcher(line);
        if (!matcher.matches()) {
            throw new MalformedStreamException("beginning of a reply without its numbers: " + shorten(line));
        }
        guard = matcher.group(1);
        own = matcher.group(2).equals("1");
    }

    private Optional<ControlModeEvent> acceptWithinBlock(String line) {
        boolean failed = line.equals("%error " + guard);
        if (!failed && !line.equals("%end " + guard)) {
            lines.add(line);
            return Optional.empty();
        }
        var block = new ControlModeEvent.Block(own, failed, lines);
        guard = "";
        lines = new ArrayList<>();
        return Optional.of(block);
    }

    private static Notification notification(String line) {
        if (!line.startsWith("%")) {
            return new Notification("", line);
        }
        int space = line.indexOf(' ');
        return space < 0
                ? new Notification(line.substring(1), "")
                : new Notification(line.substring(1, space), line.substring(space + 1));
    }

    private static String shorten(String line) {
        return line.length() <= 80 ? line : line.substring(0, 80) + "...";
    }
}
