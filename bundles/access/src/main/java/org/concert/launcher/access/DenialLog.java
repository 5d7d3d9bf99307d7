/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/**
 * Records who was not let in, and who logged in. Of what is denied to one address only some a minute are recorded, and
 * then how many more, and so it is with the log-ins of one user: else whoever knocks often enough would push all the rest
 * out of the log. Safe for use by several threads.
 */
public final class DenialLog {

    private static final int MOST_DENIED_A_MINUTE = 20;
    private static final int MOST_OF_USER_FROM_ADDRESS_A_MINUTE = 10;

    /** Addresses are cheap. */
    private static final int MOST_OF_USER_A_MINUTE = 60;

    private final AuditLog log;
    private final Clock clock;
    private final MinuteCounts denied;
    private final MinuteCounts ofUserFromAddress;
    private final MinuteCounts ofUser;

    /**
     * Create one.
     *
     * @param nanoTime a clock that only goes forward, in nanoseconds
     */
    public DenialLog(AuditLog log, Clock clock, LongSupplier nanoTime) {
        this.log = log;
        this.clock = clock;
        this.denied = new MinuteCounts(MOST_DENIED_A_MINUTE, nanoTime);
        this.ofUserFromAddress = new MinuteCounts(MOST_OF_USER_FROM_ADDRESS_A_MINUTE, nanoTime);
        this.ofUser = new MinuteCounts(MOST_OF_USER_A_MINUTE, nanoTime);
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
        OptionalInt before = denied.count(network);
        if (before.isPresent()) {
            String more = before.getAsInt() == 0
                    ? ""
                    : " (and " + before.getAsInt() + " more were denied to this address before)";
            write(source, user, action, processes, AuditEntry.Result.DENIED, reason + more);
        }
    }

    /**
     * Record that a log-in failed.
     *
     * @param source from where, as in an {@link AuditEntry}
     * @param network what it is counted by, as {@link ClientNetwork#of}
     * @param name who it was said to be; any text
     * @param checked what came of the check
     */
    public void refused(String source, String network, String name, Credentials.Checked checked) {
        denied(
                source,
                network,
                User.shown(name),
                "login",
                List.of(),
                checked.complaint() + ", failure " + checked.failures() + " of this name from this address");
    }

    /** Record that somebody logged in or out. */
    public void accepted(String source, String user, String action) {
        OptionalInt fromAddress = ofUserFromAddress.count(user + " " + source);
        OptionalInt before = fromAddress.isPresent() ? ofUser.count(user) : fromAddress;
        if (before.isPresent()) {
            int passedOver = before.getAsInt() + fromAddress.getAsInt();
            String more = passedOver == 0 ? "" : passedOver + " more log-ins and log-outs of this user before";
            write(source, user, action, List.of(), AuditEntry.Result.ACCEPTED, more);
        }
    }

    private void write(
            String source, String user, String action, List<String> processes, AuditEntry.Result result, String why) {
        log.write(
                new AuditEntry(clock.instant(), user, source, action, "", processes, List.of(), Map.of(), result, why));
    }
}
