/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.output;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concert.launcher.api.HistoryEntry;
import org.concert.launcher.api.HistoryEntry.Kind;
import org.concert.launcher.api.OutputLine;
import org.jspecify.annotations.Nullable;

/** Reads what {@code notes.sh} prints of the logs of one machine. */
final class Notes {

    private static final Pattern LINE = Pattern.compile("([-0-9T:.]+Z)(#? |\\+)(.*)");

    /** A note on how a process ended begins so. */
    static final String ENDED = "ended ";

    private static final Pattern END = Pattern.compile("ended\\b.*|its window was closed");

    /** Those of a log, which say nothing of the process. */
    private static final Pattern OF_LOG = Pattern.compile("log (from byte|goes on).*");

    /** Stands before all else. */
    private static final Pattern BOOT = Pattern.compile("boot [0-9]{1,12}");

    private static final int MOST_LINES = 3;

    private final String machine;
    private final Map<String, String> sessions;
    private final List<HistoryEntry> entries = new ArrayList<>();
    private final Deque<String> before = new ArrayDeque<>();
    private @Nullable String process;
    private Instant boot = Instant.EPOCH;

    private Notes(String machine, Map<String, String> sessions) {
        this.machine = machine;
        this.sessions = sessions;
    }

    /**
     * Return what it tells of, in the order in which it is told.
     *
     * @param sessions those of the processes, by name; of others nothing is told
     * @param since of what was before nothing is told; null for the boot of the machine
     */
    static List<HistoryEntry> read(
            String printed, String machine, Map<String, String> sessions, @Nullable Instant since) {
        Notes notes = new Notes(machine, sessions);
        printed.lines().forEach(notes::line);
        Instant begin = since == null ? notes.boot : since;
        return notes.entries.stream()
                .filter(entry -> !entry.time().isBefore(begin))
                .toList();
    }

    private void line(String line) {
        Matcher parts = LINE.matcher(line);
        if (process == null && BOOT.matcher(line).matches()) {
            boot = Instant.ofEpochSecond(Long.parseLong(line.substring("boot ".length())));
        } else if (line.startsWith("process ")) {
            process = line.substring("process ".length());
            before.clear();
        } else if (!parts.matches()) {
            // Between two notes there are lines that are not shown.
            before.clear();
        } else if (parts.group(2).equals("# ")) {
            note(parts.group(1), parts.group(3));
        } else {
            before.add(parts.group(3));
            if (before.size() > MOST_LINES) {
                before.remove();
            }
        }
    }

    private void note(String time, String what) {
        // An interactive bash says so itself where it is told to.
        if (OutputLine.EXIT_OF_BASH.equals(before.peekLast())) {
            before.removeLast();
        }
        String of = process;
        String session = of == null ? null : sessions.get(of);
        if (of == null || session == null || OF_LOG.matcher(what).matches()) {
            return;
        }
        Kind kind =
                what.startsWith("started") ? Kind.STARTED : END.matcher(what).matches() ? Kind.ENDED : Kind.NOTED;
        List<String> last = HistoryEntry.isFailure(kind, what) ? List.copyOf(before) : List.of();
        try {
            entries.add(new HistoryEntry(Instant.parse(time), of, session, machine, kind, what, last));
        } catch (DateTimeParseException e) {
            // No capture has written that: a line that somebody has put there.
            return;
        } finally {
            before.clear();
        }
    }
}
