/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.concert.launcher.access.AuditEntry;
import org.concert.launcher.api.Launcher.Registration;
import org.concert.launcher.api.LauncherException;

/**
 * What the full-screen interface has from the command line.
 *
 * @param terminal what the terminal is, as in {@code TERM}
 * @param coloured whether it is to be coloured
 * @param utf8 whether it shows more than ASCII
 * @param clock the time
 * @param zone the zone that times are shown in
 * @param typed makes of a command what the user types to give it
 * @param audit tells who asked for what
 * @param parameters tells which parameters a start uses
 * @param ends tells when the program is ended from outside
 */
public record Surroundings(
        String terminal,
        boolean coloured,
        boolean utf8,
        Clock clock,
        ZoneId zone,
        UnaryOperator<String> typed,
        Audit audit,
        Parameters parameters,
        Ends ends) {

    /** Tells who asked for what. */
    @FunctionalInterface
    public interface Audit {

        /** Return what was asked for of these processes, or of all for an empty list; the newest first. */
        List<AuditEntry> newest(List<String> names) throws LauncherException;
    }

    /** Tells which parameters a start uses. */
    @FunctionalInterface
    public interface Parameters {

        /** Return the parameters by name, each with its value where nobody gives another; empty if it has none. */
        Map<String, String> of(List<String> names) throws LauncherException;
    }

    /** Tells when the program is ended from outside. */
    @FunctionalInterface
    public interface Ends {

        /** Have something done then, unless the result is closed before. */
        Registration during(Runnable action);
    }
}
