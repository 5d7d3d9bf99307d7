/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.loop;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;

/**
 * Time that passes when a test says so, for any number of loops and for what happens outside of them. All runs on the thread of
 * the test; which loop makes its next step first is left to chance, the same for the same seed.
 */
public final class VirtualTime {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final Random random;
    private final PriorityQueue<Later> later =
            new PriorityQueue<>(Comparator.comparingLong(Later::dueNanos).thenComparingLong(Later::number));
    private final List<VirtualLoop> loops = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private long nowNanos;
    private long count;

    private record Later(long dueNanos, long number, Runnable step) {}

    /** Create a time at its beginning; chance decides by this seed. */
    public VirtualTime(long seed) {
        this.random = new Random(seed);
    }

    /** Return a loop that lives in this time. */
    public Loop loop() {
        VirtualLoop made = new VirtualLoop();
        loops.add(made);
        return made;
    }

    /** Return a clock that shows this time. */
    public Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return BEGIN.plusNanos(nowNanos);
            }
        };
    }

    /** Return the time since its beginning. */
    public long nanos() {
        return nowNanos;
    }

    /** Return how long something takes, at most so many milliseconds. */
    public long chanceNanos(int mostMillis) {
        return 1 + (long) (random.nextDouble() * mostMillis * 1_000_000);
    }

    /** Have something happen at a time, outside of all loops. */
    public void at(long dueNanos, Runnable event) {
        later.add(new Later(Math.max(dueNanos, nowNanos), count++, event));
    }

    /** Run all steps there are, and those that they add. */
    public void settle() {
        List<VirtualLoop> busy = new ArrayList<>(loops);
        while (true) {
            busy.clear();
            for (VirtualLoop loop : loops) {
                if (!loop.steps.isEmpty()) {
                    busy.add(loop);
                }
            }
            if (busy.isEmpty()) {
                return;
            }
            busy.get(busy.size() == 1 ? 0 : random.nextInt(busy.size())).step();
        }
    }

    /** Let time pass, and let happen what is due, each at its time. */
    public void pass(Duration time) {
        long end = nowNanos + time.toNanos();
        settle();
        for (Later next = later.peek(); next != null && next.dueNanos() <= end; next = later.peek()) {
            later.remove(next);
            nowNanos = Math.max(nowNanos, next.dueNanos());
            run(next.step());
            settle();
        }
        nowNanos = end;
    }

    /** Return how many events wait for their time. */
    public int waiting() {
        return later.size();
    }

    /** Return what steps have failed with whose end nobody waits for. */
    public List<Throwable> failures() {
        return List.copyOf(failures);
    }

    private void run(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            failures.add(e);
        }
    }

    private final class VirtualLoop implements Loop {

        private final Queue<Runnable> steps = new ArrayDeque<>();
        private boolean stepping;

        private void step() {
            Runnable step = steps.poll();
            if (step != null) {
                stepping = true;
                run(step);
                stepping = false;
            }
        }

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
            Later scheduled = new Later(nowNanos + Math.max(0, delay.toNanos()), count++, () -> execute(step));
            later.add(scheduled);
            return () -> later.remove(scheduled);
        }

        @Override
        public long nanoTime() {
            return nowNanos;
        }

        @Override
        public void require() {
            if (!stepping) {
                throw new IllegalStateException("Cannot change what a launcher knows outside of its steps");
            }
        }
    }
}
