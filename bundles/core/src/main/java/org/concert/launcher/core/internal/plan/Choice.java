/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.plan;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.config.Variant;
import org.concert.launcher.config.VariantEffect;

/**
 * A flag that can be switched on, or an option that can be taken.
 *
 * @param variant the flag, or the group of the option
 * @param name what chooses it: the name of the flag, or of the option
 * @param effect what it changes
 */
record Choice(Variant variant, String name, VariantEffect effect) {

    /** Return the choices a process offers by name, in the order of the file; no name comes twice in a process. */
    static Map<String, Choice> of(ProcessConfig process) {
        Map<String, Choice> choices = new LinkedHashMap<>();
        for (Variant variant : process.variants().values()) {
            variant.effects().forEach((name, effect) -> choices.put(name, new Choice(variant, name, effect)));
        }
        return choices;
    }

    /** Return what is chosen in a process when more is chosen: of a group the later option, in the order of the file. */
    static List<Choice> overridden(ProcessConfig process, List<Choice> before, List<Choice> later) {
        Map<String, Choice> taken = new HashMap<>();
        before.forEach(choice -> taken.put(choice.variant().name(), choice));
        later.forEach(choice -> taken.put(choice.variant().name(), choice));
        return of(process).values().stream().filter(taken::containsValue).toList();
    }

    /** Return choices with the options that are taken where no others of their groups are, in the order of the file. */
    static List<Choice> withFallbacks(ProcessConfig process, List<Choice> chosen) {
        List<String> names = process.fallbacks();
        List<Choice> fallbacks = of(process).values().stream()
                .filter(choice -> names.contains(choice.name()))
                .toList();
        return overridden(process, fallbacks, chosen);
    }

    /** Return the names of choices. */
    static List<String> names(List<Choice> choices) {
        return choices.stream().map(Choice::name).toList();
    }
}
