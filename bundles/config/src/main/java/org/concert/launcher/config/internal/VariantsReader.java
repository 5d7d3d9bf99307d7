/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.concert.launcher.config.Template;
import org.concert.launcher.config.Variant;
import org.concert.launcher.config.VariantEffect;
import org.concert.launcher.config.internal.Fields.Field;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the variants of one process. */
final class VariantsReader {

    private static final List<String> KEYS =
            List.of("cmd", "params", "env", "cwd", "session", "machine", "docker", "depends");

    private static final List<String> OPTION_KEYS =
            Stream.concat(KEYS.stream(), Stream.of("default")).toList();

    /** The variable by which a process of the launcher is known again. */
    private static final String RUN_ID = "CONCERT_LAUNCHER_RUN";

    /** The flags and options so far, and where each stands: one name must not choose two things. */
    private final Map<String, Field> choices = new LinkedHashMap<>();

    private final String process;
    private final DependencyCheck dependencies;
    private final Placements placements;
    private final DeclaredValues declared;

    /** Create a reader of the variants of one process. */
    VariantsReader(String process, DependencyCheck dependencies, Placements placements, DeclaredValues declared) {
        this.process = process;
        this.declared = declared;
        this.dependencies = dependencies;
        this.placements = placements;
    }

    Map<String, Variant> read(@Nullable Value variants) {
        Map<String, Variant> read = new LinkedHashMap<>();
        if (variants != null) {
            variants.fields("of flags and groups").all().forEach((name, field) -> {
                field.requireName(Shapes.CHOICE);
                read.put(name, variant(name, field));
            });
        }
        return read;
    }

    private Variant variant(String name, Field field) {
        if (field.value().node() instanceof SequenceNode) {
            return group(name, field.value());
        }
        requireUnique(field);
        return new Variant.Flag(
                name,
                effect(
                        field.value(),
                        KEYS,
                        "; a flag has " + words(KEYS) + ", and a group is a list: - option: {...}"));
    }

    private static String words(List<String> keys) {
        int last = keys.size() - 1;
        return String.join(", ", keys.subList(0, last)) + " and " + keys.get(last);
    }

    private Variant group(String name, Value group) {
        Map<String, VariantEffect> options = new LinkedHashMap<>();
        String fallback = null;
        List<Value> items = group.items("");
        if (items.isEmpty()) {
            group.error("the group has no options; add some like - option: {...}, or write a mapping for a flag");
        }
        for (Value item : items) {
            Field option = option(item);
            if (option != null) {
                option.requireName(Shapes.CHOICE);
                requireUnique(option);
                options.putIfAbsent(
                        option.name(), effect(option.value(), OPTION_KEYS, "; an option has " + words(OPTION_KEYS)));
                if (Fields.of(option.value()).read("default", Shapes::truth, false)) {
                    if (fallback != null) {
                        option.error("'" + fallback + "' is the default of the group already; leave one");
                    }
                    fallback = option.name();
                }
            }
        }
        return new Variant.Group(name, options, fallback);
    }

    /** Return the one entry of an item of a group; null, and reported, if it has none or more. */
    private static @Nullable Field option(Value item) {
        Map<String, Field> entries = Fields.of(item).all();
        if (entries.size() == 1) {
            return entries.values().iterator().next();
        }
        if (entries.isEmpty()) {
            item.error("an option is a mapping with its name as the only key, not " + Value.kind(item.node())
                    + "; write - option: {...}");
        } else {
            item.error("an option has its name as the only key, but here are " + String.join(", ", entries.keySet())
                    + "; indent what belongs to it, and begin the next option with a dash");
        }
        return null;
    }

    private VariantEffect effect(Value value, List<String> keys, String remedy) {
        Fields fields = value.fields("with what it changes: " + String.join(", ", keys));
        fields.rejectUnknown(keys, remedy);
        Value params = fields.get("params");
        if (params != null) {
            Map<String, Value> given = new LinkedHashMap<>();
            Fields.of(params).all().forEach((name, field) -> given.put(name, field.value()));
            declared.check(given);
        }
        return new VariantEffect(
                template(fields.get("cmd")),
                new TextMap(Shapes.PARAMETER).read(params),
                environment(fields.get("env")),
                folder(fields),
                placements.read(fields),
                dependencies.read(process, fields.getAsUsed("depends")));
    }

    /** Return the environment variables of a process or a variant. */
    static Map<String, Template> environment(@Nullable Value env) {
        Map<String, Template> variables = new LinkedHashMap<>();
        if (env != null) {
            env.fields("of names to text").all().forEach((name, field) -> {
                field.requireName(Shapes.VARIABLE);
                String text = field.value().text();
                if (name.equals(RUN_ID)) {
                    env.error("the launcher sets " + RUN_ID + " itself; remove it");
                } else if (text != null) {
                    variables.put(name, Template.parse(text));
                }
            });
        }
        return variables;
    }

    /** Return the folder of a process or a variant; null if it names none. */
    static @Nullable Template folder(Fields fields) {
        String folder = fields.directory("cwd");
        return folder == null ? null : Template.parse(folder);
    }

    /** Return a template, with a warning if it may not do what it seems to; null if there is none. */
    static @Nullable Template template(@Nullable Value value) {
        if (value == null) {
            return null;
        }
        Template template = value.<@Nullable Template>as(Shapes::command, null);
        if (template != null) {
            template.doubts().forEach(value::warning);
        }
        return template;
    }

    private void requireUnique(Field choice) {
        Field first = choices.putIfAbsent(choice.name(), choice);
        if (first != null) {
            choice.error("'" + choice.name() + "' already names "
                    + first.value().path() + " in line " + first.keyPlace().line() + "; rename one");
        }
    }
}
