/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Shows the commands in the help so that all of it is one screen: those of every day with what they do, the others by name. */
final class CommandGroups {

    /** What is not named here is among the last. */
    private static final Map<String, List<String>> OTHERS = new LinkedHashMap<>();

    private static final List<String> EVERY_DAY =
            List.of("run", "kill", "restart", "up", "down", "ui", "status", "watch", "describe");
    private static final String LAST = "To set up";
    private static final int LABEL_WIDTH = 13;

    static {
        OTHERS.put("To see more", List.of("history", "events", "attach", "mon", "timeline", "graph"));
        OTHERS.put("For scripts", List.of("wait", "is-active", "plan", "validate", "reload"));
        OTHERS.put(LAST, List.of());
    }

    private CommandGroups() {}

    /** Return the sections of the help, with the list of commands by groups. */
    static Map<String, IHelpSectionRenderer> in(Map<String, IHelpSectionRenderer> sections) {
        Map<String, IHelpSectionRenderer> all = new LinkedHashMap<>(sections);
        all.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, CommandGroups::list);
        return all;
    }

    private static String list(Help help) {
        Map<String, Help> commands = help.subcommands();
        if (commands.isEmpty()) {
            return "";
        }
        Map<String, Help> daily = new LinkedHashMap<>(commands);
        daily.keySet().retainAll(EVERY_DAY);
        var text = new StringBuilder(help.commandList(daily)).append(System.lineSeparator());
        List<String> left = commands.keySet().stream()
                .filter(name -> !EVERY_DAY.contains(name))
                .collect(Collectors.toList());
        OTHERS.forEach((label, wanted) -> {
            List<String> names = label.equals(LAST)
                    ? List.copyOf(left)
                    : wanted.stream().filter(left::contains).toList();
            left.removeAll(names);
            text.append("  ").append(label).append(" ".repeat(LABEL_WIDTH - label.length()));
            text.append(String.join(", ", names)).append(System.lineSeparator());
        });
        return text.toString();
    }
}
