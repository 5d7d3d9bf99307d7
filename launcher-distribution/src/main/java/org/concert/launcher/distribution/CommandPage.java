/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.distribution;

import static org.concert.launcher.distribution.Roff.bold;
import static org.concert.launcher.distribution.Roff.italic;
import static org.concert.launcher.distribution.Roff.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The man page of a command, of the same words as its {@code --help}. */
final class CommandPage {

    private final String program;
    private final String name;
    private final CommandSpec command;
    private final Roff page;

    private CommandPage(String program, String name, CommandSpec command, String version) {
        this.program = program;
        this.name = name;
        this.command = command;
        this.page = new Roff(name, 1, version);
    }

    /** Return the page of a program, or of one of its commands. */
    static String of(String program, CommandSpec command, String name, String version) {
        return new CommandPage(program, name, command, version).write();
    }

    /** Return the name of the page of a command. */
    static String name(String program, String command) {
        return program + "-" + command;
    }

    private String write() {
        UsageMessageSpec usage = command.usageMessage();
        page.section("Name");
        String header = String.join(" ", usage.header());
        page.paragraph(
                text(name) + " \\- " + text(header.endsWith(".") ? header.substring(0, header.length() - 1) : header));
        page.section("Synopsis");
        page.verbatim(Stream.of(usage.customSynopsis())
                .map(line -> text(line.strip()))
                .toList());
        page.section("Description");
        prose(usage.description());
        arguments();
        commands();
        page.section("Exit status");
        usage.exitCodeList().forEach((code, meaning) -> page.item(bold(code), text(formatted(meaning))));
        page.section("Examples");
        prose(usage.footer());
        page.section("See also");
        page.paragraph(Stream.concat(
                        name.equals(program)
                                ? command.subcommands().keySet().stream().map(known -> name(program, known))
                                : Stream.of(program),
                        Stream.of(GuidePage.NAME))
                .map(other -> bold(text(other)) + (other.equals(GuidePage.NAME) ? "(5)" : "(1)"))
                .collect(Collectors.joining(", ")));
        return page.toString();
    }

    private void arguments() {
        page.section("Options");
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            if (!parameter.hidden()) {
                page.item(italic(text(parameter.paramLabel())) + dots(parameter), description(parameter));
            }
        }
        for (OptionSpec option : command.options()) {
            if (!option.hidden()) {
                page.item(names(option), description(option));
            }
        }
    }

    private void commands() {
        if (command.subcommands().isEmpty()) {
            return;
        }
        page.section("Commands");
        command.subcommands()
                .forEach((known, line) -> page.item(
                        bold(text(known)),
                        text(String.join(
                                " ", line.getCommandSpec().usageMessage().header()))));
    }

    /** Lines that are indented are shown as they are; the others are a paragraph each, as in the help. */
    private void prose(String... lines) {
        List<String> indented = new ArrayList<>();
        for (String line : lines) {
            String formatted = formatted(line);
            if (!indented.isEmpty() && !formatted.startsWith("  ")) {
                page.verbatim(List.copyOf(indented));
                indented.clear();
            }
            if (formatted.startsWith("  ")) {
                indented.add(text(formatted.strip()));
            } else if (!formatted.isBlank()) {
                page.paragraph(text(formatted));
            }
        }
        if (!indented.isEmpty()) {
            page.verbatim(indented);
        }
    }

    private static String names(OptionSpec option) {
        String names = Stream.of(option.names()).map(known -> bold(text(known))).collect(Collectors.joining(", "));
        boolean isLong = option.longestName().startsWith("--");
        return option.arity().max() == 0
                ? names
                : names + (isLong ? "=" : " ") + italic(text(option.paramLabel())) + dots(option);
    }

    private static String dots(ArgSpec argument) {
        return argument.arity().max() > 1 ? "..." : "";
    }

    private static String description(ArgSpec argument) {
        return text(String.join(" ", argument.description()));
    }

    /** As picocli does before it shows it: {@code %n} and {@code %%} are those of a format. It has done so with descriptions of options. */
    private static String formatted(String help) {
        return String.format(help);
    }
}
