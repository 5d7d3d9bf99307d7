/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.util.ArrayList;
import java.util.List;

/**
 * A program and its arguments, which reach it as they are.
 *
 * @param arguments the program and its arguments; at least the program. No NUL character
 * @param mergeErrors true to have its error stream in its output stream
 */
public record Command(List<String> arguments, boolean mergeErrors) {

    /** Copy the arguments, so that nobody can change them later, and refuse what no program can be given. */
    public Command {
        arguments = List.copyOf(arguments);
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("Cannot make a command of no arguments");
        }
        for (String argument : arguments) {
            if (argument.indexOf('\0') >= 0) {
                throw new IllegalArgumentException(
                        "Cannot make a command with a NUL character in an argument: " + argument.replace('\0', '?'));
            }
        }
    }

    /** Return a command with two streams. */
    public static Command of(String... arguments) {
        return new Command(List.of(arguments), false);
    }

    /** Return this command with more arguments at its end. */
    public Command with(List<String> more) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(more);
        return new Command(all, mergeErrors);
    }

    /** Return this command with its error stream in its output stream. */
    public Command merged() {
        return new Command(arguments, true);
    }
}
