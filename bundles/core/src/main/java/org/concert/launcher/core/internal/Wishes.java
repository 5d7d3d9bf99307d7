/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessEvent;
import org.concert.launcher.api.ProcessListener;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.config.DependencyCondition;
import org.concert.launcher.config.LauncherConfig;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.plan.LaunchPlanner;
import org.concert.launcher.core.internal.process.Dependencies;
import org.concert.launcher.core.internal.process.ProcessEntry;
import org.concert.launcher.core.internal.process.RestartDuty;
import org.concert.launcher.core.internal.run.Requests;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.Wish;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts what is to run and does not yet, once all is there that it depends on and no launcher is about to: what was BLOCKED, and what
 * a launcher waited with that has gone. Only while this launcher keeps to restart policies. Called on the loop.
 */
final class Wishes implements ProcessListener {

    private static final Logger logger = LoggerFactory.getLogger(Wishes.class);

    /** How long it takes until what could not be started is tried again. */
    private static final Duration REST = Duration.ofSeconds(30);

    private final RestartDuty duty;
    private final Supplier<Roster.Shown> shown;
    private final Requests requests;
    private final Supplier<LauncherConfig> config;
    private final Loop loop;

    /** What is being started here, or was tried in vain a moment ago. */
    private final Set<String> busy = new HashSet<>();

    /**
     * Create one.
     *
     * @param shown gives what there is
     * @param requests takes on what is to be done
     * @param config gives what the launcher file says
     */
    Wishes(
            RestartDuty duty,
            Supplier<Roster.Shown> shown,
            Requests requests,
            Supplier<LauncherConfig> config,
            Loop loop) {
        this.duty = duty;
        this.shown = shown;
        this.requests = requests;
        this.config = config;
        this.loop = loop;
    }

    @Override
    public void stateChanged(ProcessEvent event) {
        consider(event.process().name());
    }

    @Override
    public void firstSeen(ProcessSnapshot process) {
        consider(process.name());
    }

    private void consider(String dependency) {
        shown.get().dependants(dependency).forEach(this::consider);
    }

    /** Take a look at a process of which something was told. */
    void consider(ProcessEntry entry) {
        Wish wish = entry.wished().get().orElse(null);
        if (wish == null) {
            busy.remove(entry.name());
        } else if (wish.isHeld()
                || !duty.isActive()
                || !duty.isInFile(entry.config())
                || !entry.idle()
                || entry.link().server().isEmpty()
                || busy.contains(entry.name())) {
            logger.trace("{}: its start is not for this launcher, or not now", entry.name());
        } else if (entry.alivePane()
                .filter(pane -> pane.marks().stopMillis() == 0)
                .isPresent()) {
            entry.wished().withdraw();
        } else if (Dependencies.of(entry).entrySet().stream().allMatch(each -> isMet(each.getValue(), each.getKey()))) {
            start(entry, wish);
        }
    }

    private boolean isMet(DependencyCondition condition, String name) {
        ProcessEntry entry = shown.get().entries().get(name);
        if (entry == null) {
            return false;
        }
        ProcessState state = entry.state();
        boolean ended = state == ProcessState.DONE || state == ProcessState.EXITED;
        return switch (condition) {
            case READY -> state == ProcessState.READY || ended;
            case HEALTHY -> state == ProcessState.READY;
            case DONE -> state == ProcessState.DONE;
            case STARTED -> ended || entry.pane().filter(PaneRecord::worksOn).isPresent();
        };
    }

    private void start(ProcessEntry entry, Wish wish) {
        String name = entry.name();
        LaunchStep step;
        try {
            step = LaunchPlanner.planAlone(config.get(), name, wish.variants(), wish.params());
        } catch (RequestException e) {
            logger.warn("{}: cannot be started as it was asked for: {}", name, e.getMessage());
            busy.add(name);
            loop.schedule(REST, () -> busy.remove(name));
            return;
        }
        logger.info("{}: started, as it was asked for and all is there that it depends on", name);
        busy.add(name);
        CompletionStage<Outcome> outcome = requests.resume(step, wish.id()).outcome();
        outcome.whenCompleteAsync(
                (ended, failure) -> {
                    if (failure == null && ended.ok()) {
                        busy.remove(name);
                    } else {
                        loop.schedule(REST, () -> again(entry));
                    }
                },
                loop);
    }

    private void again(ProcessEntry entry) {
        busy.remove(entry.name());
        consider(entry);
    }
}
