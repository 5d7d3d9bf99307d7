/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.terminal;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.config.NearestName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The one place where an exception becomes lines on standard error and an exit code. */
public final class ErrorReport implements IExecutionExceptionHandler, IParameterExceptionHandler {

    private static final String PREFIX = "concert_launcher: ";

    /** What editors jump to: it begins the line, so there is no prefix before it. */
    private static final Pattern FILE_POSITION = Pattern.compile("[^:]+:\\d+:\\d+: .*");

    private static final Pattern QUOTED = Pattern.compile("'([^']*)'");

    /** The names of constants, which picocli tells. */
    private static final Pattern CHOICES = Pattern.compile("expected one of \\[.*?\\] \\(case-insensitive\\)");

    private final PrintStream err;
    private final String program;
    private final BooleanSupplier debug;

    /** Create one; {@code program} is what the user types to call the program. */
    public ErrorReport(PrintStream err, String program, BooleanSupplier debug) {
        this.err = err;
        this.program = program;
        this.debug = debug;
    }

    /** Print complaints, each a line of its own. */
    public static void print(PrintStream err, List<String> complaints) {
        for (String complaint : complaints) {
            err.println(FILE_POSITION.matcher(complaint).matches() ? complaint : PREFIX + complaint);
        }
        err.flush();
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
        if (e instanceof CancellationException) {
            return ExitCode.INTERRUPTED;
        }
        int code = report(e);
        if (debug.getAsBoolean()) {
            e.printStackTrace(err);
        }
        return code;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        print(err, List.of(complaint(e)));
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        err.println(
                "Try '" + command.replaceFirst("^concert_launcher", Matcher.quoteReplacement(program)) + " --help'.");
        if (debug.getAsBoolean()) {
            e.printStackTrace(err);
        }
        return ExitCode.USAGE;
    }

    private int report(Exception e) {
        if (e instanceof LauncherException expected) {
            print(err, expected.complaints());
            return e instanceof TransportException ? ExitCode.UNREACHABLE : ExitCode.USAGE;
        }
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED;
        }
        String hint = debug.getAsBoolean() ? "" : "; run it again with -l DEBUG to see where, and report it";
        print(err, List.of("Unexpected error, a fault of the launcher itself: " + oneLine(e.toString()) + hint));
        return ExitCode.FAILED;
    }

    private static String complaint(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return inTypedWords(e);
        }
        String argument = argument(unmatched);
        CommandSpec spec = e.getCommandLine().getCommandSpec();
        if (argument.startsWith("-")) {
            return "Unknown option '" + argument + "'" + meant(argument, spec.optionsMap());
        }
        return spec.subcommands().isEmpty()
                ? "Unexpected argument '" + argument + "'"
                : "Unknown command '" + argument + "'" + meant(argument, spec.subcommands());
    }

    /** Say what is wrong; where there are some words to choose from, as they are typed and not as they are called in the program. */
    private static String inTypedWords(ParameterException e) {
        String message = oneLine(String.valueOf(e.getMessage()));
        ArgSpec argument = e.getArgSpec();
        Object @Nullable [] choices = argument == null ? null : argument.type().getEnumConstants();
        if (choices == null) {
            return message;
        }
        String words = Stream.of(choices).map(Object::toString).collect(Collectors.joining(", "));
        return CHOICES.matcher(message).replaceFirst(Matcher.quoteReplacement("expected one of " + words));
    }

    /** Return what picocli did not know; behind an option of several values only its message tells it. */
    private static String argument(UnmatchedArgumentException e) {
        if (!e.getUnmatched().isEmpty()) {
            return e.getUnmatched().get(0);
        }
        Matcher quoted = QUOTED.matcher(String.valueOf(e.getMessage()));
        return quoted.find() ? quoted.group(1) : "";
    }

    /** Return what the user may have meant, if something is near; of options of one letter each is near to each. */
    private static String meant(String argument, Map<String, ?> known) {
        return argument.matches("-.?")
                ? ""
                : NearestName.of(argument, known.keySet())
                        .map(guess -> "; did you mean '" + guess + "'?")
                        .orElse("");
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ");
    }
}
