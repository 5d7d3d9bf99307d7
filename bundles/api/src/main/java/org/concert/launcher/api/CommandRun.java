/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs one command over a channel to its end. Two threads live as long as the command does. */
final class CommandRun {

    private static final int KEPT_BYTES = 64 * 1024;

    private CommandRun() {}

    static CommandResult run(Host host, Command command, Duration timeout)
            throws TransportException, InterruptedException {
        try (Channel channel = host.open(command)) {
            channel.stdin().close();
            var stdout = readEnd(channel.stdout(), "concert-stdout");
            var stderr = readEnd(channel.stderr(), "concert-stderr");
            long deadline = System.nanoTime() + timeout.toNanos();
            var exit = within(channel.exit().toCompletableFuture(), deadline);
            return new CommandResult(exit, within(stdout, deadline), within(stderr, deadline));
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

    private static <T> T within(CompletableFuture<T> future, long deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    private static CompletableFuture<String> readEnd(InputStream stream, String threadName) {
        var text = new CompletableFuture<String>();
        Thread reader = new Thread(
                () -> {
                    try {
                        text.complete(new String(lastBytes(stream), StandardCharsets.UTF_8));
                    } catch (IOException e) {
                        text.completeExceptionally(e);
                    }
                },
                threadName);
        reader.setDaemon(true);
        reader.start();
        return text;
    }

    /** Read to the end, keeping the last {@link #KEPT_BYTES} bytes. */
    static byte[] lastBytes(InputStream stream) throws IOException {
        byte[] kept = new byte[2 * KEPT_BYTES];
        int length = 0;
        for (int n = stream.read(kept, 0, kept.length); n >= 0; n = stream.read(kept, length, kept.length - length)) {
            length += n;
            if (length == kept.length) {
                System.arraycopy(kept, KEPT_BYTES, kept, 0, KEPT_BYTES);
                length = KEPT_BYTES;
            }
        }
        return Arrays.copyOfRange(kept, Math.max(0, length - KEPT_BYTES), length);
    }
}
