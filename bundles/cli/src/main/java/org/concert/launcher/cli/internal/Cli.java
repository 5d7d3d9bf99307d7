/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.concert.launcher.api.Actor;
import org.concert.launcher.cli.internal.access.UserNames;
import org.concert.launcher.cli.internal.arguments.CommandName;
import org.concert.launcher.cli.internal.arguments.OthersWords;
import org.concert.launcher.cli.internal.command.AttachCommand;
import org.concert.launcher.cli.internal.command.AuditCommand;
import org.concert.launcher.cli.internal.command.CompletionCommand;
import org.concert.launcher.cli.internal.command.DescribeCommand;
import org.concert.launcher.cli.internal.command.DownCommand;
import org.concert.launcher.cli.internal.command.EnableCommand;
import org.concert.launcher.cli.internal.command.EventsCommand;
import org.concert.launcher.cli.internal.command.GraphCommand;
import org.concert.launcher.cli.internal.command.HistoryCommand;
import org.concert.launcher.cli.internal.command.InitCommand;
import org.concert.launcher.cli.internal.command.IsActiveCommand;
import org.concert.launcher.cli.internal.command.KillCommand;
import org.concert.launcher.cli.internal.command.LauncherAccess;
import org.concert.launcher.cli.internal.command.MonCommand;
import org.concert.launcher.cli.internal.command.PlanCommand;
import org.concert.launcher.cli.internal.command.ReloadCommand;
import org.concert.launcher.cli.internal.command.RestartCommand;
import org.concert.launcher.cli.internal.command.RootCommand;
import org.concert.launcher.cli.internal.command.RunCommand;
import org.concert.launcher.cli.internal.command.ServeCommand;
import org.concert.launcher.cli.internal.command.StatusCommand;
import org.concert.launcher.cli.internal.command.TimelineCommand;
import org.concert.launcher.cli.internal.command.UiCommand;
import org.concert.launcher.cli.internal.command.UpCommand;
import org.concert.launcher.cli.internal.command.UserCommand;
import org.concert.launcher.cli.internal.command.ValidateCommand;
import org.concert.launcher.cli.internal.command.WaitCommand;
import org.concert.launcher.cli.internal.command.WatchCommand;
import org.concert.launcher.cli.internal.completion.Completer;
import org.concert.launcher.cli.internal.completion.ShellQuestion;
import org.concert.launcher.cli.internal.service.LogOut;
import org.concert.launcher.cli.internal.terminal.Environment;
import org.concert.launcher.cli.internal.terminal.ErrorReport;
import org.concert.launcher.cli.internal.terminal.ExitCode;
import org.concert.launcher.cli.internal.terminal.LogLevel;
import org.concert.launcher.cli.internal.view.TerminalSize;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** The command line as a whole: all commands, and the one way in which they are run and their errors shown. */
public final class Cli {

    private static final int HELP_WIDTH = 100;

    /** Of a narrower one picocli makes no help. */
    private static final int LEAST_WIDTH = 55;

    private final Environment environment;
    private final RootCommand root = new RootCommand();

    /** Create one for one command line. */
    public Cli(Environment environment) {
        this.environment = environment;
    }

    /** Run a command line to its end and return its exit code. */
    public int run(String... typed) {
        if (typed.length > 0 && typed[0].equals(ShellQuestion.COMMAND)) {
            return answer(List.of(typed));
        }
        String[] args = OthersWords.translated(typed);
        AtomicInteger result = new AtomicInteger(ExitCode.FAILED);
        Actor.runAs(
                CommandLineActor.of(environment.variables()),
                () -> result.set(commandLine(args).execute(args)));
        int code = result.get();
        if (environment.out().checkError() && !environment.outIsPipe().getAsBoolean()) {
            ErrorReport.print(environment.err(), List.of("Cannot write to standard output: is the disk full?"));
            code = code == ExitCode.DONE ? ExitCode.FAILED : code;
        }
        environment.err().flush();
        return code;
    }

    /** Return the program with all its commands, as the help shows them. */
    public CommandSpec commands() {
        return commandLine().getCommandSpec();
    }

