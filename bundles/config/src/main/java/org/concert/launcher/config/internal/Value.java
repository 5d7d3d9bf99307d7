/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

import java.util.List;
import java.util.Set;
import org.concert.launcher.config.Place;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A value of the file. Each way of reading it reports what does not fit and then answers with something harmless, so
 * that the rest of the file is still looked at.
 *
 * @param path the dotted path that leads to it, such as {@code xbot2.variants.ctrl}
 * @param use where it stands if that is not where it is written, as behind an alias; else null
 */
record Value(
        String path, Node node, Report report, @Nullable Place use) {

    Value(String path, Node node, Report report) {
        this(path, node, report, null);
    }

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

    Place place() {
        return use == null ? report.placeOf(node.getStartMark()) : use;
    }

    void error(String complaint) {
        report.error(place(), path, complaint);
    }

    void warning(String complaint) {
        report.warning(place(), path, complaint);
    }

    /** Return a value below this one. */
    Value child(String key, Node child) {
        String step = Quoted.unlessPlain(key);
        return new Value(path.isEmpty() ? step : path + "." + step, child, report);
    }

    /** Tell whether it is left empty, or one of YAML's words for nothing without quotes. */
    boolean isNothing() {
        return isPlain() && NULLS.contains(((ScalarNode) node).getValue());
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    /** Return the text as it is written; null, and reported, if it is a list or a mapping. */
    @Nullable
    String text() {
        if (!(node instanceof ScalarNode scalar)) {
            error("must be text, not " + kind(node));
            return null;
        }
        if (scalar.getValue().indexOf('\0') >= 0) {
            error("holds a NUL character, which no command can be given");
            return null;
        }
        return scalar.getValue();
    }

    /** Return what the text means; the fallback, with a report, if it means nothing. */
    <T extends @Nullable Object> T as(Shape<? extends T> shape, T fallback) {
        String text = text();
        if (text == null) {
            return fallback;
        }
        try {
            return shape.parse(text);
        } catch (UnfitException e) {
            error(e.complaint());
            return fallback;
        }
    }

    /** Return the items, as {@link #items(String)} does; for a single text, with how to make it a list. */
    List<Value> items() {
        return items(node instanceof ScalarNode scalar ? "; write [" + scalar.getValue() + "]" : "");
    }

    /** Return the items, none if it is left empty; none, and reported, if it is no list. */
    List<Value> items(String remedy) {
        if (node instanceof SequenceNode list) {
            return list.getValue().stream()
                    .map(item -> new Value(path, item, report, use))
                    .toList();
        }
        if (!isNothing()) {
            error("must be a list, not " + kind(node) + remedy);
        }
        return List.of();
    }

    /**
     * Return the entries, none if it is left empty; none, and reported, if it is no mapping.
     *
     * @param content what it is a mapping of or with, for the message
     */
    Fields fields(String content) {
        if (!isMapping() && !isNothing()) {
            error("must be a mapping " + content + ", not " + kind(node));
        }
        return Fields.of(this);
    }

    /** Say what a node is, to be read after "not". */
    static String kind(Node node) {
        if (node instanceof ScalarNode scalar) {
            return Quoted.of(scalar.getValue());
        }
        return node instanceof SequenceNode ? "a list" : "a mapping";
    }

    private boolean isPlain() {
        return node instanceof ScalarNode scalar && scalar.getScalarStyle() == ScalarStyle.PLAIN;
    }
}
