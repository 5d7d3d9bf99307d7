/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.concert.launcher.api.ExitStatus;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.core.internal.loop.Delay;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.machine.MachineLink;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.Panes;
import org.concert.launcher.core.internal.window.ProcessKey;
import org.jspecify.annotations.Nullable;

/**
 * One process: what tmux tells of it and what this launcher is about to do, put together into what is known. Lives on
 * the loop.
 */
public final class ProcessEntry {

    private ProcessConfig config;
    private final ProcessKey key;
    private final MachineLink link;
    private final ProcessBoard board;
    private final Loop loop;
    private final Clock clock;

    private @Nullable PaneRecord pane;
    private Outlived outlived = Outlived.NOTHING;

    /** Its last pane, if that is gone and it was seen how it died in it. */
    private @Nullable PaneRecord last;

    private boolean looked;
    private boolean reachable;
    private Intent intent = Intent.NONE;
    private String note = "";
    private int readyChecks;
    private String command;
    private @Nullable ResourceUse use;
    private final List<Waiter> waiters = new ArrayList<>();
    private @Nullable Delay changes;
    private Remark remark = Remark.NONE;
    private boolean dismissed;
    private int stopRequests;

    /** Create an entry of which nothing is known, and show it. */
    public ProcessEntry(ProcessConfig config, MachineLink link, ProcessBoard board, Loop loop, Clock clock) {
        this.config = config;
        this.key = new ProcessKey(config.session(), config.name());
        this.link = link;
        this.board = board;
        this.loop = loop;
        this.clock = clock;
        this.command = config.cmd().toString();
        board.begin(snapshot());
    }

    /** Return what the launcher file says of it. */
    public ProcessConfig config() {
        return config;
    }

    /** Take note that the launcher file says something else of it, but has it in the same place. */
    public void redefine(ProcessConfig definition) {
        config = definition;
        if (alivePane().isEmpty()) {
            command = config.cmd().toString();
        }
        changed();
        scheduleChange();
    }

    /** Take note of how what runs differs from what the launcher file says. */
    public void remark(Remark now) {
        remark = now;
        changed();
    }

    /** Return how what runs differs from what the launcher file says. */
    public Remark remark() {
        return remark;
    }

    /** Show nothing of it from now on. */
    public void dismiss() {
        dismissed = true;
        List.copyOf(waiters)
                .forEach(waiter -> waiter.met()
                        .completeExceptionally(
                                new CancellationException(name() + " is not in the launcher file any more")));
        if (changes != null) {
            changes.cancel();
        }
    }

    /** Return its name. */
    public String name() {
        return config.name();
    }

    /** Return what tells it from the other processes of its machine. */
    public ProcessKey key() {
        return key;
    }

    /** Return the hold on its machine. */
    public MachineLink link() {
        return link;
    }

    /** Return its pane, if tmux shows one. */
    public Optional<PaneRecord> pane() {
        return Optional.ofNullable(pane);
    }

    /** Return its living pane, if there is one. */
    public Optional<PaneRecord> alivePane() {
        return pane().filter(PaneRecord::alive);
    }

    /** Return its state. */
    public ProcessState state() {
        return StateRule.state(config, reachable, pane, outlived, intent, age());
    }

    private Duration age() {
        PaneRecord shown = pane;
        return shown == null
                ? Duration.ZERO
                : RunTimes.age(shown, link.lastTold().uptime(), loop.nanoTime(), clock.millis());
    }

    /** Return one line for people on how it came to its state; empty when there is nothing to say. */
    public String message() {
        PaneRecord shown = pane;
        return switch (state()) {
            case UNKNOWN -> looked ? link.snapshot().lastError() : "not looked at yet";
            case WAITING -> intent.message();
            case RUNNING -> ofRunning(shown);
            case FAILED -> failure(shown);
            case BACKOFF, DONE -> shown == null ? "" : EndWords.of(config, shown);
            case EXITED ->
                "ended by itself with exit code 0; 'persistent: false' says that it is meant to"
                        + (shown == null ? "" : EndWords.restart(config, shown));
            case STOPPED ->
                shown == null
                        ? lastEnd()
                                .map(PaneRecord::exit)
                                .map(ExitStatus::toString)
                                .orElse("")
                        : EndWords.of(config, shown);
            case STOPPING ->
                shown == null
                        ? "its window is gone; its programs may be ending"
                        : shown.marks().captureFailure();
            case READY -> ofLiving(shown);
            default -> shown == null ? "" : shown.marks().captureFailure();
        };
    }

    private String ofRunning(@Nullable PaneRecord shown) {
        String lack = shown == null || !note.isEmpty() ? note : shown.marks().lack();
        return lack.isEmpty() ? ofLiving(shown) : lack;
    }