    private int answer(List<String> question) {
        LauncherAccess access = new LauncherAccess(environment, root);
        Map<String, Supplier<Object>> commands = commands(access);
        Function<String, CommandSpec> specs = name -> {
            CommandLine line = new CommandLine(new RootCommand());
            if (!commands.containsKey(name)) {
                return line.getCommandSpec();
            }
            CommandLine command = new CommandLine(commands.get(name).get());
            line.addSubcommand(name, command);
            return command.getCommandSpec();
        };
        Completer.FileFinder files =
                named -> access.files(named.stream().map(this::path).toList());
        new ShellQuestion(
                        new Completer(commands.keySet(), OthersWords::ours, specs, files, UserNames::known),
                        environment.out())
                .answer(question);
        environment.out().flush();
        return ExitCode.DONE;
    }

    /** A shell would put the home folder in the place of a tilde. */
    private Path path(String typed) {
        return Path.of(typed.startsWith("~/") ? environment.value("HOME") + typed.substring(1) : typed);
    }

    private CommandLine commandLine(String... args) {
        var line = new CommandLine(root);
        Map<String, Supplier<Object>> commands = commands(new LauncherAccess(environment, root));
        String named = CommandName.in(args);
        if (commands.containsKey(named)) {
            line.addSubcommand(named, commands.get(named).get());
        } else if (!List.of(args).contains("--version")) {
            commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
        }
        var errors = new ErrorReport(
                environment.err(), LauncherAccess.program(environment), () -> root.level() == LogLevel.DEBUG);
        return line.setOut(new PrintWriter(environment.out(), false, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(environment.err(), false, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(environment.colour() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(helpWidth(args))
                .setHelpSectionMap(CommandGroups.in(line.getHelpSectionMap()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUnmatchedOptionsAllowedAsOptionParameters(false)
                .setExecutionStrategy(this::execute)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }

    /** A terminal would break words that do not fit. */
    private int helpWidth(String... args) {
        List<String> words = List.of(args);
        boolean asked = environment.outIsTerminal() && (words.contains("--help") || words.contains("-h"));
        int columns = asked ? TerminalSize.ofOutput().columns() : 0;
        return columns < LEAST_WIDTH ? HELP_WIDTH : Math.min(HELP_WIDTH, columns);
    }

    /** Return the commands in the order of the help. Only the one asked for is made: picocli takes long to read each. */
    private Map<String, Supplier<Object>> commands(LauncherAccess access) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("run", () -> new RunCommand(environment, access, LogOut.ofMachine()));
        commands.put("kill", () -> new KillCommand(environment, access));
        commands.put("restart", () -> new RestartCommand(environment, access));
        commands.put("up", () -> new UpCommand(environment, access));
        commands.put("down", () -> new DownCommand(environment, access));
        commands.put("ui", () -> new UiCommand(environment, access));
        commands.put("status", () -> new StatusCommand(environment, access));
        commands.put("watch", () -> new WatchCommand(environment, access));
        commands.put("describe", () -> new DescribeCommand(environment, access));
        commands.put("is-active", () -> new IsActiveCommand(environment, access));
        commands.put("wait", () -> new WaitCommand(environment, access));
        commands.put("attach", () -> new AttachCommand(environment, access));
        commands.put("events", () -> new EventsCommand(environment, access));
        commands.put("history", () -> new HistoryCommand(environment, access));
        commands.put("timeline", () -> new TimelineCommand(environment, access));
        commands.put("graph", () -> new GraphCommand(environment, access));
        commands.put("mon", () -> new MonCommand(environment, access));
        commands.put("plan", () -> new PlanCommand(environment, access));
        commands.put("validate", () -> new ValidateCommand(environment, access));
        commands.put("reload", () -> new ReloadCommand(environment, access));
        commands.put("init", () -> new InitCommand(environment));
        commands.put("user", () -> new UserCommand(environment));
        commands.put("audit", () -> new AuditCommand(environment));
        commands.put("completion", () -> new CompletionCommand(environment));
        commands.put("serve", () -> new ServeCommand(environment, access));
        commands.put("enable", () -> new EnableCommand(environment, access, EnableCommand.Action.ENABLE));
        commands.put("disable", () -> new EnableCommand(environment, access, EnableCommand.Action.DISABLE));
        commands.put("is-enabled", () -> new EnableCommand(environment, access, EnableCommand.Action.IS_ENABLED));
        return commands;
    }

    private int execute(ParseResult parsed) {
        root.level().apply();
        return new RunLast().execute(parsed);
    }
}
