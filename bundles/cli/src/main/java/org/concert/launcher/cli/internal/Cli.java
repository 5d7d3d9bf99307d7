/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
        int code = commandLine().execute(args);
        if (environment.out().checkError() && !environment.outIsPipe().getAsBoolean()) {
            ErrorReport.print(environment.err(), List.of("Cannot write to standard output: is the disk full?"));
            code = code == ExitCode.DONE ? ExitCode.FAILED : code;
        }
        environment.err().flush();
        return code;
    }

    private CommandLine commandLine() {
        var access = new LauncherAccess(environment, root);
        var line = new CommandLine(root)
                .addSubcommand(new RunCommand(environment, access))
                .addSubcommand(new KillCommand(environment, access))
                .addSubcommand(new RestartCommand(environment, access))
                .addSubcommand(new StatusCommand(environment, access))
                .addSubcommand(new WatchCommand(environment, access))
                .addSubcommand(new PlanCommand(environment, access))
                .addSubcommand(new ValidateCommand(environment, access))
                .addSubcommand(new ServeCommand(environment, access));
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

    private int execute(ParseResult parsed) {
        root.level().apply();
        return new RunLast().execute(parsed);
    }
}
