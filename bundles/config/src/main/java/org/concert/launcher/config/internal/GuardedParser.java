/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

import java.util.LinkedHashSet;
import java.util.Set;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.parser.Parser;

/** Stops at the second document and at nesting that would exhaust the stack, and remembers the anchors it saw. */
final class GuardedParser implements Parser {

    private static final int DEEPEST = 50;

    private final Parser parser;
    private final Set<String> anchors = new LinkedHashSet<>();
    private int documents;
    private int depth;

    GuardedParser(Parser parser) {
        this.parser = parser;
    }

    Set<String> anchors() {
        return anchors;
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public Event getEvent() {
        Event event = parser.getEvent();
        if (event instanceof DocumentStartEvent && ++documents > 1) {
            throw new RefusedYamlException(
                    event.getStartMark(), "a second YAML document begins here; a launcher file is a single one");
        }
        if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
            throw new RefusedYamlException(
                    event.getStartMark(), "lists and mappings are nested more than " + DEEPEST + " deep");
        }
        if (event instanceof CollectionEndEvent) {
            depth--;
        }
        if (event instanceof NodeEvent node && node.getAnchor() != null && !event.is(Event.ID.Alias)) {
            anchors.add(node.getAnchor());
        }
        return event;
    }
}
