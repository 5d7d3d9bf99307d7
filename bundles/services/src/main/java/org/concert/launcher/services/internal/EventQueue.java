/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.services.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.BiConsumer;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessEvent;
import org.concert.launcher.services.ProcessTopics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is still to be posted, in order. A launcher's thread only adds to it. When EventAdmin does not keep up, the oldest
 * events are dropped: the services of the processes tell how things stand.
 */
final class EventQueue implements AutoCloseable {

    /** How much EventAdmin may lag behind: some minutes of a robot that restarts all the time. */
    static final int CAPACITY = 1000;

    private static final Logger logger = LoggerFactory.getLogger(EventQueue.class);

    private final BiConsumer<String, Map<String, Object>> poster;
    private final Lane lane = new Lane("concert-events", this::postAll);

    /** Guarded by itself, as is the field after it. */
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    private boolean lagging;

    /** An event and where it comes from. */
    private record Waiting(Launcher launcher, ProcessEvent event) {}

    /**
     * Create one.
     *
     * @param poster posts an event: topic and properties
     */
    EventQueue(BiConsumer<String, Map<String, Object>> poster) {
        this.poster = poster;
    }

    /** Have an event posted soon. */
    void add(Launcher launcher, ProcessEvent event) {
        synchronized (waiting) {
            if (waiting.size() == CAPACITY) {
                waiting.removeFirst();
                if (!lagging) {
                    lagging = true;
                    logger.warn("EventAdmin lags {} events behind: the oldest are dropped now", CAPACITY);
                }
            }
            waiting.addLast(new Waiting(launcher, event));
        }
        lane.ask();
    }

    private void postAll() {
        for (Waiting next = next(); next != null; next = next()) {
            post(next);
        }
    }

    private @Nullable Waiting next() {
        synchronized (waiting) {
            Waiting next = waiting.pollFirst();
            if (next == null) {
                lagging = false;
            }
            return next;
        }
    }

    private void post(Waiting next) {
        ProcessEvent event = next.event();
        String topic = ProcessTopics.PREFIX + event.process().state();
        try {
            poster.accept(topic, ProcessProperties.of(event, category(next)));
        } catch (RuntimeException e) {
            logger.error("Cannot post {} of {}", topic, event.process().name(), e);
        }
    }

    private static @Nullable String category(Waiting next) {
        for (ProcessDescription description : next.launcher().descriptions()) {
            if (description.name().equals(next.event().process().name())) {
                return description.category();
            }
        }
        return null;
    }

    @Override
    public void close() {
        lane.close();
    }
}
