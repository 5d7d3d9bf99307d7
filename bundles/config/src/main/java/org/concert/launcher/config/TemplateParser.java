/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.concert.launcher.config.Template.Part;
import org.jspecify.annotations.Nullable;

/**
 * Reads a template in one pass. It keeps in mind which braces are open, so that it can tell the <code>}}</code> that ends
 * two braces of the shell from the one that is a literal brace.
 */
final class TemplateParser {

    /** Who opened a brace that is not closed yet. */
    private enum Brace {
        SHELL,
        DOUBLED
    }

    private final String text;
    private final List<Part> parts = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private final Deque<Brace> open = new ArrayDeque<>();

    private TemplateParser(String text) {
        this.text = text;
    }

    static TemplateParser read(String text) {
        TemplateParser parser = new TemplateParser(text);
        int at = 0;
        while (at < text.length()) {
            at = parser.step(at);
        }
        parser.endLiteral();
        return parser;
    }

    List<Part> parts() {
        return List.copyOf(parts);
    }

    List<String> doubts() {
        return List.copyOf(doubts);
    }

    /** Read what begins at {@code at}, and return where the next thing begins. */
    private int step(int at) {
        char next = text.charAt(at);
        if (next == '{') {
            return openingBrace(at);
        }
        if (next == '}') {
            return closingBrace(at);
        }
        literal.append(next);
        return at + 1;
    }

    private int openingBrace(int at) {
        if (is('{', at + 1)) {
            open.push(Brace.DOUBLED);
            doubtGoTemplate(at);
            return take("{", at + 2);
        }
        String name = is('$', at - 1) ? null : nameAfter(at);
        if (name == null) {
            open.push(Brace.SHELL);
            return take("{", at + 1);
        }
        endLiteral();
        parts.add(new Part(name, true));
        return at + name.length() + 2;
    }

    private int closingBrace(int at) {
        if (!is('}', at + 1)) {
            return singleClosingBrace(at);
        }
        if (open.peek() == Brace.DOUBLED) {
            open.pop();
            return take("}", at + 2);
        }
        if (closesTwoOfTheShell()) {
            open.pop();
            open.pop();
            return take("}}", at + 2);
        }
        if (open.peek() == Brace.SHELL && is('}', at + 2)) {
            return singleClosingBrace(at);
        }
        doubt("'}}' is a literal '}' here, but closes no '{{'; write '}}}}' for two braces");
        return take("}", at + 2);
    }

    private int singleClosingBrace(int at) {
        if (open.peek() == Brace.SHELL) {
            open.pop();
        } else if (open.peek() == Brace.DOUBLED) {
            doubt("'{{' is a literal '{' here, but a single '}' follows; write '}}' too, or '{{{{' for two braces");
        }
        return take("}", at + 1);
    }

    private boolean closesTwoOfTheShell() {
        Iterator<Brace> innermostFirst = open.iterator();
        return innermostFirst.hasNext()
                && innermostFirst.next() == Brace.SHELL
                && innermostFirst.hasNext()
                && innermostFirst.next() == Brace.SHELL;
    }

    /** Doubt a template of Go, as {@code docker ps --format} takes it: the doubled braces will not reach it. */
    private void doubtGoTemplate(int at) {
        int inside = at + 2;
        while (is(' ', inside) || is('-', inside)) {
            inside++;
        }
        if (is('.', inside) || text.startsWith("json ", inside) || text.startsWith("range ", inside)) {
            doubt("'{{' is a literal '{' here; a format such as '{{.Names}}' is written '{{{{.Names}}}}'");
        }
    }

    private void doubt(String doubt) {
        if (!doubts.contains(doubt)) {
            doubts.add(doubt);
        }
    }

    private int take(String braces, int next) {
        literal.append(braces);
        return next;
    }

    private void endLiteral() {
        if (!literal.isEmpty()) {
            parts.add(new Part(literal.toString(), false));
            literal.setLength(0);
        }
    }

    private boolean is(char wanted, int at) {
        return at >= 0 && at < text.length() && text.charAt(at) == wanted;
    }

    /** Return the identifier between the brace at {@code brace} and the next closing one, or null if there is none. */
    private @Nullable String nameAfter(int brace) {
        int end = brace + 1;
        while (end < text.length() && isOfName(text.charAt(end), end == brace + 1)) {
            end++;
        }
        return end > brace + 1 && is('}', end) ? text.substring(brace + 1, end) : null;
    }

    private static boolean isOfName(char letter, boolean first) {
        return letter == '_'
                || (letter >= 'a' && letter <= 'z')
                || (letter >= 'A' && letter <= 'Z')
                || (!first && letter >= '0' && letter <= '9');
    }
}
