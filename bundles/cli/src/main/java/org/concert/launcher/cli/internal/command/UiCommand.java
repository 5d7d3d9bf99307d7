/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.command;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.concert.launcher.access.AuditEntry;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.cli.internal.arguments.AskedFor;
import org.concert.launcher.cli.internal.completion.StartParameters;
import org.concert.launcher.cli.internal.terminal.Environment;
import org.concert.launcher.cli.internal.terminal.ExitCode;
import org.concert.launcher.cli.internal.ui.Surroundings;
import org.concert.launcher.cli.internal.ui.UiLoop;
import picocli.CommandLine.Command;

/** Shows everything on the whole terminal, and takes keys. */
@Command(
        name = "ui",
        customSynopsis = "concert_launcher ui",
        header = "See and steer everything on the whole terminal.",
        description = {
            "",
            "The processes with state, CPU, memory and reason; below them what the one with the cursor prints; start, stop, restart,"
                    + " variants, targets, search, by single keys: ? shows them. The mouse works, too. When it is left, all goes on.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  concert_launcher ui",
            "  NO_COLOR=1 concert_launcher ui           without colours",
            "",
            "It wants a terminal of 60 columns and 15 rows, or more. 'concert_launcher status --watch' needs less."
        })
public final class UiCommand implements Callable<Integer> {

    private static final int MOST_ASKED = 1_000;

    private final Environment environment;
    private final LauncherSource access;

    public UiCommand(Environment environment, LauncherSource access) {
        this.environment = environment;
        this.access = access;
    }

    @Override
    public Integer call() throws LauncherException, InterruptedException {
        if (!environment.outIsCapable() || !environment.foreground().isTerminal()) {
            throw new LauncherException(
                    "Cannot show the full-screen interface: this is not a terminal that could; use '"
                            + access.typed("status --watch") + "'");
        }
        access.logErrorsOnly();
        return access.use(launcher -> {
            new UiLoop(launcher, surroundings(launcher)).run();
            return ExitCode.DONE;
        });
    }

    private Surroundings surroundings(Launcher launcher) {
        return new Surroundings(
                environment.value("TERM"),
                environment.colour(),
                environment.utf8(),
                environment.clock(),
                environment.zone().get(),
                access::typed,
                names -> asked(launcher, names),
                names -> parameters(launcher, names),
                environment.interrupts()::during);
    }

    private List<AuditEntry> asked(Launcher launcher, List<String> names) throws LauncherException {
        return AskedFor.newest(
                environment,
                MOST_ASKED,
                entry -> entry.session().equals(launcher.session())
                        && (names.isEmpty() || entry.processes().stream().anyMatch(names::contains)));
    }

    private static Map<String, String> parameters(Launcher launcher, List<String> names) throws LauncherException {
        return StartParameters.of(launcher.file(), names);
    }
}
