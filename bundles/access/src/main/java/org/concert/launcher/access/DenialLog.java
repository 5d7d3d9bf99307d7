/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Records who was not let in, and who logged in. Of what is denied to one address only some a minute are recorded, and
 * then how many more: else whoever knocks often enough would push all the rest out of the log. Safe for use by several
 * threads.
 */
public final class DenialLog {

    private static final int MOST_A_MINUTE = 20;
    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int MOST_ADDRESSES = 1_000;

    private final AuditLog log;
    private final Clock clock;
    private final LongSupplier nanoTime;

    /** Guarded by itself. */
    private final Map<String, Minute> minutes = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Minute> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    private record Minute(long begun, int count, int passedOver) {}

    /**
     * Create one.
     *
     * @param nanoTime a clock that only goes forward, in nanoseconds
     */
    public DenialLog(AuditLog log, Clock clock, LongSupplier nanoTime) {
        this.log = log;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /**
     * Record that something was not let in.
     *
     * @param source from where, as in an {@link AuditEntry}
     * @param network what it is counted by, as {@link ClientNetwork#of}
     * @param user who; {@code -} if that is not known
     * @param action what was asked for
     * @param processes the processes that it was asked for; may be empty
     * @param reason why it was not let in
     */
    public void denied(
            String source, String network, String user, String action, List<String> processes, String reason) {
        int before;
        synchronized (minutes) {
            long now = nanoTime.getAsLong();
            Minute minute = minutes.getOrDefault(network, new Minute(now, 0, 0));
            boolean fresh = now - minute.begun() >= MINUTE_NANOS;
            if (!fresh && minute.count() >= MOST_A_MINUTE) {
                minutes.put(network, new Minute(minute.begun(), minute.count(), minute.passedOver() + 1));
                return;
            }
            before = fresh ? minute.passedOver() : 0;
            minutes.put(network, fresh ? new Minute(now, 1, 0) : new Minute(minute.begun(), minute.count() + 1, 0));
        }
        String more = before == 0 ? "" : " (and " + before + " more were denied to this address before)";
        write(source, user, action, processes, AuditEntry.Result.DENIED, reason + more);
    }

    /** Record that somebody logged in or out. */
    public void accepted(String source, String user, String action) {
        write(source, user, action, List.of(), AuditEntry.Result.ACCEPTED, "");
    }

    private void write(
            String source, String user, String action, List<String> processes, AuditEntry.Result result, String why) {
        log.write(
                new AuditEntry(clock.instant(), user, source, action, "", processes, List.of(), Map.of(), result, why));
    }
}
