/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.config.Placement;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.core.internal.machine.MachineLink;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.ProcessKey;
import org.concert.launcher.core.internal.window.Stranger;
import org.jspecify.annotations.Nullable;

/** One process: what tmux tells of it and what this launcher is about to do, put together into what is known. Lives on the loop. */
public final class ProcessEntry {

    private ProcessConfig config;
    private final ProcessKey key;
    private final Containment containment;
    private final MachineLink link;
    private final Showing showing;
    private final ProcessContext context;
    private final Readiness readiness;
    private final Restart restart;
    private final Health health;
    private final Remains remains;
    private final Stopping stopping;
    private final Wished wished;

    private @Nullable PaneRecord pane;

    /** Its last pane, if that is gone and it was seen how it died in it. */
    private @Nullable PaneRecord last;

    private boolean looked;
    private boolean reachable;

    private Intent intent = Intent.NONE;
    private String note = "";
    private int readyChecks;
    private String command;
    private @Nullable ResourceUse use;
    private final Waiters waiters;
    private final StateTimer timer;
    private Remark remark = Remark.NONE;
    private Remark.@Nullable Basis remarkBasis;
    private boolean dismissed;

    /** Create an entry of which nothing is known, and which is not shown. */
    public ProcessEntry(ProcessConfig config, Placement placement, MachineLink link, ProcessContext context) {
        this.config = config;
        this.key = new ProcessKey(placement.session(), config.name());
        this.containment = new Containment(this, placement.container());
        this.link = link;
        this.showing = new Showing(context.board(), this::snapshot);
        this.context = context;
        this.readiness = new Readiness(this, context);
        this.restart = new Restart(this, context);
        this.remains = new Remains(this, context);
        this.stopping = new Stopping(this, context);
        this.wished = new Wished(this, context);
        this.health = new Health(this, context, stopping);
        this.command = config.cmd().toString();
        this.waiters = new Waiters(this, context.loop());
        this.timer = new StateTimer(this, context.loop(), this::changed);
    }

    /** Show this place of the process from now on, in the stead of another one if there is one. */
    public void appear(@Nullable ProcessEntry before) {
        if (before != null) {
            before.showing.hide();
            before.restart.drop();
            before.health.forget();
            wished.takeOver(before.wished);
        }
        showing.begin(before != null && before.looked);
        restart.consider();
        health.consider();
    }

    /** Return whether it is this place of the process that is shown. */
    public boolean isShown() {
        return showing.isShown();
    }

    /** Return where it runs, if it does. */
    public Placement placement() {
        return new Placement(key.session(), link.machine(), container());
    }

    /** Return the container it runs in, if it does; null for none. */
    public @Nullable String container() {
        return containment.name();
    }

    /** Return what is known of that container. */
    public Containment containment() {
        return containment;
    }

    /** Return what the launcher file says of it. */
    public ProcessConfig config() {
        return config;
    }

    /** Take note that the launcher file says something else of it, but has it in the same place. */
    public void redefine(ProcessConfig definition) {
        if (!definition.saysSameAs(config)) {
            readiness.forget();
        }
        config = definition;
        command = alivePane().isEmpty() ? config.cmd().toString() : command;
        changed();
        timer.schedule();
        health.consider();
    }

    /** Take note of how what runs differs from what the launcher file says, and of what was compared for that. */
    public void remark(Remark now, Remark.Basis basis) {
        remark = now;
        remarkBasis = basis;
        changed();
    }

    /** Return whether this was compared last. */
    public boolean isCompared(Remark.Basis basis) {
        return basis.equals(remarkBasis);
    }

    /** Return how what runs differs from what the launcher file says. */
    public Remark remark() {
        return remark;
    }

    /** Have done with it: nothing is shown of it, and nothing done for it, from now on. */
    public void dismiss() {
        dismissed = true;
        readiness.forget();
        restart.drop();
        health.forget();
        remains.forget();
        waiters.breakAll(name() + " is not in the launcher file any more");
        timer.cancel();
        showing.end(name());
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
        boolean known = reachable && !containment.isTroubled() && !containment.mayHaveLostItsClient();
        return StateRule.state(
                config, known, pane, outlived(), intent, wished.get().orElse(null), age());
    }

    /** Return why nothing is known of it, where that is so. */
    private String whyUnknown() {
        String unreached = looked ? link.snapshot().lastError() : "not looked at yet";
        return reachable ? containment.whyUnknown() : unreached;
    }

    /** Return for how long its pane has been there. */
    Duration age() {
        PaneRecord shown = pane;
        return shown == null
                ? Duration.ZERO
                : RunTimes.age(
                        shown,
                        link.lastTold().uptime(),
                        context.loop().nanoTime(),
                        context.clock().millis());
    }

    /** Return one line for people on how it came to its state; empty when there is nothing to say. */
    public String message() {
        String told = pane == null ? stranger().map(Stranger::words).orElse("") : note;
        String dependency = Dependencies.trouble(this, context.board());
        return new StateWords(
                        config,
                        pane,
                        lastEnd().orElse(null),
                        outlived(),
                        intent,
                        wished.get().orElse(null),
                        wished.starter(),
                        told,
                        dependency,
                        remark,
                        whyUnknown())
                .of(state());
    }

