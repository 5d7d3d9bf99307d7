/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a launcher knows of one process at one moment. Immutable: it may be handed to any thread and kept.
 *
 * @param name the process, as the launcher file names it
 * @param session the tmux session its window is in
 * @param machine where it runs: {@code local}, {@code user@host}, ...
 * @param container the container it is executed in, or null
 * @param state its state
 * @param command the command it was started with, before any wrapping; of a process that does not run, the command
 *     that a start without variants would run as far as it is known
 * @param pid the process id of its pane on its machine, or null when it does not live
 * @param exitCode how it last ended, or null when it lives or that is not known; a command killed by signal N that a shell waited for has 128 + N
 * @param signal the signal that last ended it, such as {@code SIGSEGV}, or null
 * @param startTime when it was started, by the clock of the launcher that started it, or null
 * @param aliveSinceNanos when that was on the scale of {@link System#nanoTime} of this JVM, by the clock of its machine that
 *     counts from the boot and that nobody can set; null when it does not live, or that is not known
 * @param readyTime when its readiness was shown, or null
 * @param endTime when it ended, to the second, or null; never before {@code startTime}
 * @param variants the variants it was started with
 * @param params the parameters given at its start
 * @param restartCount how often it was restarted by its restart policy; 0 or more
 * @param readyChecks how many checks of its readiness this launcher has seen end, over all of its runs; 0 or more
 * @param cpuPercent the CPU use of its process tree, 100 being one core, or null when not measured
 * @param residentBytes the resident memory of its process tree, or null when not measured
 * @param programCount how many operating system processes its process tree has, or null when not measured
 * @param logFile where its output is captured on its machine, or null
 * @param message one line for people on how it came to this state; empty when there is nothing to say
 */
public record ProcessSnapshot(
        String name,
        String session,
        String machine,
        @Nullable String container,
        ProcessState state,
        String command,
        @Nullable Long pid,
        @Nullable Integer exitCode,
        @Nullable String signal,
        @Nullable Instant startTime,
        @Nullable Long aliveSinceNanos,
        @Nullable Instant readyTime,
        @Nullable Instant endTime,
        List<String> variants,
        Map<String, String> params,
        int restartCount,
        int readyChecks,
        @Nullable Double cpuPercent,
        @Nullable Long residentBytes,
        @Nullable Integer programCount,
        @Nullable String logFile,
        String message) {

    /** Copy the collections, so that nobody can change them later. */
    public ProcessSnapshot {
        variants = List.copyOf(variants);
        params = Map.copyOf(params);
    }

    /** Create one of which only the time of its start is known, by some clock. */
    public ProcessSnapshot(
            String name,
            String session,
            String machine,
            @Nullable String container,
            ProcessState state,
            String command,
            @Nullable Long pid,
            @Nullable Integer exitCode,
            @Nullable String signal,
            @Nullable Instant startTime,
            @Nullable Instant readyTime,
            @Nullable Instant endTime,
            List<String> variants,
            Map<String, String> params,
            int restartCount,
            int readyChecks,
            @Nullable Double cpuPercent,
            @Nullable Long residentBytes,
            @Nullable Integer programCount,
            @Nullable String logFile,
            String message) {
        this(
                name,
                session,
                machine,
                container,
                state,
                command,
                pid,
                exitCode,
                signal,
                startTime,
                null,
                readyTime,
                endTime,
                variants,
                params,
                restartCount,
                readyChecks,
                cpuPercent,
                residentBytes,
                programCount,
                logFile,
                message);
    }

    /** Return whether the process is alive and its readiness is shown. */
    public boolean ready() {
        return state == ProcessState.READY;
    }

    /**
     * Return for how long the process has been alive until this moment, or null when it is not. No clock that somebody can
     * set counts where {@link #aliveSinceNanos} is known.
     *
     * @param now the present time, which counts where it is not; a start that lies after it counts as just now
     */
    public @Nullable Duration uptime(Instant now) {
        if (pid == null) {
            return null;
        }
        if (aliveSinceNanos != null) {
            return notNegative(Duration.ofNanos(System.nanoTime() - aliveSinceNanos));
        }
        return startTime == null ? null : notNegative(Duration.between(startTime, now));
    }

    private static Duration notNegative(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
