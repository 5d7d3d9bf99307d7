/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import static org.concert.launcher.tmux.TmuxText.argument;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.concert.launcher.api.ExitStatus;
import org.jspecify.annotations.Nullable;

/**
 * How a process last ended that was stopped: its pane is removed then, so it is noted as an option of the tmux server, one for
 * each process, until the process is started again or the server ends.
 */
public final class EndMark {

    /** Behind it is the key of the process. */
    private static final String OPTION = "@concert_end/";

    private static final int FIELDS = 6;
    private static final char BY_SIGNAL = 's';
    private static final char BY_ITSELF = 'c';
    private static final int SIGNALLED = 128;

    private EndMark() {}

    /** Return the command that notes how a process ended. */
    static String note(PaneRecord ended, ExitStatus exit) {
        return "set-option -s %s %s".formatted(argument(OPTION + ended.key()), argument(encode(ended, exit)));
    }

    /** Return the command that forgets it. */
    static String forget(ProcessKey key) {
        return "set-option -su " + argument(OPTION + key);
    }

    private static String encode(PaneRecord ended, ExitStatus exit) {
        StartMark start = ended.start();
        return String.join(
                "/",
                exit.signal() == null ? BY_ITSELF + "" + exit.code() : BY_SIGNAL + "" + (exit.code() - SIGNALLED),
                Long.toString(ended.endSeconds()),
                Long.toString(start.startMillis()),
                Long.toString(start.madeSeconds()),
                Long.toString(ended.marks().readyMillis()),
                StartMark.encode(start.logFile()));
    }

    /** Read what {@code show-options -s} printed: by process, its last pane as far as it is known. */
    public static Map<ProcessKey, PaneRecord> read(List<String> lines) {
        Map<ProcessKey, PaneRecord> ends = new HashMap<>();
        ServerOptions.ofProcesses(OPTION, lines).forEach((key, word) -> {
            PaneRecord ended = decode(key, word);
            if (ended != null) {
                ends.put(key, ended);
            }
        });
        return ends;
    }

    private static @Nullable PaneRecord decode(ProcessKey key, String word) {
        String[] fields = word.split("/", -1);
        if (fields.length != FIELDS || fields[0].isEmpty()) {
            return null;
        }
        int how = (int) PaneFormat.number(fields[0].substring(1));
        ExitStatus exit = fields[0].charAt(0) == BY_SIGNAL ? ExitStatus.ofSignal(how) : ExitStatus.ofCode(how);
        StartMark start = new StartMark(
                "",
                PaneFormat.number(fields[2]),
                0,
                PaneFormat.number(fields[3]),
                List.of(),
                Map.of(),
                StartMark.decodeText(fields[5]),
                "",
                false,
                StartMark.Source.NONE,
                0);
        return new PaneRecord(
                key,
                "",
                new PaneRecord.Programs(0, 0),
                new PaneRecord.End(exit, PaneFormat.number(fields[1])),
                start,
                PaneMarks.NONE
                        .withBegun()
                        .withReady(PaneFormat.number(fields[4]))
                        .withStop(1),
                RestartMarks.NONE,
                0);
    }
}
