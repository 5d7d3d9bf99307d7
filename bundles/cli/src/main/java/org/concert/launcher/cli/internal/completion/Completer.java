/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.completion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.concert.launcher.access.Role;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.config.LauncherConfigReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Finds out what may stand at the cursor of a command line. */
public final class Completer {

    /** The commands whose operands are processes. */
    private static final Set<String> OF_PROCESSES = Set.of(
            "run",
            "kill",
            "restart",
            "status",
            "watch",
            "plan",
            "history",
            "wait",
            "is-active",
            "describe",
            "attach",
            "events");

    private static final List<String> USER_ACTIONS = List.of("add", "password", "remove", "list");
    private static final String SHELLS = "completion";
    private static final List<String> EXISTING = List.of("password", "remove");
    private static final List<String> ROLES =
            Arrays.stream(Role.values()).map(Role::word).toList();
    private static final Set<String> FILE_OPTION = Set.of("-c", "--config");
    private static final Set<String> OPTIONS_OF_FILES =
            Set.of("-c", "--tls-keystore", "--tls-password-file", "--password-file");

    private final Set<String> commands;
    private final UnaryOperator<String> ours;
    private final Function<String, CommandSpec> specs;
    private final FileFinder files;
    private final Supplier<Set<String>> users;

    /**
     * Create one.
     *
     * @param commands the commands
     * @param ours gives the command that is meant by one of others
     * @param specs gives what picocli knows of one, or of the program for an empty name
     * @param files finds the launcher file in force
     * @param users gives the names of those who may log in
     */
    public Completer(
            Set<String> commands,
            UnaryOperator<String> ours,
            Function<String, CommandSpec> specs,
            FileFinder files,
            Supplier<Set<String>> users) {
        this.commands = commands;
        this.ours = ours;
        this.specs = specs;
        this.files = files;
        this.users = users;
    }

    /** Finds the launcher file in force. */
    @FunctionalInterface
    public interface FileFinder {

        /**
         * Find it.
         *
         * @param named the files that the command line names
         */
        List<Path> find(List<String> named) throws LauncherException;
    }

    /**
     * Return what may stand at the cursor.
     *
     * @param words the words before the one at the cursor, without the program
     * @param current the beginning of the one at the cursor; may be empty
     */
    Candidates candidates(List<String> words, String current) {
        int at = commandIn(words);
        String command = at < 0 ? "" : ours.apply(words.get(at));
        if (at >= 0 && !commands.contains(command)) {
            return Candidates.NONE;
        }
        List<String> rest = new ArrayList<>(words);
        if (at >= 0) {
            rest.remove(at);
        }
        TypedLine line = new TypedLine(specs.apply(command).options(), rest);
        if (line.mayBeOption() && current.startsWith("-")) {
            return option(line, rest, current);
        }
        OptionSpec open = line.open();
        if (open != null) {
            return value(open, line, rest, current);
        }
        return operand(command, line, rest);
    }

    /** Return where the command is, or -1: the first word that is neither an option nor the value of one. */
    private int commandIn(List<String> words) {
        List<OptionSpec> options = specs.apply("").options();
        for (int i = 0; i < words.size(); i++) {
            if (!words.get(i).startsWith("-") && new TypedLine(options, words.subList(0, i)).open() == null) {
                return i;
            }
        }
        return -1;
    }

    private Candidates option(TypedLine line, List<String> words, String current) {
        String name = TypedLine.nameOf(current);
        OptionSpec option = name.equals(current) ? null : line.option(name);
        return option == null
                ? Candidates.of(line.optionNames())
                : value(option, line, words, current.substring(name.length() + 1))
                        .behind(name + "=");
    }

    private Candidates value(OptionSpec option, TypedLine line, List<String> words, String current) {
        if (OPTIONS_OF_FILES.stream().anyMatch(name -> TypedLine.isNamed(option, name))) {
            return Candidates.FILES;
        }
        if (TypedLine.isNamed(option, "--role")) {
            return Candidates.of(ROLES);
        }
        if (TypedLine.isNamed(option, "--user")) {
            return Candidates.of(users.get());
        }
        FileWords known = fileWords(words);
        if (known != null && TypedLine.isNamed(option, "--process")) {
            return known.processes(List.of());
        }
        if (known != null && TypedLine.isNamed(option, "--variant")) {
            return known.variants(line.operands(), line.variants());
        }
        if (known != null && TypedLine.isNamed(option, "--param")) {
            return current.contains(":=")
                    ? known.values(current.substring(0, current.indexOf(":=")))
                    : known.params(line.operands(), line.variants(), line.params());
        }
        List<String> values = new ArrayList<>();
        if (option.completionCandidates() != null) {
            option.completionCandidates().forEach(values::add);
        }
        return Candidates.of(values);
    }

    private Candidates operand(String command, TypedLine line, List<String> words) {
        if (command.isEmpty()) {
            return Candidates.of(commands);
        }
        if (command.equals(SHELLS)) {
            return line.operands().isEmpty() ? Candidates.of(CompletionScript.SHELLS) : Candidates.NONE;
        }
        if (command.equals("user")) {
            return user(line.operands());
        }
        if (command.equals("up")) {
            FileWords file = line.operands().isEmpty() ? fileWords(words) : null;
            return file == null ? Candidates.NONE : file.targets();
        }
        FileWords known = OF_PROCESSES.contains(command) ? fileWords(words) : null;
        return known == null ? Candidates.NONE : known.processes(line.operands());
    }

    private Candidates user(List<String> operands) {
        if (operands.isEmpty()) {
            return Candidates.of(USER_ACTIONS);
        }
        return operands.size() == 1 && EXISTING.contains(operands.get(0))
                ? Candidates.of(users.get())
                : Candidates.NONE;
    }

    /** Return what the launcher file offers, or null if it cannot be used: completion is no place to complain. */
    private @Nullable FileWords fileWords(List<String> words) {
        try {
            return new FileWords(LauncherConfigReader.read(files.find(namedFiles(words))));
        } catch (LauncherException e) {
            return null;
        }
    }

    private static List<String> namedFiles(List<String> words) {
        List<String> named = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String name = TypedLine.nameOf(words.get(i));
            if (FILE_OPTION.contains(name) && name.length() < words.get(i).length()) {
                named.add(words.get(i).substring(name.length() + 1));
            } else if (FILE_OPTION.contains(name) && i + 1 < words.size()) {
                named.add(words.get(i + 1));
            }
        }
        return named;
    }
}
