/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Resolves merge keys: the entries of {@code <<} come first, and an entry of the mapping itself takes the place of a
 * merged one. Of several merged mappings the first that has a key wins.
 */
final class MergedEntries {

    private static final String MERGE = "<<";

    /** One entry with its key. */
    record Entry(ScalarNode key, Node value) {}

    private final Value owner;

    MergedEntries(Value owner) {
        this.owner = owner;
    }

    Map<String, Entry> of(MappingNode mapping) {
        Map<String, Entry> own = own(mapping);
        Entry merge = own.get(MERGE);
        if (merge == null || merge.key().getScalarStyle() != ScalarStyle.PLAIN) {
            return own;
        }
        own.remove(MERGE);
        Map<String, Entry> entries = merged(merge.value());
        entries.putAll(own);
        return entries;
    }

    private Map<String, Entry> own(MappingNode mapping) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                Entry first = entries.putIfAbsent(key.getValue(), new Entry(key, tuple.getValueNode()));
                if (first != null) {
                    reportTwice(first.key(), key);
                }
            } else {
                Value key = new Value(owner.path(), tuple.getKeyNode(), owner.report());
                key.error("a key must be text, not " + Value.kind(key.node()));
            }
        }
        return entries;
    }

    private Map<String, Entry> merged(Node value) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        List<Node> sources = value instanceof SequenceNode list ? list.getValue() : List.of(value);
        for (Node source : sources) {
            if (source instanceof MappingNode mapping) {
                of(mapping).forEach(entries::putIfAbsent);
            } else {
                owner.child(MERGE, source).error("must be a mapping or a list of mappings, not " + Value.kind(source));
            }
        }
        return entries;
    }

    private void reportTwice(ScalarNode first, ScalarNode second) {
        String remedy = second.getValue().equals(MERGE) ? "; write '<<: [*one, *other]'" : "; remove one of them";
        owner.child(second.getValue(), second)
                .error("given twice, in line " + (first.getStartMark().getLine() + 1) + " and in line "
                        + (second.getStartMark().getLine() + 1) + remedy);
    }
}
