/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.loop;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * A loop whose steps run when a test says so, on the thread of the test, and whose time passes when it says so. A step that fails
 * fails the test, unless somebody waits for it.
 */
public final class ManualLoop implements Loop {

    private final Queue<Runnable> steps = new ArrayDeque<>();
    private final PriorityQueue<Later> later =
            new PriorityQueue<>(Comparator.comparingLong(Later::dueNanos).thenComparingLong(Later::number));
    private long nowNanos;
    private long count;

    private record Later(long dueNanos, long number, Runnable step) {}

    @Override
    public void execute(Runnable step) {
        steps.add(step);
    }

    @Override
    public void tell(Runnable step) {
        steps.add(step);
    }

    @Override
    public Delay schedule(Duration delay, Runnable step) {
        Later scheduled = new Later(nowNanos + Math.max(0, delay.toNanos()), count++, step);
        later.add(scheduled);
        return () -> later.remove(scheduled);
    }

    @Override
    public long nanoTime() {
        return nowNanos;
    }

    @Override
    public void require() {
        // All is on the thread of the test.
    }

    /** Run all steps there are, and those that they add. */
    public void settle() {
        for (Runnable step = steps.poll(); step != null; step = steps.poll()) {
            step.run();
        }
    }

    /** Let time pass, and run what becomes due, each step at its time. */
    public void pass(Duration time) {
        long end = nowNanos + time.toNanos();
        settle();
        for (Later next = later.peek(); next != null && next.dueNanos() <= end; next = later.peek()) {
            later.remove(next);
            nowNanos = Math.max(nowNanos, next.dueNanos());
            next.step().run();
            settle();
        }
        nowNanos = end;
    }

    /** Return how many steps wait for their time. */
    public int waiting() {
        return later.size();
    }
}
