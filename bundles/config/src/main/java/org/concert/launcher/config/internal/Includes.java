/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concert.launcher.config.ConfigException;
import org.concert.launcher.config.internal.MergedEntries.Entry;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;

/**
 * Reads a launcher file with those that its {@code context.include} names, as one: what a file includes is read before it, in the order
 * given, and what comes later wins: key by key of a process, of the context, and of its {@code params} and {@code targets}.
 */
final class Includes {

    private static final String CONTEXT = "context";

    /** What of the context is taken together, and not replaced as a whole. */
    private static final Set<String> MERGED_OF_CONTEXT = Set.of("params", "targets");

    private final Report report;
    private final List<Path> files = new ArrayList<>();

    Includes(Report report) {
        this.report = report;
    }

    /** Return the files that were included, each once. */
    List<Path> files() {
        return files.stream().distinct().toList();
    }

    /**
     * Return what a file holds, whose text is given, with all that it includes.
     *
     * @param before the files that are read before it, and what these include
     */
    MappingNode read(List<Path> before, Path file, String text) throws ConfigException {
        MappingNode own = included(
                file,
                new YamlText(report).compose(text),
                List.of(file.toAbsolutePath().normalize()));
        MappingNode all = null;
        for (Path each : before) {
            MappingNode other = read(each, List.of());
            if (other != null) {
                all = all == null ? other : merged(all, other);
            }
        }
        return all == null ? own : merged(all, own);
    }

    /**
     * Return what a file holds with all that it includes.
     *
     * @param way the files that lead here, this one last
     */
    private MappingNode included(Path file, MappingNode own, List<Path> way) {
        Value context = Fields.of(new Value("", own, report)).get(CONTEXT);
        Value include = context == null || !context.isMapping()
                ? null
                : Fields.of(context).get("include");
        MappingNode all = null;
        for (Value name : include == null ? List.<Value>of() : include.items()) {
            MappingNode other = read(file, name, way);
            if (other != null) {
                all = all == null ? other : merged(all, other);
            }
        }
        return all == null ? own : merged(all, own);
    }

    private @Nullable MappingNode read(Path from, Value name, List<Path> way) {
        String text = name.text();
        if (text == null) {
            return null;
        }
        Path file = from.resolveSibling(text);
        Path real = file.toAbsolutePath().normalize();
        if (way.contains(real)) {
            name.error("includes itself: "
                    + Stream.concat(way.stream(), Stream.of(real))
                            .map(each -> String.valueOf(each.getFileName()))
                            .collect(Collectors.joining(" -> ")));
            return null;
        } else if (!Files.exists(file)) {
            name.error(
                    "%s does not exist; the path is taken from the folder of the file that names it".formatted(file));
            return null;
        }
        return read(file, way);
    }

    private @Nullable MappingNode read(Path file, List<Path> way) {
        Path real = file.toAbsolutePath().normalize();
        files.add(real);
        try {
            Report own = new Report(file.toString());
            MappingNode node = new YamlText(own).compose(FileSource.read(file, own));
            report.stems(node, file.toString());
            return included(
                    file, node, Stream.concat(way.stream(), Stream.of(real)).toList());
        } catch (ConfigException e) {
            e.problems().forEach(report::error);
            return null;
        }
    }

    private MappingNode merged(MappingNode base, MappingNode over) {
        return merged("", base, over);
    }

    private MappingNode merged(String path, MappingNode base, MappingNode over) {
        Map<String, Entry> entries = new LinkedHashMap<>(entries(path, base));
        entries(path, over)
                .forEach((name, entry) -> entries.merge(name, entry, (before, after) -> {
                    boolean together = path.isEmpty() || (path.equals(CONTEXT) && MERGED_OF_CONTEXT.contains(name));
                    return together
                                    && before.value() instanceof MappingNode first
                                    && after.value() instanceof MappingNode second
                            ? new Entry(after.key(), merged(path.isEmpty() ? name : path + "." + name, first, second))
                            : after;
                }));
        return new MappingNode(
                over.getTag(),
                true,
                entries.values().stream()
                        .map(entry -> new NodeTuple(entry.key(), entry.value()))
                        .toList(),
                over.getStartMark(),
                over.getEndMark(),
                over.getFlowStyle());
    }

    private Map<String, Entry> entries(String path, MappingNode node) {
        return new MergedEntries(new Value(path, node, report)).of(node);
    }
}
