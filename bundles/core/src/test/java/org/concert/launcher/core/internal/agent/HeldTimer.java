/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.agent;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer on which no time is ever over before the test says so. */
public final class HeldTimer extends ScheduledThreadPoolExecutor {

    private final List<Runnable> held = new CopyOnWriteArrayList<>();
    private final List<Duration> delays = new CopyOnWriteArrayList<>();

    /** Create a timer that holds back everything that is not due at once. */
    public HeldTimer() {
        super(1);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        if (delay <= 0) {
            return super.schedule(command, delay, unit);
        }
        held.add(command);
        delays.add(Duration.ofNanos(unit.toNanos(delay)));
        return super.schedule(() -> {}, 1, TimeUnit.DAYS);
    }

    /** Return after how long each was to run that is held back. */
    public List<Duration> delays() {
        return List.copyOf(delays);
    }

    /** Let the time be over that was scheduled as number {@code index}, counted from 0, and wait for what that does. */
    public void expire(int index) throws InterruptedException, ExecutionException {
        submit(held.get(index)).get();
    }
}
