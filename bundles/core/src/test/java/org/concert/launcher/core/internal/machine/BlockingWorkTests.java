/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.concert.launcher.api.TransportException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who waits for what may wait for a machine hears how it ended, whatever happens. */
class BlockingWorkTests {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final ExecutorService waiting = Executors.newSingleThreadExecutor();
    private final BlockingWork work = new BlockingWork("robot", waiting);

    @AfterEach
    void end() {
        waiting.shutdownNow();
    }

    @Test
    void resultIsHandedOver() {
        assertThat(work.begin(() -> "there")).succeedsWithin(SOON).isEqualTo("there");
    }

    @Test
    void machineThatIsNotReachedIsTold() {
        var why = new TransportException("Cannot reach robot");
        CompletableFuture<String> begun = work.begin(() -> {
            throw why;
        });

        assertThat(begun).failsWithin(SOON).withThrowableThat().withCause(why);
    }

    @Test
    void transportThatLosesItsClassesMeanwhileIsTold() {
        var why = new NoClassDefFoundError("org/example/Gone");
        CompletableFuture<String> begun = work.begin(() -> {
            throw why;
        });

        assertThat(begun).failsWithin(SOON).withThrowableThat().withCause(why);
    }
}
