/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.config.LauncherConfig;
import org.concert.launcher.config.LauncherConfigReader;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.process.ProcessBoard;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the launcher file again, one reading after the other, and has put into force what can be used. Lives on the loop;
 * {@link #error} may be called from any thread.
 */
final class Reloads {

    private static final Logger logger = LoggerFactory.getLogger(Reloads.class);

    private final Loop loop;
    private final Executor waiting;
    private final Roster roster;
    private final ProcessBoard board;
    private final Runnable changed;

    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
    private volatile String error = "";

    /**
     * Create one.
     *
     * @param waiting runs the reading
     * @param roster holds the launcher file in force
     * @param board has listeners hear of one that is refused
     * @param changed is called when another one is in force
     */
    Reloads(Loop loop, Executor waiting, Roster roster, ProcessBoard board, Runnable changed) {
        this.loop = loop;
        this.waiting = waiting;
        this.roster = roster;
        this.board = board;
        this.changed = changed;
    }

    /** Return why the launcher file, as it was read last, is not in force; empty if it is. */
    String error() {
        return error;
    }

    /** Read the launcher file; completed on the loop, with what is wrong with it if it cannot be used. */
    CompletableFuture<Void> reload() {
        CompletableFuture<Void> reloaded = loop.either(
                last.handleAsync((before, failure) -> read(), waiting), (read, failure) -> take(read, failure));
        last = reloaded;
        return reloaded;
    }

    private LauncherConfig read() {
        try {
            return readAgain(present());
        } catch (LauncherException e) {
            throw new CompletionException(e);
        }
    }

    private CompletableFuture<Void> take(@Nullable LauncherConfig read, @Nullable Throwable failure) {
        if (read == null) {
            if (failure instanceof LauncherException refused) {
                error = String.valueOf(refused.getMessage());
                logger.warn("The launcher file cannot be used; what was read before stays in force:\n{}", error);
                board.tell(listener -> listener.fileRefused(refused));
            }
            return CompletableFuture.failedFuture(
                    failure == null ? new IllegalStateException("Nothing was read") : failure);
        }
        if (!error.isEmpty() || !read.equals(present())) {
            error = "";
            apply(read);
        }
        return CompletableFuture.completedFuture(null);
    }

    private void apply(LauncherConfig read) {
        Set<String> before = present().processes().keySet();
        roster.apply(read);
        Set<String> now = read.processes().keySet();
        logger.info(
                "{} is in force as it was read again: new are {}, gone are {}",
                read.file(),
                without(now, before),
                without(before, now));
        changed.run();
    }

    private static List<String> without(Set<String> names, Set<String> others) {
        return names.stream().filter(name -> !others.contains(name)).toList();
    }

    private LauncherConfig present() {
        return roster.shown().config();
    }

    private static LauncherConfig readAgain(LauncherConfig present) throws LauncherException {
        Path file = present.file();
        LauncherConfig next = LauncherConfigReader.read(present.files());
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