    /** Return what another account runs in its place, as far as is known. */
    public Optional<Stranger> stranger() {
        return context.start().stranger(this);
    }

    /** Return what lives on of it without a window, or though it was stopped. */
    Outlived outlived() {
        return remains.known();
    }

    /** Return whether something of it lives on without a window, or may. */
    public boolean outlives() {
        return !outlived().runs().isEmpty();
    }

    /** Return what looks for what lives on of it. */
    Remains remains() {
        return remains;
    }

    /** Take note that nothing is in the way of its start any more. */
    void freed() {
        if (intent.kind() == Intent.Kind.FAILED) {
            intent = Intent.NONE;
        }
    }

    /** Take note that the connection to its machine is lost: what numbers its programs have may be others when it is back. */
    public void disconnected() {
        readiness.interrupt();
        health.forget();
        use = null;
        containment.disconnected();
        remains.disconnected();
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

    /** Return that it is to run and does not yet, if it is noted. */
    public Wished wished() {
        return wished;
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
        return readiness.retry();
    }

    /** Take note that it is not failed any more for not having been ready in time, if its pane is still that. */
    void retried(PaneRecord failed) {
        PaneRecord now = pane;
        if (now != null && now.paneId().equals(failed.paneId())) {
            show(now.with(now.marks().withFailure("")));
        }
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

    /** Make its window on its connected machine, unless it has a living one; see {@link ProcessStart#start}. */
    public CompletableFuture<ProcessStart.Result> start(LaunchStep step) {
        return context.start().start(this, step);
    }

    /** Stop it on its connected machine; see {@link Stopping#stop}. */
    public CompletableFuture<ProcessOutcome> stop(boolean force) {
        readiness.forget();
        return stopping.stop(force);
    }

    /** See a stop through that somebody has asked for, and that may be under way here. */
    public CompletableFuture<ProcessOutcome> seeStopThrough() {
        return stopping.seeThrough();
    }

    /** Find out when it is ready, unless that is under way or there is nothing to find out. */
    public void seekReadiness(LaunchStep step) {
        readiness.seek(step);
    }

    /** Return whether there is nothing to begin for its living pane: its readiness is known, or is being found out. */
    public boolean seeksReadiness() {
        return alivePane().filter(shown -> !readiness.seeks(shown)).isEmpty();
    }

    /** Take note of what tmux tells: its pane, or null if it has none; and do what follows from that. */
    public void told(@Nullable PaneRecord pane) {
        wished.told(link.lastTold().wish(key), pane);
        show(pane);
        if (alivePane().isEmpty()) {
            readiness.forget();
        }
        readiness.resume();
        if (showing.isShown()) {
            restart.consider();
            health.consider();
        }
        remains.consider();
    }

    private void show(@Nullable PaneRecord pane) {
        boolean first = !looked;
        looked = true;
        reachable = true;
        if (pane != null && (this.pane == null || !this.pane.paneId().equals(pane.paneId()))) {
            note = "";
            remark = Remark.NONE;
            remarkBasis = null;
        }
        if (pane != null && pane.alive()) {
            // Also when a start was asked for beside it: that comes to nothing.
            intent = Intent.NONE;
            command = pane.start().source().commandOr(command);
            containment.told(pane);
        }
        if (this.pane != null && pane == null) {
            last = this.pane.alive() ? null : this.pane;
        }
        remains.told(this.pane, pane, use);
        this.pane = pane == null ? null : pane.after(this.pane);
        if (first) {
            showing.first();
        }
        changed();
        timer.schedule();
    }

    /** Take note of the pane that was made for it; tmux may have told more of that by now, even its death. */
    void made(PaneRecord made) {
        intent = Intent.NONE;
        PaneRecord known = pane;
        show(known != null && known.paneId().equals(made.paneId()) ? known : made);
    }

    /** Take note that a pane was removed, and that nothing was left of its run; tmux may have told before that it is gone. */
    void goneFrom(PaneRecord removed) {
        remains.goneWith(removed);
        if (pane != null && pane.paneId().equals(removed.paneId())) {
            intent = Intent.NONE;
            last = pane.alive() ? null : pane;
            pane = null;
            show(null);
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
        return waiters.until(condition);
    }

    /** Return a future that is completed, on the loop, with whether something came to hold within some time. */
    public CompletableFuture<Boolean> within(Duration patience, Predicate<ProcessEntry> condition) {
        return waiters.within(patience, condition);
    }

    /** Take note that something may have changed of which it tells. */
    public void changed() {
        context.loop().require();
        if (dismissed) {
            return;
        }
        showing.write();
        waiters.look();
    }

    private ProcessSnapshot snapshot() {
        return new ProcessView(this, lastEnd().orElse(null), reachable ? use : null, command, readyChecks).snapshot();
    }
}
