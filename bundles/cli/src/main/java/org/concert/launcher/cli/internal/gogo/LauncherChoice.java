/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.gogo;

import java.util.List;
import java.util.stream.Collectors;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.cli.internal.ShellCommands;
import org.concert.launcher.cli.internal.command.LauncherSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Finds out which of several launchers a command means. They are not closed: they are services of others. */
final class LauncherChoice implements LauncherSource {

    private final List<Launcher> launchers;

    @Option(
            names = "--session",
            paramLabel = "SESSION",
            description = "The session of the launcher that is meant; needed where there are several.")
    private @Nullable String session;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    LauncherChoice(List<Launcher> launchers) {
        this.launchers = List.copyOf(launchers);
    }

    @Override
    public int use(Work work) throws LauncherException, InterruptedException {
        return work.with(launcher());
    }

    @Override
    public String typed(String command) {
        return ShellCommands.SCOPE + ":" + command + (session == null ? "" : " --session " + session);
    }

    private Launcher launcher() throws LauncherException {
        List<Launcher> meant = launchers.stream()
                .filter(launcher -> session == null || launcher.session().equals(session))
                .toList();
        if (meant.size() == 1) {
            return meant.get(0);
        }
        if (launchers.isEmpty()) {
            throw new LauncherException("Cannot find a launcher: there is no service of one; a configuration of the"
                    + " factory PID org.concert.launcher, with file=/.../launcher.yaml, makes one");
        }
        String sessions =
                launchers.stream().map(Launcher::session).distinct().sorted().collect(Collectors.joining(", "));
        throw new LauncherException(
                session == null
                        ? "Cannot tell which of " + launchers.size()
                                + " launchers is meant: name its session by --session; there are: " + sessions
                        : "Cannot find a launcher of the session '" + session + "'; there are: " + sessions);
    }
}
