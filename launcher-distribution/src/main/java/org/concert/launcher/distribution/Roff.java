/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.distribution;

import java.util.List;
import java.util.Locale;

/** A man page while it is written, in the language of man(7). Its methods take text that {@link #text} has made safe. */
final class Roff {

    private final StringBuilder page = new StringBuilder();

    /** Begin the page. It bears no date: what is built may hold none. */
    Roff(String name, int section, String version) {
        line(".TH \"" + text(name.toUpperCase(Locale.ROOT)) + "\" " + section + " \"\" \"Concert Launcher "
                + text(version) + "\" \"Concert Launcher\"");
        // Left, not justified, and no word taken apart: commands are to be copied.
        line(".ad l");
        line(".nh");
    }

    /** Return text as it stands in a page: nothing in it is a command, and every character is shown as it is. */
    static String text(String plain) {
        return plain.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("'", "\\(aq")
                .replace("`", "\\(ga")
                .replace("^", "\\(ha")
                .replace("~", "\\(ti")
                .replace("\"", "\\(dq");
    }

    static String bold(String text) {
        return "\\fB" + text + "\\fR";
    }

    static String italic(String text) {
        return "\\fI" + text + "\\fR";
    }

    /** Begin a section, with its title as plain text. */
    void section(String title) {
        line(".SH \"" + text(title.toUpperCase(Locale.ROOT)) + "\"");
    }

    /** Begin a part of a section, with its title as plain text. */
    void subsection(String title) {
        line(".SS \"" + text(title) + "\"");
    }

    void paragraph(String text) {
        line(".PP");
        words(text);
    }

    /** Add something and what is said of it. */
    void item(String term, String text) {
        line(".TP");
        words(term);
        words(text);
    }

    void bullet(String text) {
        line(".IP \\(bu 2");
        words(text);
    }

    /** Add lines that are shown as they are. */
    void verbatim(List<String> lines) {
        line(".PP");
        line(".RS 4");
        line(".nf");
        lines.forEach(this::words);
        line(".fi");
        line(".RE");
    }

    private void words(String text) {
        // A line that begins with a point would be a command, and an empty one a gap.
        line(text.startsWith(".") || text.isEmpty() ? "\\&" + text : text);
    }

    private void line(String line) {
        page.append(line).append('\n');
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