    private String ofLiving(@Nullable PaneRecord shown) {
        return shown == null || shown.marks().captureFailure().isEmpty()
                ? remark.text()
                : shown.marks().captureFailure();
    }

    private String failure(@Nullable PaneRecord shown) {
        boolean failedStart = intent.kind() == Intent.Kind.FAILED && alivePane().isEmpty();
        if (outlived.livesOn() && !failedStart) {
            return outlived.message(shown);
        }
        return shown == null || intent.kind() == Intent.Kind.FAILED ? intent.message() : EndWords.of(config, shown);
    }

    /** Return what lives on of it without a window, or though it was stopped. */
    Outlived outlived() {
        return outlived;
    }

    /** Return whether something of it lives on without a window, or may. */
    public boolean outlives() {
        return !outlived.runs().isEmpty();
    }

    /** Take note of what lives on of it. */
    void outlived(Outlived now) {
        if (outlived.livesOn() && !now.livesOn() && intent.kind() == Intent.Kind.FAILED) {
            // What was in the way of its start is gone.
            intent = Intent.NONE;
        }
        outlived = now;
        changed();
    }

    /** Take note of programs that were found to live on without a window, by run id. */
    void found(Map<String, List<Long>> runs) {
        outlived(outlived.found(runs));
    }

    /** Take note that the connection to its machine is lost: what numbers its programs have may be others when it is back. */
    public void disconnected() {
        use = null;
        outlived = outlived.withoutPrograms();
    }

    /** Return its last pane, which is gone, if it is known how it died in that. */
    private Optional<PaneRecord> lastEnd() {
        return last == null ? link.lastTold().lastEnd(key) : Optional.of(last);
    }

    /** Take note of what this launcher is about to do. */
    public void intend(Intent intent) {
        this.intent = intent;
        changed();
    }

    /** Take note that somebody asks for its stop: what was asked for before is not begun any more. */
    public void stopAsked() {
        stopRequests++;
    }

    /** Return how often its stop was asked for. */
    public int stopRequests() {
        return stopRequests;
    }

    /** Return whether its dependencies are being waited for. */
    public boolean waiting() {
        return intent.kind() == Intent.Kind.WAITING;
    }

    /** Return whether its window is being made. */
    public boolean starting() {
        return intent.kind() == Intent.Kind.STARTING;
    }

    /** Return whether this launcher is about to do nothing with it. */
    public boolean idle() {
        return intent.kind() == Intent.Kind.NONE;
    }

