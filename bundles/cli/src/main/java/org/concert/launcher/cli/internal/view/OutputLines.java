/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.concert.launcher.api.OutputLine;
import org.jspecify.annotations.Nullable;

/**
 * Shows lines of output: the bytes as they are, behind the name of the process when there are several, and behind the time
 * when that is asked for. What the capture says, and not the process, is marked by "#"; on a terminal, standard error that is told apart
 * has a colour.
 */
public final class OutputLines {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

    private final Map<String, byte[]> prefixes = new HashMap<>();
    private final Paint paint;
    private final boolean forTerminal;
    private final @Nullable DateTimeFormatter time;

    /**
     * Create one for these processes.
     *
     * @param forTerminal whether a terminal shows them: it gets what a line looked like in the end, and nothing that steers it
     * @param zone the zone to show the time of each line in; null to show none
     */
    public OutputLines(List<String> names, Paint paint, boolean forTerminal, @Nullable ZoneId zone) {
        this.paint = paint;
        this.forTerminal = forTerminal;
        this.time = zone == null ? null : TIME.withZone(zone);
        int width = 0;
        for (String name : names) {
            width = Math.max(width, name.length());
        }
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            String prefix = paint.numbered(i, name + " ".repeat(width - name.length()) + " |") + " ";
            prefixes.put(name, bytes(names.size() == 1 ? "" : prefix));
        }
    }

    /** Return a line of output as it is to be shown, with its end. */
    public byte[] line(OutputLine line) {
        byte[] unended = unended(line);
        byte[] shown = Arrays.copyOf(unended, unended.length + 1);
        shown[unended.length] = '\n';
        return shown;
    }

    /** Return the same without its end. */
    public byte[] unended(OutputLine line) {
        byte[] prefix = prefixes.getOrDefault(line.process(), new byte[0]);
        byte[] stamp = time == null || line.time() == null ? new byte[0] : bytes(time.format(line.time()) + " ");
        ByteBuffer content = content(line);
        byte[] shown = new byte[prefix.length + stamp.length + content.remaining()];
        ByteBuffer.wrap(shown).put(prefix).put(stamp).put(content);
        return shown;
    }

    private ByteBuffer content(OutputLine line) {
        if (line.kind() == OutputLine.Kind.NOTE) {
            return ByteBuffer.wrap(bytes(paint.dim("# " + line.text())));
        }
        if (!forTerminal) {
            return line.content();
        }
        if (paint == Paint.PLAIN) {
            return ByteBuffer.wrap(bytes(PlainText.ofOutput(line.text())));
        }
        String text = TerminalText.of(line.text());
        return ByteBuffer.wrap(bytes(line.kind() == OutputLine.Kind.ERROR ? paint.error(text) : text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
