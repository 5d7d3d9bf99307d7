/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.ProcessEvent;
import org.concert.launcher.api.ProcessListener;
import org.concert.launcher.api.ProcessSnapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What everybody may read of the processes, and who hears of changes. Written on the loop only; read from any thread
 * without a lock.
 */
public final class ProcessBoard {

    private static final Logger logger = LoggerFactory.getLogger(ProcessBoard.class);

    private final Map<String, ProcessSnapshot> snapshots = new ConcurrentHashMap<>();
    private final List<ProcessListener> listeners = new CopyOnWriteArrayList<>();
    private final Clock clock;

    /** Create an empty board. */
    public ProcessBoard(Clock clock) {
        this.clock = clock;
    }

    /** Return what is known of a process. */
    public Optional<ProcessSnapshot> read(String name) {
        return Optional.ofNullable(snapshots.get(name));
    }

    /** Hear of changes from now on. */
    public Launcher.Registration listen(ProcessListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Show what is known at first: before the first look, which is news to nobody, and by it, which is no change. */
    void begin(ProcessSnapshot snapshot) {
        if (snapshots.put(snapshot.name(), snapshot) != null) {
            tell(listener -> listener.firstSeen(snapshot));
        }
    }

    /** Show nothing of a process any more; that is news to nobody. */
    public void remove(String name) {
        snapshots.remove(name);
    }

    /** Have all listeners hear of something, on the loop. */
    public void tell(Consumer<ProcessListener> news) {
        for (ProcessListener listener : listeners) {
            try {
                news.accept(listener);
            } catch (RuntimeException e) {
                logger.error("A listener failed", e);
            }
        }
    }

    /** Show what is known now; a change of state is an event. */
    void write(ProcessSnapshot snapshot) {
        ProcessSnapshot before = snapshots.put(snapshot.name(), snapshot);
        if (before == null || before.state() == snapshot.state()) {
            return;
        }
        logger.info("{}: {} -> {}{}", snapshot.name(), before.state(), snapshot.state(), detail(snapshot));
        ProcessEvent event = new ProcessEvent(clock.instant(), before.state(), snapshot);
        tell(listener -> listener.stateChanged(event));
    }

    private static String detail(ProcessSnapshot snapshot) {
        if (!snapshot.message().isEmpty()) {
            return ", " + snapshot.message();
        }
        return snapshot.pid() == null ? "" : ", pid " + snapshot.pid();
    }
}
