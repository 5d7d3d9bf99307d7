/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.terminal;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherFactory;
import org.concert.launcher.api.UserEnvironment;
import org.concert.launcher.cli.internal.service.JournalStream;

/**
 * Everything that a command takes from the world around it; tests put their own in.
 *
 * @param out takes results and progress; not flushed by itself
 * @param err takes errors and what is worth a warning
 * @param outIsTerminal whether a person looks at {@code out}
 * @param outIsPipe whether {@code out} is read by another program, which may stop reading when it has enough
 * @param variables the environment variables
 * @param directory where {@code launcher.yaml} is looked for
 * @param clock the time
 * @param zone the zone that times are shown in; asked for only when one is shown, as finding it takes time
 * @param interrupts tells of Ctrl-C
 * @param launchers opens launcher files
 * @param foreground runs programs on the terminal
 */
public record Environment(
        PrintStream out,
        PrintStream err,
        boolean outIsTerminal,
        BooleanSupplier outIsPipe,
        Map<String, String> variables,
        Path directory,
        Clock clock,
        Supplier<ZoneId> zone,
        Interrupts interrupts,
        LauncherFactory launchers,
        Foreground foreground) {

    /** Return that of this operating system process. */
    public static Environment ofProcess() {
        return new Environment(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                StandardStreams.outIsTerminal(),
                StandardStreams::outIsPipe,
                UserEnvironment.variables(),
                Path.of(""),
                Clock.systemUTC(),
                ZoneId::systemDefault,
                Interrupts.ofProcess(),
                Launcher::open,
                Foreground.ofProcess());
    }

    /** Have the log tell its levels in the way of the journal, where that reads it. */
    public static void nameLevelsToTheJournal() {
        if (JournalStream.isStandardError(UserEnvironment.variables())) {
            System.setErr(new PrintStream(new JournalStream(System.err), true, StandardCharsets.UTF_8));
        }
    }

    /** Return the value of a variable, or nothing. */
    public String value(String variable) {
        return variables.getOrDefault(variable, "");
    }

    /** Return whether a variable is set, to more than nothing. */
    public boolean has(String variable) {
        return !value(variable).isEmpty();
    }

    /** Return whether {@code out} is a terminal that understands escape sequences. */
    public boolean outIsCapable() {
        return outIsTerminal && has("TERM") && !value("TERM").equals("dumb");
    }

    /** Return whether to colour; see no-color.org for the variable. */
    public boolean colour() {
        return outIsCapable() && !has("NO_COLOR");
    }

    /** Return whether the locale says that terminals show UTF-8; POSIX names the variables in this order. */
    public boolean utf8() {
        String locale = "";
        for (String variable : List.of("LANG", "LC_CTYPE", "LC_ALL")) {
            locale = has(variable) ? value(variable) : locale;
        }
        return locale.toUpperCase(Locale.ROOT).replace("-", "").endsWith("UTF8");
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        OutputStream buffered = new BufferedOutputStream(new FileOutputStream(descriptor), 8192);
        boolean journal =
                descriptor == FileDescriptor.err && JournalStream.isStandardError(UserEnvironment.variables());
        return new PrintStream(journal ? new JournalStream(buffered) : buffered, false, StandardCharsets.UTF_8);
    }
}
