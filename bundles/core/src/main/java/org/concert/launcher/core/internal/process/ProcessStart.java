/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.config.Placement;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.machine.Place;
import org.concert.launcher.core.internal.window.FileMark;
import org.concert.launcher.core.internal.window.OutputCapture;
import org.concert.launcher.core.internal.window.PaneMarks;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.PaneStart;
import org.concert.launcher.core.internal.window.PaneStarted;
import org.concert.launcher.core.internal.window.Panes;
import org.concert.launcher.core.internal.window.Predecessor;
import org.concert.launcher.core.internal.window.RestartMarks;
import org.concert.launcher.core.internal.window.StartMark;
import org.concert.launcher.core.internal.window.Stranger;
import org.concert.launcher.core.internal.window.UptimeClock;
import org.jspecify.annotations.Nullable;

/** Makes the windows of processes. Lives on the loop. */
public final class ProcessStart {

    /** How old what a machine told of its clock may be when it is noted with a start. */
    private static final Duration LATELY = Duration.ofSeconds(5);

    private final MembersByPlace members;
    private final Loop loop;
    private final Clock clock;
    private final ProcessContext.Folders folders;
    private final FileMark file;

    /** What became of a wish to start a process. */
    public enum Result {
        /** Its window was made. */
        STARTED,
        /** It has a living window already, or is not to be restarted any more; another launcher was quicker. */
        TAKEN
    }

    /**
     * Create one.
     *
     * @param file the launcher file
     */
    public ProcessStart(MembersByPlace members, Loop loop, Clock clock, ProcessContext.Folders folders, FileMark file) {
        this.members = members;
        this.loop = loop;
        this.clock = clock;
        this.folders = folders;
        this.file = file;
    }

    /**
     * Make the window of a process on its connected machine, unless it has a living one.
     *
     * @return completed on the loop, with the entry up to date; fails with what tmux or the machine said
     */
    public CompletableFuture<Result> start(ProcessEntry entry, LaunchStep step) {
        if (entry.starting()) {
            // Another start of this launcher was quicker.
            return loop.map(entry.until(now -> !now.starting()), now -> Result.TAKEN);
        }
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

    /** Return what of the launchers of other accounts runs a process of this launcher file, if any does. */
    Optional<Stranger> stranger(ProcessEntry entry) {
        return entry.link().lastTold().strangers().stream()
                .filter(stranger -> stranger.title().equals(Stranger.title(entry.key(), file)))
                .map(stranger -> stranger.of(file))
                .max(Comparator.comparing(Stranger::counts));
    }

    private CompletableFuture<Result> start(
            ProcessEntry entry, LaunchStep step, RestartMarks marks, @Nullable Predecessor restarted) {
        String complaint = ProcessCommand.complaint(step.command());
        if (complaint != null) {
            return CompletableFuture.failedFuture(new IllegalArgumentException(complaint));
        }
        entry.intend(new Intent(Intent.Kind.STARTING, ""));
        entry.command(step.command());
        entry.containment().next(step.container());
        CompletableFuture<Void> timed = entry.link().askUptime(LATELY);
        return loop.then(entry.link().place(entry.container()), place -> {
            // What dies later, in another pane, may leave something behind too: tmux makes no window beside that.
            Predecessor dead = restarted != null
                    ? restarted
                    : entry.pane()
                            .map(pane -> new Predecessor(pane.paneId(), false))
                            .orElse(null);
            return loop.then(
                    endLeftovers(entry, place),
                    ended -> ended.left().isEmpty()
                            ? loop.then(timed, told -> make(entry, step, place, marks, dead))
                            : CompletableFuture.failedFuture(new IllegalStateException(
                                    "programs of an earlier run live on and cannot be ended: %s; they may belong to another user, or hang in the kernel"
                                            .formatted(ended.left()))));
        });
    }

    /** End what is left of earlier runs, in all containers that the process may have run in from here. */
    private CompletableFuture<Leftovers.Ended> endLeftovers(ProcessEntry entry, Place place) {
        CompletableFuture<Leftovers.Ended> ended =
                leftovers(place, entry.container()).end(entry);
        for (Placement other : entry.config().placements()) {
            if (entry.pane().isEmpty() && isOtherContainer(other, entry.placement())) {
                // What does not run, or cannot be asked, is not in the way.
                ended = loop.then(
                        ended,
                        first -> loop.either(
                                entry.link().place(other.container()),
                                (there, failure) -> there == null
                                        ? CompletableFuture.completedFuture(first)
                                        : loop.map(
                                                leftovers(there, other.container())
                                                        .end(entry),
                                                first::and)));
            }
        }
        return ended;
    }

    private Leftovers leftovers(Place place, @Nullable String container) {
        return new Leftovers(members, place, container, loop);
    }

    private static boolean isOtherContainer(Placement other, Placement here) {
        return other.container() != null
                && other.machine().equals(here.machine())
                && other.session().equals(here.session())
                && !other.equals(here);
    }

    private CompletableFuture<Result> make(
            ProcessEntry entry, LaunchStep step, Place place, RestartMarks marks, @Nullable Predecessor dead) {
        Panes server = entry.link().server().orElse(null);
        if (server == null) {
            return CompletableFuture.failedFuture(new TransportException(
                    "Cannot reach machine " + entry.link().machine()));
        }
        String run = entry.key() + "/" + UUID.randomUUID();
        String logFile =
                entry.link().logFile(entry.key().session(), entry.config()).orElse("");
        UptimeClock uptime = entry.link().lastTold().uptime();
        StartMark mark = new StartMark(
                run,
                clock.millis(),
                uptime == null ? 0 : uptime.millisAt(loop.nanoTime()),
                0,
                step.variants(),
                step.params(),
                logFile,
                new ProcessCommand(entry.config(), step).definition(step.command()),
                ProcessCommand.announces(place),
                new StartMark.Source(file, step.command(), entry.container()),
                StartMark.VERSION);
        PaneStart wish = new PaneStart(
                entry.key(),
                mark,
                new ProcessCommand(entry.config(), step)
                        .withLog(logFile)
                        .inWindow(
                                place,
                                step.command(),
                                Stranger.title(entry.key(), file),
                                run + "@" + entry.link().origin()),
                folders.of(entry),
                capture(entry, step, logFile, marks.count()),
                marks,
                dead);
        return loop.map(server.start(wish), pane -> made(entry, server, wish, pane));
    }

    private static OutputCapture capture(ProcessEntry entry, LaunchStep step, String logFile, int restarts) {
        ProcessConfig config = entry.config();
        return new OutputCapture(logFile, config.logMaxBytes(), config.logKeep(), !config.tty(), note(step, restarts));
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

    private Result made(ProcessEntry entry, Panes server, PaneStart wish, PaneStarted pane) {
        if (pane.paneId() == null) {
            entry.intend(Intent.NONE);
            return Result.TAKEN;
        }
        Predecessor dead = wish.predecessor();
        if (dead != null) {
            loop.listen(
                    server.remove(dead.paneId()),
                    (removed, error) -> entry.link().listSoon());
        }
        entry.made(new PaneRecord(
                entry.key(),
                pane.paneId(),
                new PaneRecord.Programs(pane.pid(), 0),
                null,
                wish.mark(),
                wish.mark().announced() ? PaneMarks.NONE : PaneMarks.NONE.withBegun(),
                wish.restarts(),
                0));
        return Result.STARTED;
    }
}
