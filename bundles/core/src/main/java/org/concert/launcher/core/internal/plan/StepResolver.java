/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.config.CheckKind;
import org.concert.launcher.config.LauncherConfig;
import org.concert.launcher.config.ParameterConfig;
import org.concert.launcher.config.Placement;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.config.Template;
import org.concert.launcher.config.Whereabouts;
import org.jspecify.annotations.Nullable;

/** Fills in the templates of one process: defaults of the file, then what was given, then what its variants set. */
final class StepResolver {

    private static final int MOST_LISTED = 10;

    private final LauncherConfig config;
    private final Map<String, String> given;
    private final Consumer<String> complaints;

    StepResolver(LauncherConfig config, Map<String, String> given, Consumer<String> complaints) {
        this.config = config;
        this.given = given;
        this.complaints = complaints;
    }

    /**
     * Return the step; empty, with a complaint for each, if parameters have no value.
     *
     * @param given the choices that somebody has made; the defaults of other groups hold besides
     */
    Optional<LaunchStep> resolve(ProcessConfig process, List<Choice> given) {
        List<Choice> choices = Choice.withFallbacks(process, given);
        List<String> fallbacks = Choice.names(
                choices.stream().filter(choice -> !given.contains(choice)).toList());
        Map<String, String> values = values(process, choices, fallbacks);
        ComposedCommand command = ComposedCommand.of(process, choices);
        Map<String, Template> env = environment(process, choices);
        Template cwd = folder(process, choices);
        Whereabouts where = whereabouts(process, choices);
        List<String> missing = new ArrayList<>(missing(process, "cmd", command.names(), values));
        templates(process, env, cwd, where)
                .forEach((key, template) -> missing.addAll(missing(process, key, template.names(), values)));
        if (!missing.isEmpty()) {
            missing.forEach(complaints);
            return Optional.empty();
        }
        Map<String, String> checks = expanded(process.checks(), values);
        Set<String> known = process.everUses();
        Placement placement = where.expand(config.session(), values);
        if (!areAsDeclared(known, values) || !areFit(process, checks) || !isKnown(process, placement)) {
            return Optional.empty();
        }
        List<String> variants = Choice.names(choices);
        return Optional.of(new LaunchStep(
                process.name(),
                placement.machine(),
                placement.container(),
                placement.session(),
                command.expand(values),
                checks,
                process.persistent(),
                List.copyOf(process.depends(variants).keySet()),
                variants,
                fallbacks,
                this.given.entrySet().stream()
                        .filter(param -> known.contains(param.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                expanded(env, values),
                cwd == null ? null : cwd.expand(values)));
    }

    /** Return what is filled in besides the command, by key. */
    private static Map<String, Template> templates(
            ProcessConfig process, Map<String, Template> env, @Nullable Template cwd, Whereabouts where) {
        Map<String, Template> templates = new LinkedHashMap<>(process.checks());
        env.forEach((name, value) -> templates.put("env." + name, value));
        put("cwd", cwd, templates);
        put("session", where.session(), templates);
        put("machine", where.machine(), templates);
        put("docker", where.container(), templates);
        return templates;
    }

    private static void put(String key, @Nullable Template template, Map<String, Template> templates) {
        if (template != null) {
            templates.put(key, template);
        }
    }

    private static Whereabouts whereabouts(ProcessConfig process, List<Choice> choices) {
        Whereabouts where = process.where();
        for (Choice choice : choices) {
            where = where.with(choice.effect().where());
        }
        return where;
    }

    /** Nobody would look for a process in a place that its file does not name. */
    private boolean isKnown(ProcessConfig process, Placement placement) {
        if (process.placements().contains(placement)) {
            return true;
        }
        complaints.accept(
                "%s: cannot run on %s: the launcher file has it on %s only, where every launcher looks for it; name the value in context.params"
                        .formatted(
                                process.name(),
                                placement.words(),
                                process.placements().stream()
                                        .map(Placement::words)
                                        .distinct()
                                        .limit(MOST_LISTED)
                                        .collect(Collectors.joining(", "))));
        return false;
    }

    private static Map<String, String> expanded(Map<String, Template> templates, Map<String, String> values) {
        Map<String, String> expanded = new LinkedHashMap<>();
        templates.forEach((key, template) -> expanded.put(key, template.expand(values)));
        return expanded;
    }

    private static Map<String, Template> environment(ProcessConfig process, List<Choice> choices) {
        Map<String, Template> env = new LinkedHashMap<>(process.env());
        choices.forEach(choice -> env.putAll(choice.effect().env()));
        return env;
    }

    private static @Nullable Template folder(ProcessConfig process, List<Choice> choices) {
        Template folder = process.cwd();
        for (Choice choice : choices) {
            folder = choice.effect().cwd() == null ? folder : choice.effect().cwd();
        }
        return folder;
    }

    private boolean areAsDeclared(Set<String> names, Map<String, String> values) {
        List<String> unfit = new ArrayList<>();
        values.forEach((name, value) -> {
            ParameterConfig declared = config.parameters().get(name);
            String complaint = declared == null || !names.contains(name) ? "" : declared.complaint(value);
            if (!complaint.isEmpty()) {
                unfit.add("parameter '" + name + "' " + complaint);
            }
        });
        unfit.forEach(complaints);
        return unfit.isEmpty();
    }

    private boolean areFit(ProcessConfig process, Map<String, String> checks) {
        List<String> unfit = checks.entrySet().stream()
                .map(check -> CheckKind.of(check.getKey())
                        .map(kind -> kind.complaint(check.getValue()))
                        .filter(complaint -> !complaint.isEmpty())
                        .map(complaint -> process.name() + "." + check.getKey() + ": " + complaint)
                        .orElse(""))
                .filter(complaint -> !complaint.isEmpty())
                .toList();
        unfit.forEach(complaints);
        return unfit.isEmpty();
    }

    private Map<String, String> values(ProcessConfig process, List<Choice> choices, List<String> fallbacks) {
        Map<String, String> values = new HashMap<>(config.params());
        values.putAll(given);
        Map<String, Choice> setBy = new HashMap<>();
        for (Choice choice : choices) {
            choice.effect().params().forEach((name, value) -> {
                if (fallbacks.contains(choice.name()) && given.containsKey(name)) {
                    complaints.accept(
                            "parameter '%s' is given with -p, but '%s', the default of %s.variants.%s, sets it; choose another option for a value of its own"
                                    .formatted(
                                            name,
                                            choice.name(),
                                            process.name(),
                                            choice.variant().name()));
                }
                values.put(name, value);
                Choice other = setBy.putIfAbsent(name, choice);
                if (other != null && !value.equals(other.effect().params().get(name))) {
                    complaints.accept("variants '%s' and '%s' of %s set parameter '%s' to different values; give one"
                            .formatted(other.name(), choice.name(), process.name(), name));
                }
            });
        }
        return values;
    }

    private static List<String> missing(
            ProcessConfig process, String key, Set<String> names, Map<String, String> values) {
        List<String> missing = new ArrayList<>();
        for (String name : names) {
            if (!values.containsKey(name)) {
                missing.add("%s.%s: parameter '%s' has no value; %s"
                        .formatted(process.name(), key, name, remedy(process, name)));
            }
        }
        return missing;
    }

    private static String remedy(ProcessConfig process, String name) {
        List<String> givers = Choice.of(process).values().stream()
                .filter(choice -> choice.effect().params().containsKey(name))
                .map(Choice::name)
                .toList();
        return givers.isEmpty()
                ? "give -p " + name + ":=VALUE, or write {{" + name + "}} if the shell is to see {" + name + "}"
                : "choose one of the variants " + Words.list(givers) + ", or give -p " + name + ":=VALUE";
    }
}
