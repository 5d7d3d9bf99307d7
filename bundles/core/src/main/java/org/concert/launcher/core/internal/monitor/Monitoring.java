/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.monitor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.MonitorSession;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.machine.MachineLink;
import org.concert.launcher.core.internal.process.ProcessEntry;
import org.concert.launcher.core.internal.window.MonitorWindow;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.Panes;
import org.concert.launcher.core.internal.window.TerminalArguments;
import org.jspecify.annotations.Nullable;

/**
 * Brings the terminals of running processes together in one session of this machine. A process that runs here is shown
 * in its own window, which belongs to both sessions; one that runs elsewhere in a window whose program shows it. Lives on
 * the loop.
 */
public final class Monitoring {

    private static final String SUFFIX = "-mon";

    private final Supplier<Collection<ProcessEntry>> entries;
    private final String name;
    private final @Nullable String socket;
    private final MachineLink here;
    private final Loop loop;

    private final List<MonitorWindow> windows = new ArrayList<>();
    private final List<String> notShown = new ArrayList<>();

    /**
     * Create one, for one use.
     *
     * @param entries gives the processes; there may be more when the machines are reached
     * @param session the default session of the launcher file
     * @param socket the tmux server that is used, on every machine; null for the user's own
     * @param here this machine; let go of at the end when none of the processes is on it
     */
    public Monitoring(
            Supplier<Collection<ProcessEntry>> entries,
            String session,
            @Nullable String socket,
            MachineLink here,
            Loop loop) {
        this.entries = entries;
        this.name = session + SUFFIX;
        this.socket = socket;
        this.here = here;
        this.loop = loop;
    }

    /** Show them; see {@link org.concert.launcher.api.Launcher#monitor}. */
    public CompletableFuture<MonitorSession> show(boolean replace) {
        Set<MachineLink> machines =
                entries.get().stream().map(ProcessEntry::link).collect(Collectors.toSet());
        boolean leave = machines.add(here);
        List<CompletableFuture<Void>> connected =
                machines.stream().map(MachineLink::connect).toList();
        // A machine that cannot be reached shows in its processes.
        CompletableFuture<MonitorSession> shown = loop.either(Loop.all(connected), (all, failure) -> {
            entries.get().forEach(this::collect);
            return showWindows(replace);
        });
        if (leave) {
            loop.listen(shown, (session, failure) -> here.dismiss());
        }
        return shown;
    }

    private void collect(ProcessEntry entry) {
        PaneRecord pane = entry.alivePane().orElse(null);
        if (entry.state() == ProcessState.UNKNOWN) {
            notShown.add(entry.name() + ": " + entry.message());
        } else if (pane != null) {
            window(entry, pane)
                    .ifPresentOrElse(
                            windows::add,
                            () -> notShown.add("%s: runs on %s, whose terminals cannot be shown here; there: %s"
                                    .formatted(
                                            entry.name(),
                                            entry.link().machine(),
                                            String.join(
                                                    " ",
                                                    TerminalArguments.attach(
                                                            socket, entry.key().session())))));
        }
    }

    private Optional<MonitorWindow> window(ProcessEntry entry, PaneRecord pane) {
        if (entry.link() == here) {
            return Optional.of(new MonitorWindow.Linked(entry.name(), pane.paneId()));
        }
        List<String> there = TerminalArguments.show(socket, entry.key().session(), pane.paneId());
        return entry.link()
                .host()
                .flatMap(host -> host.inTerminalHere(there))
                .map(here -> new MonitorWindow.Program(entry.name(), here));
    }

    private CompletableFuture<MonitorSession> showWindows(boolean replace) {
        Optional<Panes> server = here.server();
        if (windows.isEmpty()) {
            return CompletableFuture.completedFuture(session(""));
        }
        if (server.isEmpty()) {
            return CompletableFuture.failedFuture(cannotShow("the tmux server of this machine is not reached"));
        }
        return loop.either(
                server.get().monitor(name, replace, windows),
                (path, failure) -> path == null
                        ? CompletableFuture.failedFuture(cannotShow(Loop.reason(failure)))
                        : CompletableFuture.completedFuture(session(path)));
    }

    private LauncherException cannotShow(String reason) {
        return new LauncherException("Cannot show the processes in session %s: %s".formatted(name, reason));
    }

    private MonitorSession session(String path) {
        return new MonitorSession(
                name,
                path,
                windows.stream().map(MonitorWindow::process).toList(),
                notShown,
                TerminalArguments.attach(socket, name),
                TerminalArguments.switchTo(socket, name));
    }
}
