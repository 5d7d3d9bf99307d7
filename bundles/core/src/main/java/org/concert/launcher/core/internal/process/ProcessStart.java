/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.core.internal.LauncherLoop;
import org.concert.launcher.core.internal.machine.Place;
import org.concert.launcher.core.internal.window.OutputCapture;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.PaneStart;
import org.concert.launcher.core.internal.window.PaneStarted;
import org.concert.launcher.core.internal.window.Predecessor;
import org.concert.launcher.core.internal.window.RestartMarks;
import org.concert.launcher.core.internal.window.StartMark;
import org.concert.launcher.core.internal.window.TmuxServer;
import org.jspecify.annotations.Nullable;

/** Makes the windows of processes. Lives on the loop. */
public final class ProcessStart {

    private final MembersByPlace members;
    private final LauncherLoop loop;
    private final Clock clock;
    private final Readiness.Folders folders;

    /** What became of a wish to start a process. */
    public enum Result {
        /** Its window was made. */
        STARTED,
        /** It has a living window already, or is not to be restarted any more; another launcher was quicker. */
        TAKEN
    }

    /** Create one. */
    public ProcessStart(MembersByPlace members, LauncherLoop loop, Clock clock, Readiness.Folders folders) {
        this.members = members;
        this.loop = loop;
        this.clock = clock;
        this.folders = folders;
    }

    /**
     * Make the window of a process on its connected machine, unless it has a living one.
     *
     * @return completed on the loop, with the entry up to date; fails with what tmux or the machine said
     */
    public CompletableFuture<Result> start(ProcessEntry entry, LaunchStep step) {
        return start(entry, step, RestartMarks.NONE, null);
    }

    /**
     * Make the window of a process that has died, unless it has a living one, the dead one is gone or it was asked to stop.
     *
     * @param deadPane the pane it died in
     * @param marks what to note of this restart
     * @return as {@link #start}
     */
    CompletableFuture<Result> restart(ProcessEntry entry, LaunchStep step, String deadPane, RestartMarks marks) {
        return start(entry, step, marks, new Predecessor(deadPane, true));
    }

    private CompletableFuture<Result> start(
            ProcessEntry entry, LaunchStep step, RestartMarks marks, @Nullable Predecessor restarted) {
        CompletableFuture<Result> started = new CompletableFuture<>();
        String complaint = ProcessCommand.complaint(step.command());
        if (complaint != null) {
            started.completeExceptionally(new IllegalArgumentException(complaint));
            return started;
        }
        entry.intend(new Intent(Intent.Kind.STARTING, ""));
        entry.command(step.command());
        loop.then(entry.link().place(entry.config().container()), (place, failure) -> {
            if (place == null) {
                started.completeExceptionally(cause(failure));
            } else {
                loop.then(new Leftovers(members.of(place)).end(entry), (ended, error) -> {
                    Predecessor dead = restarted != null
                            ? restarted
                            : entry.pane()
                                    .map(pane -> new Predecessor(pane.paneId(), false))
                                    .orElse(null);
                    make(entry, step, place, marks, dead, started);
                });
            }
        });
        return started;
    }

    private void make(
            ProcessEntry entry,
            LaunchStep step,
            Place place,
            RestartMarks marks,
            @Nullable Predecessor dead,
            CompletableFuture<Result> started) {
        TmuxServer server = entry.link().server().orElse(null);
        if (server == null) {
            started.completeExceptionally(new TransportException(
                    "Cannot reach machine " + entry.link().machine()));
            return;
        }
        String run = entry.key() + "/" + UUID.randomUUID();
        String logFile =
                entry.link().logFile(entry.key().session(), entry.name()).orElse("");
        StartMark mark = new StartMark(
                run,
                clock.millis(),
                step.variants(),
                step.params(),
                logFile,
                new ProcessCommand(entry.config()).definition(step.command()));
        PaneStart wish = new PaneStart(
                entry.key(),
                mark,
                new ProcessCommand(entry.config())
                        .inWindow(
                                place, step.command(), run + "@" + entry.link().origin()),
                folders.of(entry),
                new OutputCapture(
                        logFile, entry.config().logMaxBytes(), entry.config().logKeep(), note(step, marks.count())),
                marks,
                dead);
        loop.then(server.start(wish), (pane, failure) -> made(entry, server, wish, pane, failure, started));
    }

    /** The line that a start leaves in the log. */
    private static String note(LaunchStep step, int restarts) {
        StringBuilder note =
                new StringBuilder(restarts == 0 ? "started" : "started again by its policy, restart " + restarts);
        if (!step.variants().isEmpty()) {
            note.append(", variants ").append(String.join(", ", step.variants()));
        }
        step.params()
                .forEach((name, value) ->
                        note.append(", ").append(name).append(":=").append(value));
        return note.toString().replaceAll("\\R", " ");
    }

    private void made(
            ProcessEntry entry,
            TmuxServer server,
            PaneStart wish,
            @Nullable PaneStarted pane,
            @Nullable Throwable failure,
            CompletableFuture<Result> started) {
        if (pane == null) {
            started.completeExceptionally(cause(failure));
            return;
        }
        if (pane.paneId() == null) {
            started.complete(Result.TAKEN);
            return;
        }
        Predecessor dead = wish.predecessor();
        if (dead != null) {
            loop.then(
                    server.remove(dead.paneId()),
                    (removed, error) -> entry.link().listSoon());
        }
        entry.made(new PaneRecord(
                entry.key(), pane.paneId(), pane.pid(), false, null, 0, wish.mark(), 0, 0, "", wish.restarts(), "", 0));
        started.complete(Result.STARTED);
    }

    /** Return what a failed stage failed with. */
    public static Throwable cause(@Nullable Throwable failure) {
        if (failure instanceof CompletionException && failure.getCause() != null) {
            return failure.getCause();
        }
        return failure == null ? new IllegalStateException("nothing was told") : failure;
    }
}
