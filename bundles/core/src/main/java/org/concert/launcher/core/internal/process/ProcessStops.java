/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.core.internal.LauncherLoop;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.TmuxServer;

/** Stops processes, each once at a time. Lives on the loop. */
public final class ProcessStops {

    private final LauncherLoop loop;
    private final Clock clock;
    private final Map<String, CompletableFuture<ProcessOutcome>> underWay = new HashMap<>();
    private final MembersByPlace members;

    /** Create one. */
    public ProcessStops(MembersByPlace members, LauncherLoop loop, Clock clock) {
        this.members = members;
        this.loop = loop;
        this.clock = clock;
    }

    /**
     * Stop a process of a connected machine, and remove its window.
     *
     * @param force true to begin with SIGKILL; also when a stop is under way
     * @return completed on the loop
     */
    public CompletableFuture<ProcessOutcome> stop(ProcessEntry entry, boolean force) {
        CompletableFuture<ProcessOutcome> present = underWay.get(entry.name());
        if (present != null && !force) {
            return present;
        }
        CompletableFuture<ProcessOutcome> stopped = new CompletableFuture<>();
        underWay.put(entry.name(), stopped);
        loop.then(stopped, (outcome, failure) -> underWay.remove(entry.name(), stopped));
        if (entry.starting()) {
            // What is being made is there in a moment; it is stopped then.
            entry.await(changed -> {
                boolean made = !entry.starting();
                if (made) {
                    loop.execute(() -> stopNow(entry, force, stopped));
                }
                return made;
            });
        } else {
            stopNow(entry, force, stopped);
        }
        return stopped;
    }

    private void stopNow(ProcessEntry entry, boolean force, CompletableFuture<ProcessOutcome> stopped) {
        entry.intend(Intent.NONE);
        Optional<PaneRecord> pane = entry.pane();
        Optional<TmuxServer> server = entry.link().server();
        loop.then(entry.link().place(entry.config().container()), (place, failure) -> {
            if (place == null) {
                cannotReach(entry, ProcessStart.cause(failure), stopped);
            } else if (pane.isEmpty() || server.isEmpty()) {
                loop.then(
                        new Leftovers(members.of(place)).end(entry),
                        (found, error) -> stopped.complete(notRunning(entry, Boolean.TRUE.equals(found))));
            } else {
                Consumer<String> vanished = words -> lookAgain(entry, pane.get(), words, force, stopped);
                new ProcessStop(entry, pane.get(), server.get(), members.of(place), loop, clock, stopped, vanished)
                        .begin(force);
            }
        });
    }

    /** In a container that does not run, nothing is left to be stopped but the window. */
    private void cannotReach(ProcessEntry entry, Throwable why, CompletableFuture<ProcessOutcome> stopped) {
        Optional<TmuxServer> server = entry.link().server();
        if (server.isEmpty() || !(why instanceof TransportException lost) || !lost.isNothingRunning()) {
            stopped.complete(new ProcessOutcome(
                    entry.name(), ProcessOutcome.Result.UNREACHABLE, "Cannot stop: " + why.getMessage(), null));
            return;
        }
        ProcessOutcome notRunning =
                new ProcessOutcome(entry.name(), ProcessOutcome.Result.NOT_RUNNING, "was not running", null);
        if (entry.pane().isEmpty()) {
            stopped.complete(notRunning);
            return;
        }
        String paneId = entry.pane().get().paneId();
        loop.then(server.get().remove(paneId), (removed, failure) -> {
            entry.goneFrom(paneId);
            stopped.complete(notRunning);
        });
    }

    /** Meanwhile it may have been restarted in another pane, or its window closed by hand. */
    private void lookAgain(
            ProcessEntry entry,
            PaneRecord vanished,
            String words,
            boolean force,
            CompletableFuture<ProcessOutcome> stopped) {
        loop.then(entry.link().look(), (looked, failure) -> {
            boolean stillThere = entry.pane()
                    .filter(pane -> pane.paneId().equals(vanished.paneId()))
                    .isPresent();
            if (stillThere) {
                stopped.complete(
                        new ProcessOutcome(entry.name(), ProcessOutcome.Result.FAILED, "Cannot stop: " + words, null));
            } else {
                stopNow(entry, force, stopped);
            }
        });
    }

    private static ProcessOutcome notRunning(ProcessEntry entry, boolean found) {
        return found
                ? new ProcessOutcome(
                        entry.name(),
                        ProcessOutcome.Result.STOPPED,
                        "had no window any more; what lived on of it was ended",
                        null)
                : new ProcessOutcome(entry.name(), ProcessOutcome.Result.NOT_RUNNING, "was not running", null);
    }
}
