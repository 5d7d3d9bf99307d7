/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.core.internal.agent.AgentResult;
import org.concert.launcher.core.internal.agent.ScriptTimeoutException;
import org.concert.launcher.core.internal.loop.Delay;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.machine.MachineLink;
import org.concert.launcher.core.internal.machine.Place;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out that a container answers no more though nothing has ended, as one that is paused, or that its Engine does not: what
 * is known of the processes in it would stay as it was. Each container that is in use is asked one thing at a time. Lives on the
 * loop.
 */
public final class ContainerWatch {

    private static final Logger logger = LoggerFactory.getLogger(ContainerWatch.class);

    /** From an answer to the next question; with the patience, a silence is told within 10 s. */
    private static final Duration PERIOD = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    /** When an answer comes so much too late, this launcher was stopped, or its machine slept: that tells nothing of a container. */
    private static final Duration OWN_DELAY = Duration.ofSeconds(1);

    private final Supplier<Collection<ProcessEntry>> entries;
    private final Loop loop;
    private final Map<Container, Questions> watched = new HashMap<>();
    private boolean active;

    private record Container(MachineLink link, String name) {}

    /**
     * Create one that does nothing before {@link #begin}.
     *
     * @param entries gives all processes
     */
    public ContainerWatch(Supplier<Collection<ProcessEntry>> entries, Loop loop) {
        this.entries = entries;
        this.loop = loop;
    }

    /** From now on ask. */
    public void begin() {
        active = true;
    }

    /** Begin to ask the container of a process, if that is needed. */
    public void consider(ProcessEntry entry) {
        String name = entry.container();
        if (active && name != null && isConcerned(entry)) {
            Container container = new Container(entry.link(), name);
            if (!watched.containsKey(container)) {
                Questions questions = new Questions(container);
                watched.put(container, questions);
                questions.ask();
            }
        }
    }

    private static boolean isConcerned(ProcessEntry entry) {
        return entry.containment().isNeeded() && entry.link().server().isPresent();
    }

    /** What one container is asked. */
    private final class Questions {

        private final Container container;
        private boolean asking;
        private @Nullable Place place;
        private @Nullable Delay next;
        private String told = "";

        private Questions(Container container) {
            this.container = container;
        }

        private List<ProcessEntry> concerned() {
            return entries.get().stream()
                    .filter(entry -> entry.link() == container.link()
                            && container.name().equals(entry.container())
                            && isConcerned(entry))
                    .toList();
        }

        private void ask() {
            if (next != null) {
                next.cancel();
                next = null;
            }
            if (asking) {
                return;
            }
            if (concerned().isEmpty()) {
                watched.remove(container, this);
                return;
            }
            asking = true;
            long askedNanos = loop.nanoTime();
            CompletableFuture<AgentResult> answer = loop.then(container.link().place(container.name()), found -> {
                listen(found);
                return found.agent().run(":", PATIENCE);
            });
            loop.listen(answer, (answered, failure) -> {
                asking = false;
                boolean late = loop.nanoTime() - askedNanos - PATIENCE.toNanos() > OWN_DELAY.toNanos();
                if (failure == null || !late) {
                    tell(failure);
                }
                next = loop.schedule(PERIOD, this::ask);
            });
        }

        /** What it is asked through ends at once when the Engine does. */
        private void listen(Place found) {
            if (!found.equals(place)) {
                place = found;
                loop.listen(found.agent().ended(), (reason, failure) -> {
                    if (watched.get(container) == this) {
                        ask();
                    }
                });
            }
        }

        private void tell(@Nullable Throwable failure) {
            String trouble = "";
            if (failure instanceof ScriptTimeoutException) {
                trouble = "container %s has not answered for %d s".formatted(container.name(), PATIENCE.toSeconds());
                // Whoever opens it anew is told why.
                container.link().leaveContainer(container.name());
            } else if (failure != null && !(failure instanceof TransportException over && over.isNothingRunning())) {
                trouble = Loop.reason(failure);
            }
            if (!trouble.equals(told)) {
                logger.info("{}: {}", container.name(), trouble.isEmpty() ? "answers again" : trouble);
                told = trouble;
                // What happened meanwhile is looked at anew.
                container.link().listSoon();
            }
            for (ProcessEntry entry : concerned()) {
                entry.containment().trouble(trouble);
            }
        }
    }
}
