/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.concert.launcher.config.NearestName;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.config.Variant;

/**
 * Finds the flags and options that variants given at a start stand for. A variant reaches every process of the run that
 * knows it: by the name of a flag or an option, or, where an option's name alone would reach too many, by
 * {@code group=option} or {@code group:option}; {@code process:variant} reaches that process only. A name that fits as it stands is
 * never taken apart.
 */
final class VariantSelection {

    private final List<ProcessConfig> run;
    private final Map<String, Map<String, Choice>> offers = new LinkedHashMap<>();
    private final Consumer<String> complaints;

    VariantSelection(List<ProcessConfig> run, Consumer<String> complaints) {
        this.run = run;
        this.complaints = complaints;
        run.forEach(process -> offers.put(process.name(), Choice.of(process)));
    }

    /** Return the choices by process, in the order of the file; complain of names that no process knows. */
    Map<String, List<Choice>> select(Collection<String> variants) {
        Map<String, Set<Choice>> selected = new HashMap<>();
        for (String variant : new LinkedHashSet<>(variants)) {
            Map<String, Choice> found = find(variant);
            if (found.isEmpty()) {
                complaints.accept(unknown(variant));
            }
            found.forEach((process, choice) -> selected.computeIfAbsent(process, key -> new LinkedHashSet<>())
                    .add(choice));
        }
        Map<String, List<Choice>> chosen = new HashMap<>();
        offers.forEach((process, offer) -> {
            Collection<Choice> taken = oneOfEachGroup(process, selected.getOrDefault(process, Set.of()));
            chosen.put(process, offer.values().stream().filter(taken::contains).toList());
        });
        return chosen;
    }

    /** Return what a variant stands for in each process that knows it. */
    private Map<String, Choice> find(String variant) {
        Map<String, Choice> found = findIn(offers, variant);
        int colon = variant.indexOf(':');
        Map<String, Choice> aimed = colon < 0 ? null : offers.get(variant.substring(0, colon));
        return found.isEmpty() && aimed != null
                ? findIn(Map.of(variant.substring(0, colon), aimed), variant.substring(colon + 1))
                : found;
    }

    private static Map<String, Choice> findIn(Map<String, Map<String, Choice>> offers, String variant) {
        Map<String, Choice> found = choices(offers, Optional.empty(), variant);
        for (int at = 1; found.isEmpty() && at < variant.length() - 1; at++) {
            if (variant.charAt(at) == '=' || variant.charAt(at) == ':') {
                found = choices(offers, Optional.of(variant.substring(0, at)), variant.substring(at + 1));
            }
        }
        return found;
    }

    private static Map<String, Choice> choices(
            Map<String, Map<String, Choice>> offers, Optional<String> group, String name) {
        Map<String, Choice> found = new LinkedHashMap<>();
        offers.forEach((process, offer) -> {
            Choice choice = offer.get(name);
            if (choice != null && (group.isEmpty() || isOf(group.get(), choice))) {
                found.put(process, choice);
            }
        });
        return found;
    }

    private static boolean isOf(String group, Choice choice) {
        return choice.variant() instanceof Variant.Group
                && choice.variant().name().equals(group);
    }

    /** Return the first that was given of each group; complain of further ones. */
    private Collection<Choice> oneOfEachGroup(String process, Collection<Choice> taken) {
        Map<String, Choice> first = new LinkedHashMap<>();
        for (Choice choice : taken) {
            Choice other = first.putIfAbsent(choice.variant().name(), choice);
            if (other != null) {
                complaints.accept("'%s' and '%s' exclude each other: both are options of %s.variants.%s; give one"
                        .formatted(
                                other.name(),
                                choice.name(),
                                process,
                                choice.variant().name()));
            }
        }
        return first.values();
    }

    private String unknown(String variant) {
        List<String> options = optionsOfGroup(variant);
        if (!options.isEmpty()) {
            return "variant '" + variant + "' is a group; give one of its options: " + Words.list(options);
        }
        List<String> known = new ArrayList<>();
        offers.values().forEach(offer -> known.addAll(offer.keySet()));
        return "no process of this run knows variant '" + variant + "'" + NearestName.hint(variant, known)
                + "; there are " + Words.list(known);
    }

    private List<String> optionsOfGroup(String name) {
        List<String> options = new ArrayList<>();
        for (ProcessConfig process : run) {
            if (process.variants().get(name) instanceof Variant.Group group) {
                options.addAll(group.options().keySet());
            }
        }
        return options;
    }
}
