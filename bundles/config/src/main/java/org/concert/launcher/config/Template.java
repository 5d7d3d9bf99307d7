/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A command with parameters in it.
 *
 * <p><code>{name}</code> is a parameter if the name is a plain identifier: a letter or {@code _}, then letters, digits and
 * {@code _}. <code>{{</code> and <code>}}</code> are literal braces. All other text is left to the shell as it stands, braces
 * included: <code>${HOME}</code>, <code>{print $1}</code>, <code>{ a; b; }</code>, <code>[{]</code>,
 * <code>{1..3}</code>, JSON. The text is read once from left to right, and values are never read again. In doubt:
 *
 * <ul>
 *   <li><code>${x}</code> belongs to the shell, and so does all of <code>${x:-y}</code>; but <code>${x:-{y}}</code> has
 *       the parameter {@code y}.
 *   <li><code>${{x}}</code> yields <code>${x}</code>, because a doubled brace always is a literal one, and
 *       <code>{{{x}}}</code> yields the value of {@code x} in braces.
 *   <li><code>}}</code> is left as it stands where both braces close braces of the shell: <code>{if(x){print $1}}</code>
 *       and <code>{"a":{"b":1}}</code> stay as they are.
 *   <li>awk's <code>{print}</code> looks like a parameter and is one: write <code>{{print}}</code>.
 * </ul>
 */
public final class Template {

    private final String text;
    private final List<Part> parts;
    private final List<String> doubts;

    private Template(String text, TemplateParser parser) {
        this.text = text;
        this.parts = parser.parts();
        this.doubts = parser.doubts();
    }

    /** Read a template; any text is one. */
    public static Template parse(String text) {
        return new Template(text, TemplateParser.read(text));
    }

    /** Return the names of its parameters, in the order of their first use. */
    public Set<String> names() {
        return parts.stream().filter(Part::isName).map(Part::text).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Return the text with all parameters filled in.
     *
     * @param values a value for each of {@link #names()}
     * @throws IllegalArgumentException if a value is missing
     */
    public String expand(Map<String, String> values) {
        return expand(values::get);
    }

    /**
     * Return the text with all parameters filled in.
     *
     * @param values called with each of {@link #names()}, once for each use
     * @throws IllegalArgumentException if {@code values} returns null
     */
    public String expand(Function<String, @Nullable String> values) {
        StringBuilder expanded = new StringBuilder();
        for (Part part : parts) {
            expanded.append(part.isName() ? value(part.text(), values) : part.text());
        }
        return expanded.toString();
    }

    /** Return what in it may not do what its author had in mind, in words; empty if all is plain. */
    public List<String> doubts() {
        return doubts;
    }

    private static String value(String name, Function<String, @Nullable String> values) {
        String value = values.apply(name);
        if (value == null) {
            throw new IllegalArgumentException("Cannot fill in {" + name + "}: it has no value");
        }
        return value;
    }

    /** Tell whether the other is a template of the same text. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Template template && text.equals(template.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Return the text as it was written. */
    @Override
    public String toString() {
        return text;
    }

    /** A stretch of literal text, or the name of a parameter. */
    record Part(String text, boolean isName) {}
}
