/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Stack;
import org.concert.launcher.cli.internal.arguments.OthersWords;
import org.concert.launcher.cli.internal.terminal.LogLevel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command without a subcommand: it holds what is common to all, and has nothing to do by itself. */
@Command(
        name = "concert_launcher",
        versionProvider = VersionProvider.class,
        scope = ScopeType.INHERIT,
        sortOptions = false,
        customSynopsis = "concert_launcher COMMAND [-c FILE] [-l LEVEL]",
        header = "Start, watch and stop the programs of a robot, on one computer or several.",
        description = {
            "",
            "One YAML file says what runs, where, and when it is ready. The programs live in tmux on their machines: they"
                    + " go on when this command ends, and every later command sees the same truth.",
            ""
        },
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done: everything asked for is ready or stopped, or ended with 0",
            "1:a process failed",
            "2:the command line or the launcher file is wrong",
            "3:a machine or container could not be reached",
            "130:interrupted; what was started goes on"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  concert_launcher run cartesio            start cartesio and everything it depends on",
            "  concert_launcher status                  see what runs",
            "  concert_launcher watch cartesio          see what it prints",
            "  concert_launcher kill --all              stop everything",
            "",
            "The launcher file is the one given by -c, else ./launcher.yaml or .yml, else $CONCERT_LAUNCHER_DEFAULT_CONFIG.",
            OthersWords.SUMMARY,
            "'concert_launcher COMMAND --help' tells more about a command."
        })
public final class RootCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            parameterConsumer = OneMore.class,
            scope = ScopeType.INHERIT,
            description =
                    "The launcher file. Several are taken as if the last one included those before it: the later wins.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = {"-l", "--log-level"},
            paramLabel = "LEVEL",
            scope = ScopeType.INHERIT,
            description = "What to log on standard error: DEBUG, INFO, WARN or ERROR. Default: WARN.")
    private LogLevel level = LogLevel.WARN;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    @Option(
            names = "--version",
            versionHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show the version and exit.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean version;

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "Missing command");
    }

    /** Return the launcher file that was asked for, after those that are read before it; none if none was. */
    public List<Path> files() {
        return List.copyOf(files);
    }

    public LogLevel level() {
        return level;
    }

    /** Adds a value to those that were given before, be it before the command or after it: picocli begins anew after it. */
    static final class OneMore implements IParameterConsumer {

        @Override
        public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
            if (arguments.isEmpty()) {
                throw new ParameterException(
                        command.commandLine(), "Missing required parameter for option '--config' (FILE)");
            }
            List<Path> given = new ArrayList<>(option.<List<Path>>getValue());
            given.add(Path.of(arguments.pop()));
            option.setValue(given);
        }
    }
}