    /** Forget that it was not ready in time; completed on the loop. */
    public CompletableFuture<Void> retryReadiness() {
        PaneRecord failed = pane;
        Optional<Panes> server = link.server();
        if (failed == null || server.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return loop.either(server.get().markFailure(failed.paneId(), ""), (marked, failure) -> {
            PaneRecord now = pane;
            if (now != null && now.paneId().equals(failed.paneId())) {
                told(now.with(now.marks().withFailure("")));
            }
            return CompletableFuture.completedFuture(null);
        });
    }

    /** Take note of the command that is, or would be, run. */
    public void command(String resolved) {
        this.command = resolved;
    }

    /** Take note of something worth knowing while it is RUNNING. */
    void note(String text) {
        note = text;
        changed();
    }

    /** Take note that a check of its readiness has ended; shown with whatever comes of it. */
    void countReadyCheck() {
        readyChecks++;
    }

    /** Take note of what a run of it uses; null when that could not be measured. */
    public void uses(@Nullable ResourceUse use) {
        this.use = use;
        changed();
    }

    /** Take note of what tmux tells: its pane, or null if it has none. */
    public void told(@Nullable PaneRecord pane) {
        boolean first = !looked;
        looked = true;
        reachable = true;
        if (pane != null && (this.pane == null || !this.pane.paneId().equals(pane.paneId()))) {
            note = "";
            remark = Remark.NONE;
        }
        if (pane != null && pane.alive()) {
            // Also when a start was asked for beside it: that comes to nothing.
            intent = Intent.NONE;
            command = pane.start().source().commandOr(command);
        }
        if (this.pane != null && pane == null) {
            last = this.pane.alive() ? null : this.pane;
        }
        noteOutlived(pane);
        this.pane = pane == null ? null : pane.after(this.pane);
        if (first) {
            board.begin(snapshot());
        }
        changed();
        scheduleChange();
    }

    private void noteOutlived(@Nullable PaneRecord told) {
        PaneRecord before = pane;
        ResourceUse known = before == null ? null : useOf(before);
        ProcessTree programs = known == null ? ProcessTree.EMPTY : ProcessTree.ofWords(known.known());
        // Without a connection each look tells all there is.
        Outlived earlier = link.server().isPresent() ? outlived.told(before, programs, told) : Outlived.NOTHING;
        outlived = earlier.found(link.takeOrphans(key));
    }

    /** Take note of the pane that was made for it; tmux may have told more of that by now, even its death. */
    void made(PaneRecord made) {
        intent = Intent.NONE;
        PaneRecord known = pane;
        told(known != null && known.paneId().equals(made.paneId()) ? known : made);
    }

    /** Take note that a pane was removed, and that nothing was left of its run; tmux may have told before that it is gone. */
    void goneFrom(PaneRecord removed) {
        outlived = outlived.without(removed.start().run());
        if (pane != null && pane.paneId().equals(removed.paneId())) {
            intent = Intent.NONE;
            pane = null;
            told(null);
        } else {
            changed();
        }
    }

    /** Take note that nothing can be known. */
    public void unreachable() {
        looked = true;
        reachable = false;
        changed();
    }

    /** Return a future that is completed, on the loop, once something holds; at once if it does. Cancel it to wait no longer. */
    public CompletableFuture<ProcessEntry> until(Predicate<ProcessEntry> condition) {
        Waiter waiter = new Waiter(condition, new CompletableFuture<>());
        if (!waiter.isOver(this)) {
            waiters.add(waiter);
            CompletionStage<ProcessEntry> end = waiter.met();
            end.whenComplete((met, cancelled) -> waiters.remove(waiter));
        }
        return waiter.met();
    }

    /** Return a future that is completed, on the loop, with whether something came to hold within some time. */
    CompletableFuture<Boolean> within(Duration patience, Predicate<ProcessEntry> condition) {
        CompletableFuture<ProcessEntry> met = until(condition);
        Delay limit = loop.schedule(patience, () -> met.cancel(false));
        return loop.either(met, (entry, failure) -> {
            limit.cancel();
            return CompletableFuture.completedFuture(!met.isCancelled());
        });
    }

    private void changed() {
        loop.require();
        if (dismissed) {
            return;
        }
        board.write(snapshot());
        // A copy: who has waited may begin to wait for something else.
        List.copyOf(waiters).forEach(waiter -> waiter.isOver(this));
    }

    /** The time alone can make a process ready, and end its backoff, see {@link StateRule}. */
    private void scheduleChange() {
        if (changes != null) {
            changes.cancel();
            changes = null;
        }
        PaneRecord shown = pane;
        if (shown != null && state() == ProcessState.BACKOFF) {
            changes = loop.schedule(StateRule.backoffLasts(shown).plusSeconds(1), link::listSoon);
        } else if (shown != null
                && config.persistent()
                && config.readyCheck() == null
                && state() == ProcessState.RUNNING) {
            Duration left = config.readyDelay().plus(StateRule.SHELL_START).minus(age());
            changes = loop.schedule(left.plusMillis(1), () -> {
                changed();
                // The clock of the machine may have been told anew meanwhile.
                scheduleChange();
            });
        }
    }

    private ProcessSnapshot snapshot() {
        PaneRecord shown = pane;
        ProcessState state = state();
        boolean alive = shown != null && shown.alive();
        ResourceUse used = reachable && shown != null && alive ? useOf(shown) : null;
        // What is about to be started, or could not be, is not told by how it ended before.
        PaneRecord told =
                shown == null && state == ProcessState.STOPPED ? lastEnd().orElse(null) : shown;
        return new ProcessSnapshot(
                config.name(),
                config.session(),
                config.machine(),
                config.container(),
                state,
                message(),
                launch(shown, told),
                shown == null || !alive ? null : (Long) shown.programs().first(),
                told == null || alive ? null : told.exit(),
                told == null
                        ? ProcessSnapshot.Times.NONE
                        : RunTimes.times(
                                told,
                                state,
                                config.readyDelay(),
                                link.lastTold().uptime()),
                used == null ? ProcessSnapshot.Resources.UNKNOWN : used.resources(),
                new ProcessSnapshot.Counts(shown == null ? 0 : shown.restarts().count(), readyChecks));
    }

    private ProcessSnapshot.Launch launch(@Nullable PaneRecord shown, @Nullable PaneRecord told) {
        String logFile = told == null
                ? link.logFile(config.session(), config.name()).orElse(null)
                : told.start().logFile();
        return shown == null
                ? new ProcessSnapshot.Launch(command, List.of(), Map.of(), logFile)
                : new ProcessSnapshot.Launch(
                        command, shown.start().variants(), shown.start().params(), logFile);
    }

    /** What was measured may be of an earlier run. */
    private @Nullable ResourceUse useOf(PaneRecord shown) {
        ResourceUse known = use;
        return known != null && known.run().equals(shown.start().run()) ? known : null;
    }
}
