/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.concert.launcher.config.ParameterConfig;
import org.concert.launcher.config.Placement;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.config.Template;
import org.concert.launcher.config.Variant;
import org.concert.launcher.config.VariantEffect;
import org.concert.launcher.config.Whereabouts;
import org.jspecify.annotations.Nullable;

/**
 * Reads where processes run, and finds all places where the file may have each: with one variant or another, and with each value that
 * the file names for a parameter. A launcher that has just begun looks for a process there, and nowhere else.
 */
final class Placements {

    private static final int MOST = 64;

    private static final Map<String, Shape<String>> SHAPES =
            Map.of("session", Shapes.SESSION, "machine", new MachineShape(), "docker", Placements::container);

    private final String defaultSession;

    /** The values that each parameter may have, as far as the file names them; the default first. */
    private final Map<String, Set<String>> values = new LinkedHashMap<>();

    /** By identity, what each template was read from. */
    private final IdentityHashMap<Template, Value> written = new IdentityHashMap<>();

    /**
     * Create one.
     *
     * @param context what holds for all processes
     */
    Placements(ContextReader.Context context) {
        this.defaultSession = context.session();
        context.params().defaults().forEach(this::mayBe);
        context.params().declared().forEach((name, declared) -> {
            declared.values().forEach(value -> mayBe(name, value));
            if (declared.type() == ParameterConfig.Type.BOOL) {
                List.of("true", "false").forEach(value -> mayBe(name, value));
            }
        });
        context.targets().values().forEach(named -> named.target().params().forEach(this::mayBe));
    }

    private void mayBe(String name, String value) {
        values.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(value);
    }

    /** An empty one is none. */
    private static String container(String text) throws UnfitException {
        return text.isEmpty() ? text : Shapes.container(text);
    }

    /** Return what a process or a variant says of where it runs. */
    Whereabouts read(Fields fields) {
        return new Whereabouts(template(fields, "session"), template(fields, "machine"), template(fields, "docker"));
    }

    private @Nullable Template template(Fields fields, String key) {
        Value value = fields.get(key);
        String text = value == null ? null : value.text();
        if (value == null || text == null) {
            return null;
        }
        Template template = Template.parse(text);
        template.doubts().forEach(value::warning);
        if (template.names().isEmpty() && !fits(key, template.expand(Map.of()), value::error)) {
            return null;
        }
        written.put(template, value);
        return template;
    }

    private static boolean fits(String key, String text, Consumer<String> complaints) {
        Shape<String> shape = SHAPES.get(key);
        try {
            if (shape != null) {
                shape.parse(text);
            }
            return true;
        } catch (UnfitException e) {
            complaints.accept(e.complaint());
            return false;
        }
    }

    /** Return a process with all places where the file may have it; what keeps it from being anywhere is reported. */
    ProcessConfig placed(ProcessConfig process) {
        Set<Placement> found = new LinkedHashSet<>();
        Set<String> missing = new LinkedHashSet<>();
        List<List<VariantEffect>> choices = choices(process);
        if (choices.size() <= MOST) {
            choices.forEach(chosen -> add(process, chosen, found, missing));
        }
        if (choices.size() > MOST || found.size() > MOST) {
            complain(process, "it may run in more than " + MOST + " places; name fewer");
        } else if (found.isEmpty() && !missing.isEmpty()) {
            complain(
                    process,
                    "parameter '%s' has no value that the file names, so nobody would know where to look for the process; give it a default, or values, in context.params"
                            .formatted(missing.iterator().next()));
        }
        return found.isEmpty() ? process : process.with(List.copyOf(found));
    }

    private void complain(ProcessConfig process, String complaint) {
        allOf(process).stream()
                .filter(template -> !template.names().isEmpty())
                .findFirst()
                .or(() -> allOf(process).stream().findFirst())
                .map(written::get)
                .ifPresent(value -> value.error(complaint));
    }

    private static List<Template> allOf(ProcessConfig process) {
        List<Template> templates = new ArrayList<>(process.where().templates());
        process.variants()
                .values()
                .forEach(variant -> variant.effects()
                        .values()
                        .forEach(effect -> templates.addAll(effect.where().templates())));
        return templates;
    }

    /** Return what may be chosen at once, of what has to do with where the process runs; what is chosen if nothing is given comes first. */
    private static List<List<VariantEffect>> choices(ProcessConfig process) {
        Set<String> names = new LinkedHashSet<>();
        allOf(process).forEach(template -> names.addAll(template.names()));
        List<List<VariantEffect>> all = List.of(List.of());
        for (Variant variant : process.variants().values()) {
            boolean matters = variant.effects().values().stream()
                    .anyMatch(effect -> !effect.where().equals(Whereabouts.NONE)
                            || effect.params().keySet().stream().anyMatch(names::contains));
            if (matters && all.size() <= MOST) {
                all = product(all, variant);
            }
        }
        return all;
    }

    private static List<List<VariantEffect>> product(List<List<VariantEffect>> before, Variant variant) {
        List<List<VariantEffect>> ways = new ArrayList<>();
        String fallback = variant instanceof Variant.Group group ? group.fallback() : null;
        if (fallback == null) {
            ways.add(List.of());
        }
        variant.effects().forEach((name, effect) -> ways.add(name.equals(fallback) ? 0 : ways.size(), List.of(effect)));
        List<List<VariantEffect>> all = new ArrayList<>();
        for (List<VariantEffect> way : ways) {
            for (List<VariantEffect> chosen : before) {
                List<VariantEffect> both = new ArrayList<>(chosen);
                both.addAll(way);
                all.add(both);
            }
        }
        return all;
    }

    private void add(ProcessConfig process, List<VariantEffect> chosen, Set<Placement> found, Set<String> missing) {
        Whereabouts where = process.where();
        Map<String, String> set = new LinkedHashMap<>();
        for (VariantEffect effect : chosen) {
            where = where.with(effect.where());
            set.putAll(effect.params());
        }
        List<Map<String, String>> filled = List.of(set);
        for (Template template : where.templates()) {
            for (String name : template.names()) {
                if (!filled.isEmpty() && !filled.get(0).containsKey(name)) {
                    Set<String> possible = values.getOrDefault(name, Set.of());
                    if (possible.isEmpty()) {
                        missing.add(name);
                    }
                    filled = filled.size() > MOST ? filled : each(filled, name, possible);
                }
            }
        }
        for (Map<String, String> values : filled) {
            if (fits(where, values)) {
                found.add(where.expand(defaultSession, values));
            }
        }
    }

    private static List<Map<String, String>> each(List<Map<String, String>> filled, String name, Set<String> possible) {
        List<Map<String, String>> all = new ArrayList<>();
        for (String value : possible) {
            for (Map<String, String> values : filled) {
                Map<String, String> more = new LinkedHashMap<>(values);
                more.put(name, value);
                all.add(more);
            }
        }
        return all;
    }

    private boolean fits(Whereabouts where, Map<String, String> values) {
        boolean session = fits("session", where.session(), values);
        boolean machine = fits("machine", where.machine(), values);
        return fits("docker", where.container(), values) && session && machine;
    }

    private boolean fits(String key, @Nullable Template template, Map<String, String> values) {
        Value value = template == null ? null : written.get(template);
        return value == null
                || template == null
                || fits(key, template.expand(values), complaint -> value.error(complaint));
    }
}
