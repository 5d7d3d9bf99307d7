/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.config.CheckKind;
import org.concert.launcher.config.Liveness;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.core.internal.agent.AgentResult;
import org.concert.launcher.core.internal.loop.Delay;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.machine.Place;
import org.concert.launcher.core.internal.plan.LaunchPlanner;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a process, from when it is ready on, whether it still works, once this launcher keeps to restart policies. That it does
 * not is noted on its pane, where every launcher sees it. If its policy has it restarted, it is ended then, as no stop ends it:
 * what becomes of a dead one is for {@link Restart}. Lives on the loop.
 */
final class Health {

    private static final Logger logger = LoggerFactory.getLogger(Health.class);

    private static final Duration BEFORE_RETRY = Duration.ofSeconds(1);

    private final ProcessEntry entry;
    private final ProcessContext context;
    private final Stopping stopping;
    private final Loop loop;
    private @Nullable Watch present;

    /**
     * Create one.
     *
     * @param stopping ends what does not work
     */
    Health(ProcessEntry entry, ProcessContext context, Stopping stopping) {
        this.entry = entry;
        this.context = context;
        this.stopping = stopping;
        this.loop = context.loop();
    }

    /** The questions to one run. */
    private final class Watch {
        final PaneRecord pane;
        final ProcessConfig config;
        final Liveness liveness;
        int failures;

        @Nullable
        Delay next;

        @Nullable
        CompletableFuture<AgentResult> underWay;

        Watch(PaneRecord pane, ProcessConfig config, Liveness liveness) {
            this.pane = pane;
            this.config = config;
            this.liveness = liveness;
        }

        boolean current() {
            return present == this;
        }

        void cancel() {
            if (next != null) {
                next.cancel();
            }
            if (underWay != null) {
                underWay.cancel(false);
            }
        }

        void after(Duration wait, Runnable step) {
            next = loop.schedule(wait.isNegative() ? Duration.ZERO : wait, step);
        }
    }

    /** Take note of what tmux, or the launcher file, tells of it. */
    void consider() {
        PaneRecord pane = entry.alivePane().filter(this::isAsked).orElse(null);
        ProcessConfig config = entry.config();
        Liveness liveness = config.liveness();
        Watch known = present;
        if (pane == null || liveness == null) {
            forget();
        } else if (known == null || !known.pane.paneId().equals(pane.paneId()) || !known.config.saysSameAs(config)) {
            forget();
            Watch watch = new Watch(pane, config, liveness);
            present = watch;
            watch.after(liveness.period(), () -> begin(watch));
        }
    }

    private boolean isAsked(PaneRecord pane) {
        return context.duty().isActive()
                && context.duty().isInFile(entry.config())
                && pane.marks().readyMillis() > 0
                && pane.marks().stopMillis() == 0
                && pane.marks().failure().isEmpty();
    }

    /** Ask no more, and keep nothing of what was. */
    void forget() {
        Watch watch = present;
        present = null;
        if (watch != null) {
            watch.cancel();
        }
    }

    private void begin(Watch watch) {
        LaunchStep step = step(watch);
        Map<String, String> checks = step == null ? Map.of() : CheckScript.checks(step, CheckKind.ALIVE);
        if (step == null || checks.isEmpty()) {
            return;
        }
        CompletableFuture<Place> asked = loop.then(
                entry.link().place(entry.container()),
                place -> loop.map(new CheckScript(entry, context).of(watch.pane, place, step, checks), script -> {
                    if (watch.current()) {
                        ask(watch, place, new Question(script, CheckScript.lastKey(checks)));
                    }
                    return place;
                }));
        loop.listen(asked, (done, failure) -> {
            if (failure != null) {
                // Its container may be back in a moment; a machine that is lost has the entry begin anew.
                again(watch);
            }
        });
    }

    /** Return how it runs; null, and told, if that cannot be resolved. */
    private @Nullable LaunchStep step(Watch watch) {
        try {
            return LaunchPlanner.planAlone(
                    context.duty().config(),
                    entry.name(),
                    watch.pane.start().variants(),
                    watch.pane.start().params());
        } catch (RequestException e) {
            logger.warn("{}: cannot ask whether it works: {}", entry.name(), e.getMessage());
            return null;
        }
    }

