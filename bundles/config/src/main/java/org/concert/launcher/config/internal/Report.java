/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.concert.launcher.config.ConfigException;
import org.concert.launcher.config.Place;
import org.concert.launcher.config.Problem;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The problems found so far in one file, and in those that it includes. A mistake behind an anchor is reported once, however many aliases lead to it.
 * Used by one thread.
 */
public final class Report {

    private record Mistake(Place place, String complaint) {}

    /** What would break a line in two, or steer a terminal. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private final String file;

    /** By identity, the files of what does not stand in this one. */
    private final IdentityHashMap<Mark, String> stems = new IdentityHashMap<>();

    private final Set<Mistake> known = new HashSet<>();
    private final List<Problem> errors = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    /** Begin a report on a file, which is named as the user named it. */
    public Report(String file) {
        this.file = file;
    }

    Place placeOf(@Nullable Mark mark) {
        return mark == null
                ? Place.whole(file)
                : new Place(stems.getOrDefault(mark, file), mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** Take note that a node, with all in it, stands in another file. */
    void stems(Node node, String other) {
        if (stems.putIfAbsent(node.getStartMark(), other) != null) {
            return;
        }
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(entry -> {
                stems(entry.getKeyNode(), other);
                stems(entry.getValueNode(), other);
            });
        } else if (node instanceof SequenceNode list) {
            list.getValue().forEach(item -> stems(item, other));
        }
    }

    /** Take over an error of another file. */
    void error(Problem problem) {
        errors.add(problem);
    }

    Place placeOf(int line, int column) {
        return new Place(file, line, column);
    }

    void error(Place place, String path, String complaint) {
        if (known.add(new Mistake(place, complaint))) {
            errors.add(problem(place, path, complaint));
        }
    }

    void warning(Place place, String path, String complaint) {
        if (known.add(new Mistake(place, complaint))) {
            warnings.add(problem(place, path, complaint));
        }
    }

    /** Return what to throw for a problem that leaves nothing to read on for. */
    ConfigException fatal(Place place, String path, String complaint) {
        errors.add(problem(place, path, complaint));
        return new ConfigException(inFileOrder(errors));
    }

    /** Return what to throw for a problem that belongs to no key. */
    ConfigException fatal(Place place, String complaint) {
        return fatal(place, "", complaint);
    }

    /** Return what to throw for a problem with the file as a whole. */
    ConfigException fatal(String complaint) {
        return fatal(Place.whole(file), complaint);
    }

    List<Problem> warnings() {
        return inFileOrder(warnings);
    }

    void throwErrors() throws ConfigException {
        if (!errors.isEmpty()) {
            throw new ConfigException(inFileOrder(errors));
        }
    }

    private static Problem problem(Place place, String path, String complaint) {
        String message = path.isEmpty() ? complaint : path + ": " + complaint;
        return new Problem(place, INVISIBLE.matcher(message).replaceAll("?"));
    }

    private static List<Problem> inFileOrder(List<Problem> problems) {
        return problems.stream().sorted(Comparator.comparing(Problem::place)).toList();
    }
}
