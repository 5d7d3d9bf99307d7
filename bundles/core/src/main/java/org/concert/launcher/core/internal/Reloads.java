/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.config.LauncherConfig;
import org.concert.launcher.config.LauncherConfigReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the launcher file again, one reading after the other, and has put into force what can be used. Lives on the loop;
 * {@link #error} may be called from any thread.
 */
final class Reloads {

    private static final Logger logger = LoggerFactory.getLogger(Reloads.class);

    private final LauncherLoop loop;
    private final Executor waiting;
    private final Supplier<LauncherConfig> present;
    private final Taker taker;

    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
    private volatile String error = "";

    /** Takes what was read; called on the loop. */
    interface Taker {

        /** Put a launcher file into force. */
        void apply(LauncherConfig config);

        /** Take note that the launcher file cannot be used. */
        void refuse(LauncherException why);
    }

    /**
     * Create one.
     *
     * @param waiting runs the reading
     * @param present gives the launcher file in force, from any thread
     */
    Reloads(LauncherLoop loop, Executor waiting, Supplier<LauncherConfig> present, Taker taker) {
        this.loop = loop;
        this.waiting = waiting;
        this.present = present;
        this.taker = taker;
    }

    /** Return why the launcher file, as it was read last, is not in force; empty if it is. */
    String error() {
        return error;
    }

    /** Read the launcher file; completed on the loop, with what is wrong with it if it cannot be used. */
    CompletableFuture<Void> reload() {
        CompletableFuture<Void> reloaded = new CompletableFuture<>();
        loop.then(last, (before, failure) -> waiting.execute(() -> read(reloaded)));
        last = reloaded;
        return reloaded;
    }

    private void read(CompletableFuture<Void> reloaded) {
        try {
            LauncherConfig next = readAgain(present.get());
            loop.execute(() -> {
                if (!error.isEmpty() || !next.equals(present.get())) {
                    error = "";
                    taker.apply(next);
                }
                reloaded.complete(null);
            });
        } catch (LauncherException e) {
            loop.execute(() -> {
                error = String.valueOf(e.getMessage());
                logger.warn("The launcher file cannot be used; what was read before stays in force:\n{}", error);
                taker.refuse(e);
                reloaded.completeExceptionally(e);
            });
        } catch (RuntimeException e) {
            logger.error("Cannot read the launcher file", e);
            reloaded.completeExceptionally(e);
        }
    }

    private static LauncherConfig readAgain(LauncherConfig present) throws LauncherException {
        Path file = present.file();
        LauncherConfig next = LauncherConfigReader.read(file);
        if (!Objects.equals(present.tmuxSocket(), next.tmuxSocket())) {
            throw new LauncherException(
                    "%s: context.tmux_socket was changed from %s to %s; this launcher looks at one tmux server all its life: start it anew"
                            .formatted(file, socket(present), socket(next)));
        }
        return next;
    }

    private static String socket(LauncherConfig config) {
        return config.tmuxSocket() == null ? "the default" : config.tmuxSocket();
    }
}
