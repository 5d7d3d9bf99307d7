/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.output;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.OutputLine;

/**
 * Keeps the last lines of output as long as they are not too long together; the very last always. What an interactive bash says at its own
 * end is left out. Filled by one thread.
 */
final class LastLines implements Launcher.OutputSink {

    private final int most;
    private final Deque<String> lines = new ArrayDeque<>();
    private boolean exits;
    private long length;

    /**
     * Create one.
     *
     * @param most how many characters are kept
     */
    LastLines(int most) {
        this.most = most;
    }

    @Override
    public void line(OutputLine line) {
        String text = line.text();
        boolean isNote = line.kind() == OutputLine.Kind.NOTE;
        if (exits && isNote && text.startsWith(Notes.ENDED)) {
            length -= lines.removeLast().length();
        }
        exits = !isNote && text.equals(OutputLine.EXIT_OF_BASH);
        lines.add(text);
        length += text.length();
        while (length > most && lines.size() > 1) {
            length -= lines.remove().length();
        }
    }

    @Override
    public void unended(OutputLine line) {
        line(line);
    }

    /** Return what is kept, once no more comes. */
    List<String> lines() {
        return List.copyOf(lines);
    }
}
