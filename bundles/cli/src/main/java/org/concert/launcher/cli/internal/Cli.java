/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.concert.launcher.cli.internal.serve.ServeCommand;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** The command line as a whole: all commands, and the one way in which they are run and their errors shown. */
public final class Cli {

    private static final int HELP_WIDTH = 100;

    private final Environment environment;
    private final RootCommand root = new RootCommand();

    /** Create one for one command line. */
    public Cli(Environment environment) {
        this.environment = environment;
    }

    /** Run a command line to its end and return its exit code. */
    public int run(String... args) {
        int code = commandLine(args).execute(args);
        if (environment.out().checkError() && !environment.outIsPipe().getAsBoolean()) {
            ErrorReport.print(environment.err(), List.of("Cannot write to standard output: is the disk full?"));
            code = code == ExitCode.DONE ? ExitCode.FAILED : code;
        }
        environment.err().flush();
        return code;
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
        var errors = new ErrorReport(environment.err(), () -> root.level() == LogLevel.DEBUG);
        return line.setOut(new PrintWriter(environment.out(), false, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(environment.err(), false, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(environment.colour() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(HELP_WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUnmatchedOptionsAllowedAsOptionParameters(false)
                .setExecutionStrategy(this::execute)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }

    /** Return the commands in the order of the help. Only the one asked for is made: picocli takes long to read each. */
    private Map<String, Supplier<Object>> commands(LauncherAccess access) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("run", () -> new RunCommand(environment, access));
        commands.put("kill", () -> new KillCommand(environment, access));
        commands.put("restart", () -> new RestartCommand(environment, access));
        commands.put("status", () -> new StatusCommand(environment, access));
        commands.put("watch", () -> new WatchCommand(environment, access));
        commands.put("mon", () -> new MonCommand(environment, access));
        commands.put("plan", () -> new PlanCommand(environment, access));
        commands.put("validate", () -> new ValidateCommand(environment, access));
        commands.put("serve", () -> new ServeCommand(environment, access));
        return commands;
    }

    private int execute(ParseResult parsed) {
        root.level().apply();
        return new RunLast().execute(parsed);
    }
}
