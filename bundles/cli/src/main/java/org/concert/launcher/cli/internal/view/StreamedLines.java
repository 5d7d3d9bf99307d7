/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.io.PrintStream;
import java.util.Arrays;
import org.concert.launcher.api.OutputLine;

/**
 * Lines for whoever reads a stream, from which nothing can be taken back: of a line that has not ended only what is new is written. So it
 * comes whole where more than one process, or a choice of lines, share the stream; and so does one that writes over itself.
 */
public final class StreamedLines implements LineDisplay {

    private final PrintStream out;
    private final OutputLines format;
    private final boolean continues;

    /** What was written of the line that has not ended; empty if there is none. */
    private byte[] written = {};

    /** Whether the stream ends with that. */
    private boolean within;

    /**
     * Create one.
     *
     * @param continues whether a line may be written bit by bit
     */
    public StreamedLines(PrintStream out, OutputLines format, boolean continues) {
        this.out = out;
        this.format = format;
        this.continues = continues;
    }

    @Override
    public void print(OutputLine line) {
        byte[] bytes = format.line(line);
        if (line.kind() == OutputLine.Kind.NOTE) {
            // One of the launcher: that of a capture stands behind the end of the line.
            endLine();
            out.writeBytes(bytes);
            return;
        }
        if (!goesOn(bytes)) {
            endLine();
            written = new byte[0];
        }
        boolean isToldWhole = !within && written.length > 0 && written.length == bytes.length - 1;
        if (!isToldWhole) {
            out.write(bytes, written.length, bytes.length - written.length);
        }
        written = new byte[0];
        within = false;
    }

    @Override
    public void unended(OutputLine line) {
        byte[] bytes = format.unended(line);
        if (!continues || line.text().indexOf('\r') >= 0 || !goesOn(bytes)) {
            return;
        }
        out.write(bytes, written.length, bytes.length - written.length);
        written = bytes;
        within = true;
    }

    private boolean goesOn(byte[] bytes) {
        return bytes.length >= written.length && Arrays.equals(written, 0, written.length, bytes, 0, written.length);
    }

    private void endLine() {
        if (within) {
            out.write('\n');
            within = false;
        }
    }

    @Override
    public void caughtUp() {
        // It is flushed by whoever prints.
    }

    @Override
    public void end() {
        endLine();
        out.flush();
    }
}
