/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs one command over a channel to its end. Two threads live as long as its output does. */
final class CommandRun {

    /** How long to wait for output of a command that has ended: a program it left behind may hold the streams open. */
    private static final Duration OUTPUT_GRACE = Duration.ofSeconds(1);

    private CommandRun() {}

    static CommandResult run(Host host, Command command, Duration timeout)
            throws TransportException, InterruptedException {
        try (Channel channel = open(host, command)) {
            channel.stdin().close();
            OutputEnd stdout = OutputEnd.of(channel.stdout(), "concert-stdout");
            OutputEnd stderr = OutputEnd.of(channel.stderr(), "concert-stderr");
            ExitStatus exit = within(channel.exit().toCompletableFuture(), timeout);
            awaitEnd(CompletableFuture.allOf(stdout.whole(), stderr.whole()));
            return new CommandResult(exit, stdout.text(), stderr.text());
        } catch (TimeoutException e) {
            throw new TransportException(
                    "Cannot run %s on %s: no answer within %s ms"
                            .formatted(command.arguments().get(0), host.target(), timeout.toMillis()),
                    e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TransportException lost) {
                throw lost;
            }
            throw new TransportException(
                    "Cannot run %s on %s: %s".formatted(command.arguments().get(0), host.target(), e.getCause()), e);
        } catch (IOException e) {
            throw new TransportException(
                    "Cannot run %s on %s: %s".formatted(command.arguments().get(0), host.target(), e.getMessage()), e);
        }
    }

    /** What waits within {@link Host#open} cannot say otherwise that it was interrupted. */
    private static Channel open(Host host, Command command) throws TransportException, InterruptedException {
        try {
            return host.open(command);
        } catch (TransportException e) {
            if (Thread.interrupted()) {
                InterruptedException interrupted = new InterruptedException(e.getMessage());
                interrupted.initCause(e);
                throw interrupted;
            }
            throw e;
        }
    }

    private static void awaitEnd(CompletableFuture<Void> output) throws InterruptedException, ExecutionException {
        try {
            within(output, OUTPUT_GRACE);
        } catch (TimeoutException e) {
            // What it has left behind may go on printing; that is not the command's output.
        }
    }

    private static <T> T within(CompletableFuture<T> future, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    }
}
