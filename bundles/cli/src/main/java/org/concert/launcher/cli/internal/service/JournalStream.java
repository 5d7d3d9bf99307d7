/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.service;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes each line with what the journal takes for its priority, {@code <4>} for a warning; see sd-daemon(3). A line tells its level by
 * its first word, as the log has it; one without, such as that of a stack trace, belongs to the line before.
 */
public final class JournalStream extends OutputStream {

    /** What lines have that tell no level, and come first. */
    public static final int WARNING = 4;

    private static final Map<String, Integer> PRIORITIES =
            Map.of("ERROR", 3, "WARN", WARNING, "INFO", 6, "DEBUG", 7, "TRACE", 7);

    private static final Pattern LEVEL = Pattern.compile("^(?:\\[[^\\]]*\\] )?(ERROR|WARN|INFO|DEBUG|TRACE) ");

    private final OutputStream journal;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int priority = WARNING;

    /** Create one before a stream that leads to the journal. */
    public JournalStream(OutputStream journal) {
        this.journal = journal;
    }

    /** Return whether the journal reads the standard error of this program, and not only that of one that has begun it. */
    public static boolean isStandardError(Map<String, String> variables) {
        return leadsTo(variables.getOrDefault("JOURNAL_STREAM", ""), Path.of("/proc/self/fd/2"));
    }

    /** Return whether a file is the one that systemd has named, by device and inode. */
    static boolean leadsTo(String journal, Path file) {
        if (journal.isEmpty()) {
            return false;
        }
        try {
            return journal.equals(Files.getAttribute(file, "unix:dev") + ":" + Files.getAttribute(file, "unix:ino"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public synchronized void write(int b) throws IOException {
        line.write(b);
        if (b == '\n') {
            writeLine();
        }
    }

    @Override
    public synchronized void flush() throws IOException {
        journal.flush();
    }

    @Override
    public synchronized void close() throws IOException {
        if (line.size() > 0) {
            write('\n');
        }
        journal.close();
    }

    private void writeLine() throws IOException {
        Matcher level = LEVEL.matcher(line.toString(StandardCharsets.UTF_8));
        priority = level.find() ? PRIORITIES.getOrDefault(level.group(1), priority) : priority;
        journal.write(("<" + priority + ">").getBytes(StandardCharsets.UTF_8));
        line.writeTo(journal);
        line.reset();
    }
}
