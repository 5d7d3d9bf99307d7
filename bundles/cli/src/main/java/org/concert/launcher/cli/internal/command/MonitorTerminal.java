/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.command;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.MonitorSession;
import org.concert.launcher.api.ShellQuote;
import org.concert.launcher.cli.internal.terminal.Environment;
import org.concert.launcher.cli.internal.terminal.ErrorReport;
import org.concert.launcher.cli.internal.terminal.ExitCode;
import org.concert.launcher.cli.internal.terminal.Futures;

/** Brings the session that shows running processes to the terminal of the user. */
public final class MonitorTerminal {

    /** In a terminal of tmux: the path of the server's socket, its pid and the session, separated by commas. */
    private static final String TMUX = "TMUX";

    private final Environment environment;
    private final Launcher launcher;

    MonitorTerminal(Environment environment, Launcher launcher) {
        this.environment = environment;
        this.launcher = launcher;
    }

    /** Show the running processes until the user leaves them; without a terminal, say how to see them. */
    int show(boolean replace) throws LauncherException, InterruptedException {
        MonitorSession session = Futures.await(launcher.monitor(replace));
        ErrorReport.print(environment.err(), session.notShown());
        if (session.shown().isEmpty()) {
            environment.out().println("Nothing runs that could be shown");
            return ExitCode.DONE;
        }
        return show(session, List.of(), "Session " + session.name() + " shows " + String.join(", ", session.shown()));
    }

    /** Show one process, if it runs. */
    int showOne(String name) throws LauncherException, InterruptedException {
        MonitorSession session = Futures.await(launcher.monitor(false));
        if (!session.shown().contains(name)) {
            throw new LauncherException(session.notShown().stream()
                    .filter(reason -> reason.startsWith(name + ":") || reason.startsWith(name + " "))
                    .findFirst()
                    .orElse("Cannot show the terminal of " + name + ": it does not run"));
        }
        List<String> window = List.of(";", "select-window", "-t", "=" + session.name() + ":=" + name);
        return show(session, window, name + " is a window of session " + session.name());
    }

    private int show(MonitorSession session, List<String> then, String words)
            throws LauncherException, InterruptedException {
        List<String> attach =
                Stream.concat(session.attach().stream(), then.stream()).toList();
        if (!environment.foreground().isTerminal()) {
            environment.out().println(words);
            environment.out().println("To see it: " + ShellQuote.words(attach));
            return ExitCode.DONE;
        }
        environment.out().flush();
        boolean sameServer = environment.value(TMUX).startsWith(session.socket() + ",");
        List<String> switchTo =
                Stream.concat(session.switchTo().stream(), then.stream()).toList();
        return sameServer ? run(switchTo, Set.of()) : run(attach, Set.of(TMUX));
    }

    private int run(List<String> command, Set<String> without) throws LauncherException, InterruptedException {
        try {
            return environment.foreground().run(command, without) == 0 ? ExitCode.DONE : ExitCode.FAILED;
        } catch (IOException e) {
            throw new LauncherException("Cannot show the processes: " + e.getMessage(), e);
        }
    }
}
