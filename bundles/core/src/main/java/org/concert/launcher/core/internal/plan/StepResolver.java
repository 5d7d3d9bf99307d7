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
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.config.Template;
import org.jspecify.annotations.Nullable;

/** Fills in the templates of one process: defaults of the file, then what was given, then what its variants set. */
final class StepResolver {

    private final LauncherConfig config;
    private final Map<String, String> given;
    private final Consumer<String> complaints;

    StepResolver(LauncherConfig config, Map<String, String> given, Consumer<String> complaints) {
        this.config = config;
        this.given = given;
        this.complaints = complaints;
    }

    /** Return the step; empty, with a complaint for each, if parameters have no value. */
    Optional<LaunchStep> resolve(ProcessConfig process, List<Choice> choices) {
        Map<String, String> values = values(process, choices);
        ComposedCommand command = ComposedCommand.of(process, choices);
        List<String> missing = missing(process, "cmd", command.names(), values);
        process.checks().forEach((key, check) -> missing.addAll(missing(process, key, check.names(), values)));
        Map<String, Template> env = environment(process, choices);
        env.forEach((name, value) -> missing.addAll(missing(process, "env." + name, value.names(), values)));
        Template cwd = folder(process, choices);
        if (cwd != null) {
            missing.addAll(missing(process, "cwd", cwd.names(), values));
        }
        if (!missing.isEmpty()) {
            missing.forEach(complaints);
            return Optional.empty();
        }
        Map<String, String> checks = expanded(process.checks(), values);
        Set<String> known = ComposedCommand.everUsed(process);
        if (!areAsDeclared(known, values) || !areFit(process, checks)) {
            return Optional.empty();
        }
        return Optional.of(new LaunchStep(
                process.name(),
                process.machine(),
                process.container(),
                process.session(),
                command.expand(values),
                checks,
                process.persistent(),
                process.depends(),
                Choice.names(choices),
                given.entrySet().stream()
                        .filter(param -> known.contains(param.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                expanded(env, values),
                cwd == null ? null : cwd.expand(values)));
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

    private Map<String, String> values(ProcessConfig process, List<Choice> choices) {
        Map<String, String> values = new HashMap<>(config.params());
        values.putAll(given);
        Map<String, Choice> setBy = new HashMap<>();
        for (Choice choice : choices) {
            choice.effect().params().forEach((name, value) -> {
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
