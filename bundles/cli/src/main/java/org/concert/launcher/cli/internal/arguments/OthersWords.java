/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts commands that people type by habit, from docker, systemctl or kubectl, into those that there are, and options of the Python
 * original into those of today.
 */
public final class OthersWords {

    /** What the help says of it. */
    public static final String SUMMARY =
            "Words of others: start = run, stop = kill, ps = status, top = status --watch, logs = watch --no-follow (-f).";

    private static final Map<String, List<String>> COMMANDS = Map.ofEntries(
            Map.entry("start", List.of("run")),
            Map.entry("stop", List.of("kill")),
            Map.entry("ps", List.of("status")),
            Map.entry("ls", List.of("status")),
            Map.entry("list", List.of("status")),
            Map.entry("list-units", List.of("status")),
            Map.entry("top", List.of("status", "--watch")),
            Map.entry("stats", List.of("status", "--watch")),
            Map.entry("logs", List.of("watch")),
            Map.entry("tail", List.of("watch")),
            Map.entry("inspect", List.of("describe")),
            Map.entry("show", List.of("describe")),
            Map.entry("fg", List.of("attach")),
            Map.entry("isolate", List.of("up")),
            Map.entry("switch", List.of("up")),
            Map.entry("dry-run", List.of("plan")),
            Map.entry("config", List.of("validate")),
            Map.entry("check", List.of("validate")),
            Map.entry("daemon-reload", List.of("reload")),
            Map.entry("reread", List.of("reload")),
            Map.entry("version", List.of("--version")));

    private static final Set<String> FOLLOW = Set.of("-f", "--follow");
    private static final String NO_FOLLOW = "--no-follow";

    private OthersWords() {}

    /** Those of the original; what is nothing is left out, with its value. */
    private static final Map<String, String> OPTIONS =
            Map.of("--variants", "-v", "--params", "-p", "--num-lines", "-n", "--ssh-retries", "");

    private static final Map<String, String> LEVELS = Map.of("WARNING", "WARN", "CRITICAL", "ERROR");

    /** Return a command line in our words; one that is so is returned as it is. */
    public static String[] translated(String... typed) {
        return command(options(typed));
    }

    /** Return our word for a command of others; else the command itself. */
    public static String ours(String command) {
        List<String> words = COMMANDS.getOrDefault(command, List.of(command));
        return words.get(0).startsWith("-") ? command : words.get(0);
    }

    private static String[] options(String... typed) {
        List<String> words = new ArrayList<>();
        boolean left = false;
        for (String word : typed) {
            String name = word.startsWith("--") ? word.split("=", 2)[0] : word;
            String value = word.substring(name.length());
            String ours = OPTIONS.getOrDefault(name, name);
            if (ours.isEmpty()) {
                left = value.isEmpty();
            } else if (left) {
                left = false;
            } else if (ours.equals(name) || value.isEmpty()) {
                words.add(level(words, ours + value));
            } else {
                words.add(ours);
                words.add(value.substring(1));
            }
        }
        return words.toArray(String[]::new);
    }

    private static String level(List<String> before, String word) {
        String last = before.isEmpty() ? "" : before.get(before.size() - 1);
        return last.equals("-l") || last.equals("--log-level") ? LEVELS.getOrDefault(word, word) : word;
    }

    private static String[] command(String... args) {
        int at = CommandName.at(args);
        String command = at < 0 ? "" : args[at];
        if (!(command.equals("help") || COMMANDS.containsKey(command))) {
            return args;
        }
        List<String> words = new ArrayList<>(List.of(args));
        List<String> rest = new ArrayList<>(words.subList(at + 1, words.size()));
        words = new ArrayList<>(words.subList(0, at));
        if (command.equals("help")) {
            words.addAll(rest);
            words.add("--help");
            return command(words.toArray(String[]::new));
        }
        words.addAll(COMMANDS.getOrDefault(command, List.of()));
        words.addAll(command.equals("logs") ? logs(rest) : rest);
        return words.toArray(String[]::new);
    }

    /** Others show what there is, and go on only if they are told to. */
    private static List<String> logs(List<String> options) {
        List<String> words = new ArrayList<>();
        for (String option : options) {
            if (option.equals("--tail")) {
                words.add("-n");
            } else if (option.startsWith("--tail=")) {
                words.add("--lines=" + option.substring("--tail=".length()));
            } else if (!FOLLOW.contains(option)) {
                words.add(option);
            }
        }
        if (options.stream().noneMatch(FOLLOW::contains) && !words.contains(NO_FOLLOW)) {
            words.add(NO_FOLLOW);
        }
        return words;
    }
}
