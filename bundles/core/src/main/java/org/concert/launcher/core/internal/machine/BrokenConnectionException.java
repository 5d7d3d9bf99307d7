/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.io.Serial;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.TransportException;

/** A machine was reached, and lost before the connection was of use; a link that comes and goes may well be back at once. */
final class BrokenConnectionException extends TransportException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** What fails by a loss may do so a moment before the loss is told. */
    private static final Duration LOSS_IS_TOLD = Duration.ofMillis(200);

    BrokenConnectionException(TransportException reason) {
        super(String.valueOf(reason.getMessage()), reason);
    }

    /** Return such a one if a host is lost, and else what a step of the connection failed with; for a thread that may wait. */
    static TransportException orGiven(TransportException reason, Host host) throws InterruptedException {
        try {
            host.lost().toCompletableFuture().get(LOSS_IS_TOLD.toMillis(), TimeUnit.MILLISECONDS);
            return new BrokenConnectionException(reason);
        } catch (ExecutionException | TimeoutException e) {
            return reason;
        }
    }
}
