/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.completion;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The words before the cursor, as a command understands them.
 *
 * <p>An option of one value takes the next word; one of several takes all up to the next option.
 */
final class TypedLine {

    private final List<OptionSpec> options;
    private final List<String> operands = new ArrayList<>();
    private final List<String> variants = new ArrayList<>();
    private final List<String> params = new ArrayList<>();
    private final Set<OptionSpec> given = new HashSet<>();
    private @Nullable OptionSpec open;
    private boolean optionsEnded;

    /**
     * Read words.
     *
     * @param options the options of the command
     * @param words the words behind the command
     */
    TypedLine(List<OptionSpec> options, List<String> words) {
        this.options = options;
        words.forEach(this::read);
    }

    private void read(String word) {
        OptionSpec option = optionsEnded ? null : option(nameOf(word));
        if (!optionsEnded && word.equals("--")) {
            optionsEnded = true;
            open = null;
        } else if (option != null) {
            given.add(option);
            open = option.arity().max() > 0 ? option : null;
            if (open != null && word.length() > nameOf(word).length()) {
                take(open, word.substring(nameOf(word).length() + 1));
            }
        } else if (open != null) {
            take(open, word);
        } else {
            operands.add(word);
        }
    }

    private void take(OptionSpec option, String value) {
        if (isNamed(option, "-v")) {
            variants.add(value);
        } else if (isNamed(option, "-p")) {
            params.add(value);
        }
        open = option.arity().max() > 1 ? option : null;
    }

    /** Return {@code --name} of {@code --name=value}, and any other word as it is. */
    static String nameOf(String word) {
        int equals = word.startsWith("--") ? word.indexOf('=') : -1;
        return equals < 0 ? word : word.substring(0, equals);
    }

    static boolean isNamed(OptionSpec option, String name) {
        return List.of(option.names()).contains(name);
    }

    /** Return the option of this name, or null. */
    @Nullable
    OptionSpec option(String name) {
        return options.stream()
                .filter(option -> isNamed(option, name))
                .findFirst()
                .orElse(null);
    }

    /** Return the option whose value stands at the cursor, or null. */
    @Nullable
    OptionSpec open() {
        return open;
    }

    /** Return whether the word at the cursor may be an option. */
    boolean mayBeOption() {
        return !optionsEnded;
    }

    /** Return the names of options that may still be given; those of several values may be given again. */
    List<String> optionNames() {
        List<String> names = new ArrayList<>();
        for (OptionSpec option : options) {
            if (!option.hidden() && (!given.contains(option) || option.arity().max() > 1)) {
                names.addAll(List.of(option.names()));
            }
        }
        return names;
    }

    List<String> operands() {
        return operands;
    }

    List<String> variants() {
        return variants;
    }

    /** Return the parameters that have a value. */
    List<String> params() {
        return params.stream().map(param -> param.replaceFirst("(?s):=.*", "")).toList();
    }
}
