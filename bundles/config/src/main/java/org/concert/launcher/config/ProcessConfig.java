/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.concert.launcher.api.Target;
import org.jspecify.annotations.Nullable;

/**
 * One process of a launcher file: what to run, where, and when it is ready. Defaults are filled in.
 *
 * @param name its name: letters, digits, {@code _} and {@code -}
 * @param place where its entry begins in the file
 * @param cmd the command, not yet filled in
 * @param machine {@code local} for this machine, else {@code user@host}, {@code user@host:port} or an SSH host alias
 * @param container the Docker container it runs in, on its machine; null if in none
 * @param checks what shows that it is ready, and from then on that it still works, not yet filled in, by key ({@link CheckKind})
 * @param readyDelay without a ready check: how long it must have lived to be ready
 * @param readyPeriod the time from the start of one ready check to the start of the next; more than zero
 * @param readyTimeout how long it may take to become ready; more than zero, null for as long as it likes
 * @param liveness how it is asked whether it still works; null if it is not
 * @param persistent false for a one-shot, whose exit code is its result
 * @param depends the processes that must be ready before it starts, in the order of the file. Some may not be defined:
 *     see {@link LauncherConfig#warnings()}
 * @param conditions what is waited for of those of them that need not be {@link DependencyCondition#READY}
 * @param session the tmux session of its window
 * @param variants its flags and groups by name, in the order of the file
 * @param forceSigquit whether a stop begins with SIGQUIT
 * @param stopSignal the first signal of a stop, such as {@code SIGINT}
 * @param stopTimeout how long to wait after each signal of a stop
 * @param restart when it is started again after it ended
 * @param restartLimit how often it is started again at most, in 10 minutes; 0 or more, {@link #UNLIMITED} for no limit
 * @param withDependency what becomes of it when something that it depends on dies
 * @param env environment variables set before the command, not yet filled in, in the order of the file
 * @param cwd the directory the command starts in, not yet filled in; null for the one of the shell
 * @param logMaxBytes the size in bytes at which its captured output is rotated; more than 0
 * @param logKeep how many rotated files of output are kept; 0 or more
 * @param showUi whether the console shows it
 * @param category the heading the console shows it under; null for none
 */
public record ProcessConfig(
        String name,
        Place place,
        Template cmd,
        String machine,
        @Nullable String container,
        Map<String, Template> checks,
        Duration readyDelay,
        Duration readyPeriod,
        @Nullable Duration readyTimeout,
        @Nullable Liveness liveness,
        boolean persistent,
        List<String> depends,
        Map<String, DependencyCondition> conditions,
        String session,
        Map<String, Variant> variants,
        boolean forceSigquit,
        String stopSignal,
        Duration stopTimeout,
        RestartMode restart,
        int restartLimit,
        WithDependency withDependency,
        Map<String, Template> env,
        @Nullable Template cwd,
        long logMaxBytes,
        int logKeep,
        boolean showUi,
        @Nullable String category) {

    /** What holds where a launcher file says nothing; see docs/launcher-yaml.md. */
    public static final Duration READY_DELAY = Duration.ofMillis(200);

    /** As {@link #READY_DELAY}. */
    public static final Duration READY_PERIOD = Duration.ofSeconds(1);

    /** As {@link #READY_DELAY}. */
    public static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    /** As {@link #READY_DELAY}. */
    public static final String STOP_SIGNAL = "SIGINT";

    /** As {@link #READY_DELAY}. */
    public static final int RESTART_LIMIT = 5;

    /** What stands for no limit of restarts. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** As {@link #READY_DELAY}. */
    public static final long LOG_MAX_BYTES = 50_000_000;

    /** As {@link #READY_DELAY}. */
    public static final int LOG_KEEP = 3;

    /** Keep copies of the collections. */
    public ProcessConfig {
        checks = Ordered.copyOf(checks);
        depends = List.copyOf(depends);
        conditions = Map.copyOf(conditions);
        variants = Ordered.copyOf(variants);
        env = Ordered.copyOf(env);
    }

    /** Return one of which a launcher file says no more than this: all else is as it is by default. */
    public static ProcessConfig ofDefaults(
            String name,
            Place place,
            Template cmd,
            String machine,
            @Nullable String container,
            Template readyCheck,
            String session) {
        return new ProcessConfig(
                name,
                place,
                cmd,
                machine,
                container,
                Map.of(CheckKind.COMMAND.readyKey(), readyCheck),
                READY_DELAY,
                READY_PERIOD,
                null,
                null,
                true,
                List.of(),
                Map.of(),
                session,
                Map.of(),
                false,
                STOP_SIGNAL,
                STOP_TIMEOUT,
                RestartMode.NO,
                RESTART_LIMIT,
                WithDependency.NOTHING,
                Map.of(),
                null,
                LOG_MAX_BYTES,
                LOG_KEEP,
                true,
                null);
    }

    /** Tell whether its window is where that of another definition is, and what runs in it in the same container. */
    public boolean isInPlaceOf(ProcessConfig other) {
        return name.equals(other.name)
                && session.equals(other.session)
                && machine.equals(other.machine)
                && Objects.equals(container, other.container);
    }

    /** Tell whether another definition says the same, wherever it stands in its file. */
    public boolean saysSameAs(ProcessConfig other) {
        return equals(other.at(place));
    }

    private ProcessConfig at(Place elsewhere) {
        return new ProcessConfig(
                name,
                elsewhere,
                cmd,
                machine,
                container,
                checks,
                readyDelay,
                readyPeriod,
                readyTimeout,
                liveness,
                persistent,
                depends,
                conditions,
                session,
                variants,
                forceSigquit,
                stopSignal,
                stopTimeout,
                restart,
                restartLimit,
                withDependency,
                env,
                cwd,
                logMaxBytes,
                logKeep,
                showUi,
                category);
    }

    /** Return what is waited for of something that it depends on. */
    public DependencyCondition condition(String dependency) {
        return conditions.getOrDefault(dependency, DependencyCondition.READY);
    }

    /** Tell whether something has to be asked until it is ready. */
    public boolean isAskedWhenReady() {
        return Stream.of(CheckKind.values()).map(CheckKind::readyKey).anyMatch(checks::containsKey);
    }

    /** Return its command, its checks, variables and folder, but for what variants put in their place. */
    public List<Template> templates() {
        return Stream.of(Stream.of(cmd), checks.values().stream(), env.values().stream(), Stream.ofNullable(cwd))
                .flatMap(templates -> templates)
                .toList();
    }

    /** Tell whether it runs on this machine (perhaps in a container of it). */
    public boolean isLocal() {
        return machine.equals(Target.LOCAL);
    }
}
