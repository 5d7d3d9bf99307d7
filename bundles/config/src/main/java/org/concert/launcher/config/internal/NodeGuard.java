/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

import java.util.IdentityHashMap;
import java.util.Set;
import org.concert.launcher.config.ConfigException;
import org.concert.launcher.config.Place;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Refuses what aliases and tags can do beyond plain data: an anchor inside itself, aliases that multiply without bound,
 * and types. It looks at each node once; whoever reads the nodes after it cannot be kept busy for long.
 */
final class NodeGuard {

    private static final int MOST_VALUES = 200_000;
    /** How many characters count as a value more. */
    private static final int LONG_TEXT = 1_000;

    private static final Set<Tag> PLAIN_TAGS =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.SEQ, Tag.MAP);

    private final Report report;
    /** How many values a node stands for, its aliases counted each time; 0 while it is being looked at. */
    private final IdentityHashMap<Node, Integer> values = new IdentityHashMap<>();

    NodeGuard(Report report) {
        this.report = report;
    }

    void check(Node root) throws ConfigException {
        count(root, "");
        report.throwErrors();
    }

    private int count(Node node, String path) throws ConfigException {
        Integer known = values.putIfAbsent(node, 0);
        if (known != null) {
            if (known == 0) {
                throw report.fatal(place(node), path, "the anchor here holds an alias of itself");
            }
            return known;
        }
        requirePlainTag(node, path);
        int sum = node instanceof ScalarNode text ? 1 + text.getValue().length() / LONG_TEXT : 1;
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                String key =
                        entry.getKeyNode() instanceof ScalarNode scalar ? Quoted.unlessPlain(scalar.getValue()) : "?";
                sum = sum(sum, count(entry.getKeyNode(), path), node);
                sum = sum(sum, count(entry.getValueNode(), path.isEmpty() ? key : path + "." + key), node);
            }
        } else if (node instanceof SequenceNode list) {
            for (Node item : list.getValue()) {
                sum = sum(sum, count(item, path), node);
            }
        }
        values.put(node, sum);
        return sum;
    }

    private int sum(int sum, int more, Node node) throws ConfigException {
        if (sum + more > MOST_VALUES) {
            throw report.fatal(
                    place(node),
                    "holds more than " + MOST_VALUES + " values, or " + (long) MOST_VALUES * LONG_TEXT / 1_000_000
                            + " MB of text, each alias counted with all it stands for");
        }
        return sum + more;
    }

    private void requirePlainTag(Node node, String path) {
        if (!PLAIN_TAGS.contains(node.getTag())) {
            String tag = node.getTag().getValue().replace(Tag.PREFIX, "!!");
            report.error(place(node), path, "the tag '" + tag + "' is not allowed; remove it");
        }
    }

    private Place place(Node node) {
        return report.placeOf(node.getStartMark());
    }
}
