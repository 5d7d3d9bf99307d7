/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DenialLogTests {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private AuditLog log;
    private DenialLog denials;

    @BeforeEach
    void create() {
        log = new AuditLog(folder.resolve("audit.log"));
        denials = new DenialLog(log, CLOCK, nanos::get);
    }

    private List<AuditEntry> written() throws Exception {
        return log.newest(1_000, any -> true);
    }

    private void logInOften(String source, String user) {
        for (int i = 0; i < 100; i++) {
            denials.accepted(source, user, "login");
        }
    }

    @Test
    void userWhoLogsInInALoopIsRecordedSomeTimesAMinute() throws Exception {
        logInOften("http 10.0.0.7", "ann");

        assertThat(written()).hasSize(10);
    }

    @Test
    void logInsThatWereNotRecordedAreToldOfLater() throws Exception {
        logInOften("http 10.0.0.7", "ann");
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());

        denials.accepted("http 10.0.0.7", "ann", "login");

        assertThat(written().get(0).reason()).isEqualTo("90 more log-ins and log-outs of this user before");
        assertThat(written().get(0).result()).isEqualTo(AuditEntry.Result.ACCEPTED);
    }

    @Test
    void othersAndOtherAddressesAreRecordedMeanwhile() throws Exception {
        logInOften("http 10.0.0.7", "ann");

        denials.accepted("http 10.0.0.8", "ann", "login");
        denials.accepted("http 10.0.0.7", "bob", "login");

        assertThat(written()).hasSize(12);
    }

    @Test
    void userWithManyAddressesIsRecordedSomeTimesAMinute() throws Exception {
        for (int i = 0; i < 200; i++) {
            denials.accepted("http 10.0.0." + i, "ann", "login");
        }

        assertThat(written()).hasSize(60);
    }

    @Test
    void denialsToOneAddressAreRecordedSomeTimesAMinuteAndThenHowManyMore() throws Exception {
        for (int i = 0; i < 100; i++) {
            denials.denied("http 10.0.0.7", "10.0.0.7", "-", "GET /", List.of(), "not logged in");
        }
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        denials.denied("http 10.0.0.7", "10.0.0.7", "-", "GET /", List.of(), "not logged in");

        assertThat(written()).hasSize(21);
        assertThat(written().get(0).reason())
                .isEqualTo("not logged in (and 80 more were denied to this address before)");
    }
}
