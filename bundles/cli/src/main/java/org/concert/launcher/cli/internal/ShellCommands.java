/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.concert.launcher.cli.internal.command.DownCommand;
import org.concert.launcher.cli.internal.command.KillCommand;
import org.concert.launcher.cli.internal.command.LauncherSource;
import org.concert.launcher.cli.internal.command.PlanCommand;
import org.concert.launcher.cli.internal.command.RestartCommand;
import org.concert.launcher.cli.internal.command.RunCommand;
import org.concert.launcher.cli.internal.command.StatusCommand;
import org.concert.launcher.cli.internal.command.UpCommand;
import org.concert.launcher.cli.internal.command.WatchCommand;
import org.concert.launcher.cli.internal.service.LogOut;
import org.concert.launcher.cli.internal.terminal.Environment;
import org.concert.launcher.cli.internal.terminal.ErrorReport;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The commands as they are in a shell inside a framework, whose launchers are there already: {@code concert:run}. */
public final class ShellCommands {

    /** What stands before the name of each. */
    public static final String SCOPE = "concert";

    private static final String PROGRAM = "concert_launcher ";
    private static final int HELP_WIDTH = 100;

    private final Environment environment;
    private final LauncherSource launchers;

    /**
     * Create those for one command line.
     *
     * @param launchers the launchers; its options, annotated for picocli, are options of every command
     */
    public ShellCommands(Environment environment, LauncherSource launchers) {
        this.environment = environment;
        this.launchers = launchers;
    }

    /** Run a command to its end, and return its exit code. */
    public int run(String name, List<String> arguments) {
        CommandLine line = new CommandLine(command(name));
        CommandSpec spec = line.getCommandSpec().name(SCOPE + ":" + name);
        if (spec.findOption("--monitor") != null) {
            // There is no terminal that it could take over.
            spec.remove(spec.findOption("--monitor"));
        }
        spec.addMixin("launchers", CommandSpec.forAnnotatedObject(launchers));
        translate(spec.usageMessage());
        var errors = new ErrorReport(environment.err(), "concert_launcher", () -> false);
        int code = line.setOut(new PrintWriter(environment.out(), false, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(environment.err(), false, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setUsageHelpWidth(HELP_WIDTH)
                .setUnmatchedOptionsAllowedAsOptionParameters(false)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .execute(arguments.toArray(String[]::new));
        environment.out().flush();
        environment.err().flush();
        return code;
    }

    private Object command(String name) {
        return switch (name) {
            case "run" -> new RunCommand(environment, launchers, LogOut.ofMachine());
            case "kill" -> new KillCommand(environment, launchers);
            case "restart" -> new RestartCommand(environment, launchers);
            case "up" -> new UpCommand(environment, launchers);
            case "down" -> new DownCommand(environment, launchers);
            case "status" -> new StatusCommand(environment, launchers);
            case "watch" -> new WatchCommand(environment, launchers);
            case "plan" -> new PlanCommand(environment, launchers);
            default -> throw new IllegalArgumentException("Cannot run " + name + ": there is no such command");
        };
    }

    /** The help names commands as this shell does. */
    private static void translate(UsageMessageSpec usage) {
        usage.customSynopsis(Stream.of(translated(usage.customSynopsis()))
                .map(line -> line.replace(" [-m]", "") + " [--session SESSION]")
                .toArray(String[]::new));
        usage.footer(translated(usage.footer()));
    }

    private static String[] translated(String... lines) {
        return Stream.of(lines).map(line -> line.replace(PROGRAM, SCOPE + ":")).toArray(String[]::new);
    }
}
