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
 * @param message one line for people on how it came to this state; empty when there is nothing to say
 * @param launch with what it was started
 * @param pid the process id of its pane on its machine, or null when it does not live
 * @param exit how it last ended, or null when it lives or that is not known
 * @param times when it was started, was ready and ended
 * @param resources what it uses
 * @param counts how often something happened to it
 */
public record ProcessSnapshot(
        String name,
        String session,
        String machine,
        @Nullable String container,
        ProcessState state,
        String message,
        Launch launch,
        @Nullable Long pid,
        @Nullable ExitStatus exit,
        Times times,
        Resources resources,
        Counts counts) {

    /**
     * With what a process was started.
     *
     * @param command the command it was started with, before any wrapping; of a process that does not run, the command
     *     that a start without variants would run as far as it is known
     * @param variants the variants it was started with
     * @param params the parameters given at its start
     * @param logFile where its output is captured on its machine, or null
     * @param definition whether it is what the launcher file says
     */
    public record Launch(
            String command,
            List<String> variants,
            Map<String, String> params,
            @Nullable String logFile,
            Definition definition) {

        /** How what runs stands to what the launcher file says. */
        public enum Definition {
            /** A start with the same variants and parameters would run the same; also of what does not run. */
            PRESENT,
            /** A start would run something else: the launcher file was changed since, or the process is not in it any more. */
            OLDER,
            /** Another launcher file has started it. */
            FOREIGN
        }

        /** Copy the collections, so that nobody can change them later. */
        public Launch {
            variants = List.copyOf(variants);
            params = Map.copyOf(params);
        }

        /** Create one without variants and parameters, of which no output is captured. */
        public Launch(String command) {
            this(command, List.of(), Map.of(), null, Definition.PRESENT);
        }
    }

    /**
     * When things happened to a process.
     *
     * @param started when it was started, by the clock of the launcher that started it, or null
     * @param aliveSinceNanos when that was on the scale of {@link System#nanoTime} of this JVM, by the clock of its machine that
     *     counts from the boot and that nobody can set; null when it does not live, or that is not known
     * @param ready when its readiness was shown, or null
     * @param ended when it ended, to the second, or null; never before {@code started}
     */
    public record Times(
            @Nullable Instant started,
            @Nullable Long aliveSinceNanos,
            @Nullable Instant ready,
            @Nullable Instant ended) {

        /** Of what was never started. */
        public static final Times NONE = new Times(null, null, null, null);

        /** Create those of a process of which only the time of its start is known, by some clock. */
        public static Times startedAt(@Nullable Instant started) {
            return new Times(started, null, null, null);
        }
    }

    /**
     * What a process tree uses.
     *
     * @param cpuPercent its CPU use, 100 being one core, or null when not measured
     * @param residentBytes its resident memory, or null when not measured
     * @param programs how many operating system processes it has, or null when not measured
     */
    public record Resources(
            @Nullable Double cpuPercent,
            @Nullable Long residentBytes,
            @Nullable Integer programs) {

        /** When nothing was measured. */
        public static final Resources UNKNOWN = new Resources(null, null, null);
    }

    /**
     * How often something happened to a process; 0 or more.
     *
     * @param restarts how often it was restarted by its restart policy
     * @param readyChecks how many checks of its readiness this launcher has seen end, over all of its runs
     */
    public record Counts(int restarts, int readyChecks) {

        /** When nothing has happened. */
        public static final Counts NONE = new Counts(0, 0);
    }

    /** Return whether the process is alive and its readiness is shown. */
    public boolean ready() {
        return state == ProcessState.READY;
    }

    /**
     * Return for how long the process has been alive until this moment, or null when it is not. No clock that somebody can
     * set counts where {@link Times#aliveSinceNanos} is known.
     *
     * @param now the present time, which counts where it is not; a start that lies after it counts as just now
     */
    public @Nullable Duration uptime(Instant now) {
        if (pid == null) {
            return null;
        }
        Long since = times.aliveSinceNanos();
        if (since != null) {
            return notNegative(Duration.ofNanos(System.nanoTime() - since));
        }
        return times.started() == null ? null : notNegative(Duration.between(times.started(), now));
    }

    private static Duration notNegative(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
