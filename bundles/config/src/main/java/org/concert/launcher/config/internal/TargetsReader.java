/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.concert.launcher.config.TargetConfig;
import org.concert.launcher.config.internal.Fields.Field;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads {@code context.targets}. */
final class TargetsReader {

    private static final List<String> KEYS = List.of("run", "targets", "variants", "params");
    private static final String REMEDY = "; a target is a list of processes, or has run, targets, variants and params";

    /** What is named in a target, and where it stands. */
    record Named(
            TargetConfig target,
            Map<String, Value> run,
            Map<String, Value> targets,
            Map<String, Value> variants,
            Map<String, Value> params) {}

    /** Return the targets by name, in the order of the file. */
    Map<String, Named> read(@Nullable Value all) {
        Map<String, Named> targets = new LinkedHashMap<>();
        if (all != null) {
            all.fields("of targets").all().forEach((name, field) -> {
                field.requireName(Shapes.TARGET);
                targets.put(name, target(name, field));
            });
        }
        return targets;
    }

    private static Named target(String name, Field field) {
        Value value = field.value();
        if (value.node() instanceof SequenceNode) {
            return named(name, field, names(value), Map.of(), Map.of(), null);
        }
        Fields fields = value.fields("with run, targets, variants and params, or a list of processes");
        fields.rejectUnknown(KEYS, REMEDY);
        return named(
                name,
                field,
                names(fields.get("run")),
                names(fields.get("targets")),
                names(fields.get("variants")),
                fields.get("params"));
    }

    private static Named named(
            String name,
            Field field,
            Map<String, Value> run,
            Map<String, Value> targets,
            Map<String, Value> variants,
            @Nullable Value params) {
        Map<String, Value> places = new LinkedHashMap<>();
        if (params != null) {
            Fields.of(params).all().forEach((param, each) -> places.put(param, each.value()));
        }
        return new Named(
                new TargetConfig(
                        name,
                        field.keyPlace(),
                        List.copyOf(run.keySet()),
                        List.copyOf(targets.keySet()),
                        List.copyOf(variants.keySet()),
                        new TextMap(Shapes.PARAMETER).read(params)),
                run,
                targets,
                variants,
                places);
    }

    private static Map<String, Value> names(@Nullable Value list) {
        Map<String, Value> names = new LinkedHashMap<>();
        if (list != null) {
            for (Value item : list.items()) {
                String name = item.text();
                if (name != null && names.putIfAbsent(name, item) != null) {
                    item.error("'" + name + "' is listed twice; remove one");
                }
            }
        }
        return names;
    }
}
