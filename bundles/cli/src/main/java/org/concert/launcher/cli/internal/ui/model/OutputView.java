/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.concert.launcher.api.Launcher.OutputSink;
import org.concert.launcher.api.OutputLine;
import org.concert.launcher.api.OutputLine.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The last lines that some processes have printed, by time, and which of them are looked at; below them, for who follows, those that have
 * not ended, as they stand. Lines may be added by any thread; all else is for one. It holds the lines of these processes only: for others
 * there is another.
 */
public final class OutputView implements OutputSink {

    /** So many lines are kept, at least. */
    static final int KEPT = 5_000;

    private static final long FOLLOWING = -1;

    /**
     * A line.
     *
     * @param process who printed it
     * @param kind whose it is
     * @param time when, or null
     * @param text what it says, with its escape sequences
     * @param ended whether it has ended; else it is the newest of its process, and more of it may come
     */
    public record Line(String process, Kind kind, @Nullable Instant time, String text, boolean ended) {

        private static Line of(OutputLine line, boolean ended) {
            return new Line(line.process(), line.kind(), line.time(), line.text(), ended);
        }
    }

    private final List<String> names;
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, Line> unended = new LinkedHashMap<>();
    private long dropped;
    private long version;
    /** The number of the last line that is shown. */
    private long last = FOLLOWING;

    private @Nullable Pattern wanted;
    private @Nullable Pattern sought;

    /** Create an empty one for these processes. */
    public OutputView(List<String> names) {
        this.names = List.copyOf(names);
    }

    /** Return whose output it is. */
    public List<String> names() {
        return names;
    }

    /** Return a number that is another one when something has changed. */
    public synchronized long version() {
        return version;
    }

    /** Take a line. What another process has printed later goes behind it. */
    @Override
    public synchronized void line(OutputLine line) {
        var taken = Line.of(line, true);
        if (line.kind() != Kind.NOTE) {
            unended.remove(line.process());
        }
        int at = lines.size();
        while (at > 0 && isLater(lines.get(at - 1), taken)) {
            at--;
        }
        lines.add(at, taken);
        if (lines.size() >= 2 * KEPT) {
            lines.subList(0, KEPT).clear();
            dropped += KEPT;
        }
        version++;
    }

    @Override
    public synchronized void unended(OutputLine line) {
        unended.put(line.process(), Line.of(line, false));
        version++;
    }

    private static boolean isLater(Line before, Line line) {
        return before.time() != null
                && line.time() != null
                && !before.process().equals(line.process())
                && before.time().isAfter(line.time());
    }

    /** Return whether new lines are shown as they come. */
    public synchronized boolean isFollowing() {
        return last == FOLLOWING;
    }

    /** Stay at what is shown, or go on with the newest lines. */
    public synchronized void pause(boolean pause) {
        last = pause ? dropped + lines.size() - 1 : FOLLOWING;
        version++;
    }

    /** Show older lines, or newer ones; at the newest, new ones are followed. */
    public synchronized void scroll(int by) {
        List<Integer> shown = wantedLines();
        int at = index(shown);
        int next = at + by;
        if (next >= shown.size() - 1 || shown.isEmpty()) {
            last = FOLLOWING;
        } else {
            last = dropped + shown.get(Math.max(0, next));
        }
        version++;
    }

    /** Show the oldest line there is. */
    public synchronized void toOldest(int height) {
        List<Integer> shown = wantedLines();
        if (shown.size() > height) {
            last = dropped + shown.get(Math.max(0, height - 1));
        }
        version++;
    }

    /** Show only lines in which something is found; all, for null. */
    public synchronized void filter(@Nullable Pattern pattern) {
        wanted = pattern;
        version++;
    }

    /** Look for something from here on; null for nothing. */
    public synchronized void search(@Nullable Pattern pattern) {
        sought = pattern;
        version++;
    }

    /** Return what lines are shown by. */
    public synchronized Optional<Pattern> filter() {
        return Optional.ofNullable(wanted);
    }

    /** Return what is looked for. */
    public synchronized Optional<Pattern> sought() {
        return Optional.ofNullable(sought);
    }

    /**
     * Show the next older, or newer, line in which that is found; return whether there is one.
     *
     * @param older whether to look upwards
     */
    public synchronized boolean toMatch(boolean older) {
        Pattern pattern = sought;
        if (pattern == null) {
            return false;
        }
        List<Integer> shown = wantedLines();
        int step = older ? -1 : 1;
        // Following, the newest line itself may hold it.
        int from = last == FOLLOWING && older ? shown.size() : index(shown);
        for (int i = from + step; i >= 0 && i < shown.size(); i += step) {
            if (pattern.matcher(plain(lines.get(shown.get(i)))).find()) {
                last = dropped + shown.get(i);
                version++;
                return true;
            }
        }
        return false;
    }

    /** Return the lines to show, the oldest first; as many as this at most. */
    public synchronized List<Line> visible(int height) {
        List<Integer> shown = wantedLines();
        int end = index(shown) + 1;
        Stream<Line> standing = last == FOLLOWING ? unended.values().stream().filter(this::isWanted) : Stream.of();
        List<Line> all = Stream.concat(
                        shown.subList(Math.max(0, end - height), end).stream().map(lines::get), standing)
                .toList();
        return all.subList(Math.max(0, all.size() - height), all.size());
    }

    /** Return how many lines came after the last one shown. */
    public synchronized int newer() {
        List<Integer> shown = wantedLines();
        return shown.size() - 1 - index(shown);
    }

    /** Return where the last line shown stands among those wanted; -1 if there is none. */
    private int index(List<Integer> shown) {
        if (last == FOLLOWING) {
            return shown.size() - 1;
        }
        int at = -1;
        while (at + 1 < shown.size() && dropped + shown.get(at + 1) <= last) {
            at++;
        }
        return Math.max(at, shown.isEmpty() ? -1 : 0);
    }

    private List<Integer> wantedLines() {
        List<Integer> shown = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            if (isWanted(lines.get(i))) {
                shown.add(i);
            }
        }
        return shown;
    }

    private boolean isWanted(Line line) {
        return wanted == null || wanted.matcher(plain(line)).find();
    }

    private static String plain(Line line) {
        return line.text().indexOf('\u001b') < 0
                ? line.text()
                : line.text().replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", "");
    }
}