    private void again(Watch watch) {
        if (watch.current()) {
            watch.after(BEFORE_RETRY, () -> begin(watch));
        }
    }

    /** A script, and the key by which it is named where it says nothing of itself. */
    private record Question(String script, String key) {}

    private void ask(Watch watch, Place place, Question question) {
        long startNanos = loop.nanoTime();
        ShellTime shell =
                ShellTime.of(place, loop, Duration.ofMillis(watch.pane.marks().beginMillis()));
        CompletableFuture<AgentResult> check =
                place.agent().probe(question.script(), ReadinessProbe.LONGEST_CHECK.plus(shell.known()));
        watch.underWay = check;
        loop.listen(check, (result, failure) -> {
            if (!watch.current()) {
                return;
            }
            if (result == null && place.agent().ended().isDone()) {
                // What became of the place is no news of the process.
                again(watch);
                return;
            }
            watch.after(
                    watch.liveness.period().minusNanos(loop.nanoTime() - startNanos),
                    () -> ask(watch, place, question));
            if (result != null && result.exitCode() == 0) {
                passed(watch);
            } else {
                failed(watch, CheckScript.why(question.key(), result, failure));
            }
        });
    }

    private boolean isNoted() {
        return entry.alivePane()
                .filter(pane -> !pane.marks().unhealthy().isEmpty())
                .isPresent();
    }

    private void passed(Watch watch) {
        watch.failures = 0;
        if (isNoted()) {
            note(watch, "");
        }
    }

    /** Whoever notes it has it restarted; if nothing comes of that, whoever finds it as often again does. */
    private void failed(Watch watch, String why) {
        watch.failures++;
        if (watch.failures < watch.liveness.failures()) {
            return;
        }
        boolean often = watch.failures % (2 * watch.liveness.failures()) == 0;
        if (!watch.liveness.restarts() || !RestartPolicy.existsFor(entry.config())) {
            if (!isNoted()) {
                note(watch, why);
            }
        } else if (!isNoted() || often) {
            loop.listen(restartable(watch), (refusal, failure) -> {
                if (refusal != null && watch.current() && watch.failures > 0) {
                    replace(watch, why, refusal, often);
                }
            });
        }
    }

    /** Return why its policy does not have it restarted any more; empty if it does. */
    private CompletableFuture<Optional<String>> restartable(Watch watch) {
        CompletableFuture<MachineTime> time =
                entry.link().place(null).thenCompose(place -> MachineTime.askedFrom(place.agent()));
        return loop.map(time, now -> {
            RestartPolicy policy = RestartPolicy.withLimit(entry.config().restartLimit());
            return policy.nextDelay(watch.pane.restarts().times(), now.uptimeMillis())
                            .isPresent()
                    ? Optional.<String>empty()
                    : Optional.of("; not restarted: " + policy.complaint());
        });
    }

    private void replace(Watch watch, String why, Optional<String> refusal, boolean often) {
        loop.listen(noted(watch, why + refusal.orElse("")), (mine, failure) -> {
            if (mine != null && (mine || often) && refusal.isEmpty() && watch.current()) {
                logger.info("{}: is ended to be restarted; {}", entry.name(), why);
                loop.listen(stopping.endUnhealthy(), (ended, trouble) -> {
                    if (trouble != null) {
                        logger.warn("{}: could not be ended: {}", entry.name(), Loop.reason(trouble));
                    }
                });
            }
        });
    }

    /** Note it, or that it works again; the pane may be gone by now, and the machine too. */
    private void note(Watch watch, String why) {
        loop.listen(noted(watch, why), (mine, failure) -> {
            if (failure != null) {
                logger.debug("{}: not noted whether it works", entry.name(), failure);
            }
        });
    }

    /** Note it, and return whether it was noted now. */
    private CompletableFuture<Boolean> noted(Watch watch, String why) {
        return entry.link()
                .server()
                .map(server -> server.markUnhealthy(watch.pane.paneId(), why))
                .orElseGet(() -> CompletableFuture.completedFuture(false));
    }
}
