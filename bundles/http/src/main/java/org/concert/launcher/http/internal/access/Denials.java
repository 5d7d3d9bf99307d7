/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.concert.launcher.access.AuditEntry;
import org.concert.launcher.access.AuditLog;

/**
 * Records who was not let in, and who logged in. Of what is denied to one address only some a minute are recorded, and
 * then how many more: else whoever knocks often enough would push all the rest out of the log. Safe for use by several
 * threads.
 */
final class Denials {

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

    Denials(AuditLog log, Clock clock, LongSupplier nanoTime) {
        this.log = log;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Record that a request was not let in, for what it asks. */
    void denied(HttpServletRequest request, String user, String reason) {
        denied(request, user, request.getMethod() + " " + request.getRequestURI(), List.of(), reason);
    }

    /** Record that something was not let in. */
    void denied(HttpServletRequest request, String user, String action, List<String> processes, String reason) {
        denied(
                ClientAddress.source(request),
                ClientAddress.group(request.getRemoteAddr()),
                user,
                action,
                processes,
                reason);
    }

    void denied(String source, String address, String user, String action, List<String> processes, String reason) {
        int before;
        synchronized (minutes) {
            long now = nanoTime.getAsLong();
            Minute minute = minutes.getOrDefault(address, new Minute(now, 0, 0));
            boolean fresh = now - minute.begun() >= MINUTE_NANOS;
            if (!fresh && minute.count() >= MOST_A_MINUTE) {
                minutes.put(address, new Minute(minute.begun(), minute.count(), minute.passedOver() + 1));
                return;
            }
            before = fresh ? minute.passedOver() : 0;
            minutes.put(address, fresh ? new Minute(now, 1, 0) : new Minute(minute.begun(), minute.count() + 1, 0));
        }
        String more = before == 0 ? "" : " (and " + before + " more were denied to this address before)";
        write(source, user, action, processes, AuditEntry.Result.DENIED, reason + more);
    }

    /** Record that somebody logged in or out. */
    void accepted(HttpServletRequest request, String user, String action) {
        write(ClientAddress.source(request), user, action, List.of(), AuditEntry.Result.ACCEPTED, "");
    }

    private void write(
            String source, String user, String action, List<String> processes, AuditEntry.Result result, String why) {
        log.write(
                new AuditEntry(clock.instant(), user, source, action, "", processes, List.of(), Map.of(), result, why));
    }
}
