/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.OutputLine;
import org.concert.launcher.api.OutputLine.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Makes lines of what is read of a log, piece by piece. docs/output.md tells the format. Used by one thread at a time.
 */
public final class LogLines {

    /** Such as {@code 2026-11-24T22:48:37.123Z}; a character behind it tells what the line is. */
    private static final int STAMP = 24;

    /** Where logs begin and end is nothing to show. */
    private static final String FIRST_LINE = "log from byte ";

    private static final String LAST_LINE = "log goes on";

    private final String process;
    private final Launcher.OutputSink sink;

    /** The beginning of a line that has not ended yet. */
    private final BegunLine begun = new BegunLine();

    private long position = -1;
    /** The position up to which a line was told that has not ended. */
    private long told = -1;

    private byte[] lastStamp = new byte[0];
    private @Nullable Instant lastTime;

    /** Create one that hands out the lines of a process. */
    public LogLines(String process, Launcher.OutputSink sink) {
        this.process = process;
        this.sink = sink;
    }

    /** Return the byte of all output behind what was taken; -1 if nothing was taken yet. */
    public long position() {
        return position;
    }

    /** Take a piece, and hand out the lines that end in it. */
    public void take(LogPiece piece) {
        if (position >= 0 && piece.position() != position) {
            jump(piece.position());
        }
        position = piece.position();
        byte[] bytes = piece.bytes().array();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                line(bytes, start, i);
                start = i + 1;
            }
        }
        begun.write(bytes, start, bytes.length - start);
        position = piece.position() + bytes.length;
        sink.caughtUp();
    }

    private void jump(long to) {
        if (begun.size() > 0) {
            byte[] rest = begun.toByteArray();
            begun.reset();
            hand(rest, 0, rest.length, position);
        }
        told = -1;
        note(
                to > position
                        ? (to - position) + " bytes of output are missing: their logs are kept no more"
                        : "its log was begun anew by somebody");
    }

    /** Return the byte of all output at which the newest line begins, if it has not ended; else -1. */
    public long unendedFrom() {
        return begun.size() == 0 ? -1 : position - begun.size();
    }

    /**
     * Tell of the newest line if it has not ended and more of it has come than was told.
     *
     * @param most how many bytes of it are told; see {@link Launcher.OutputSink#unended}
     */
    public void unended(int most) {
        if (begun.size() == 0 || told == position) {
            return;
        }
        byte[] first = begun.first(STAMP + 1);
        Instant time = first.length > STAMP ? time(first, 0) : null;
        Kind kind = time == null ? Kind.OUTPUT : kind(first[STAMP]);
        if (kind != Kind.NOTE) {
            told = position;
            byte[] content = begun.shown(time == null ? 0 : STAMP + 1, most);
            sink.unended(new OutputLine(process, kind, time, ByteBuffer.wrap(content), unendedFrom()));
        }
    }

    /** Say something of the output. */
    public void note(String text) {
        ByteBuffer content = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        sink.line(new OutputLine(process, Kind.NOTE, null, content, Math.max(0, position - begun.size())));
    }

    private void line(byte[] bytes, int start, int end) {
        long next = position + end + 1;
        if (begun.size() == 0) {
            hand(bytes, start, end, next);
        } else {
            begun.write(bytes, start, end - start);
            byte[] whole = begun.toByteArray();
            begun.reset();
            hand(whole, 0, whole.length, next);
        }
    }

    private void hand(byte[] bytes, int start, int end, long next) {
        Instant time = end - start > STAMP ? time(bytes, start) : null;
        if (time == null) {
            sink.line(new OutputLine(process, Kind.OUTPUT, null, copy(bytes, start, end), next));
        } else if (kind(bytes[start + STAMP]) == Kind.NOTE) {
            ByteBuffer note = copy(bytes, Math.min(start + STAMP + 2, end), end);
            String text = StandardCharsets.UTF_8.decode(note.duplicate()).toString();
            if (!text.startsWith(FIRST_LINE) && !text.equals(LAST_LINE)) {
                sink.line(new OutputLine(process, Kind.NOTE, time, note, next));
            }
        } else {
            Kind kind = kind(bytes[start + STAMP]);
            sink.line(new OutputLine(process, kind, time, copy(bytes, start + STAMP + 1, end), next));
        }
    }

    private static Kind kind(byte mark) {
        return mark == '#' ? Kind.NOTE : mark == '!' ? Kind.ERROR : Kind.OUTPUT;
    }

    private static ByteBuffer copy(byte[] bytes, int start, int end) {
        return ByteBuffer.wrap(Arrays.copyOfRange(bytes, start, end));
    }

    /** Return the time of a line, or null if it has none; most lines have that of the line before. */
    private @Nullable Instant time(byte[] bytes, int start) {
        byte kind = bytes[start + STAMP];
        if (bytes[start + STAMP - 1] != 'Z' || (kind != ' ' && kind != '#' && kind != '+' && kind != '!')) {
            return null;
        }
        if (!Arrays.equals(bytes, start, start + STAMP, lastStamp, 0, lastStamp.length)) {
            try {
                lastTime = Instant.parse(new String(bytes, start, STAMP, StandardCharsets.ISO_8859_1));
            } catch (DateTimeException e) {
                return null;
            }
            lastStamp = Arrays.copyOfRange(bytes, start, start + STAMP);
        }
        return lastTime;
    }
}
