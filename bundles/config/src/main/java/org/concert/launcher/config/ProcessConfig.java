/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One process of a launcher file: what to run, where, and when it is ready. Defaults are filled in.
 *
 * @param name its name: letters, digits, {@code _} and {@code -}
 * @param place where its entry begins in the file
 * @param cmd the command, not yet filled in
 * @param where where it runs, not yet filled in
 * @param placements all places where the file may have it, with one variant or parameter or another; first where it is if nothing is
 *     given. At least one
 * @param checks what shows that it is ready, and from then on that it still works, not yet filled in, by key ({@link CheckKind})
 * @param readyDelay without a ready check: how long it must have lived to be ready
 * @param readyPeriod the time from the start of one ready check to the start of the next; more than zero
 * @param readyTimeout how long it may take to become ready; more than zero, null for as long as it likes
 * @param liveness how it is asked whether it still works; null if it is not
 * @param persistent false for a one-shot, whose exit code is its result
 * @param depends the processes that must be ready before it starts, in the order of the file. Some may not be defined:
 *     see {@link LauncherConfig#warnings()}
 * @param conditions what is waited for of those of them that need not be {@link DependencyCondition#READY}
 * @param variants its flags and groups by name, in the order of the file
 * @param forceSigquit whether a stop begins with SIGQUIT
 * @param stopSignal the first signal of a stop, such as {@code SIGINT}
 * @param stopTimeout how long to wait after each signal of a stop
 * @param restart when it is started again after it ended
 * @param restartLimit how often it is started again at most, in 10 minutes; 0 or more, {@link #UNLIMITED} for no limit
 * @param withDependency what becomes of it when something that it depends on dies
 * @param env environment variables set before the command, not yet filled in, in the order of the file
 * @param cwd the directory the command starts in, not yet filled in; null for the one of the shell
 * @param tty whether it has a terminal; else its output goes through pipes, standard error apart
 * @param logDir the folder on its machine in which its output is captured, absolute; null for the usual one
 * @param logMaxBytes the size in bytes at which its captured output is rotated; more than 0
 * @param logKeep how many rotated files of output are kept; 0 or more
 * @param showUi whether the console shows it
 * @param category the heading the console shows it under; null for none
 */
public record ProcessConfig(
        String name,
        Place place,
        Template cmd,
        Whereabouts where,
        List<Placement> placements,
        Map<String, Template> checks,
        Duration readyDelay,
        Duration readyPeriod,
        @Nullable Duration readyTimeout,
        @Nullable Liveness liveness,
        boolean persistent,
        List<String> depends,
        Map<String, DependencyCondition> conditions,
        Map<String, Variant> variants,
        boolean forceSigquit,
        String stopSignal,
        Duration stopTimeout,
        RestartMode restart,
        int restartLimit,
        WithDependency withDependency,
        Map<String, Template> env,
        @Nullable Template cwd,
        boolean tty,
        @Nullable String logDir,
        long logMaxBytes,
        int logKeep,
        boolean showUi,
        @Nullable String category) {

    /** In the command of a variant, stands for the command so far; elsewhere it is a parameter like others. */
    public static final String COMMAND_SO_FAR = "cmd";

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
        placements = List.copyOf(placements);
        checks = Ordered.copyOf(checks);
        depends = List.copyOf(depends);
        conditions = Map.copyOf(conditions);
        variants = Ordered.copyOf(variants);
        env = Ordered.copyOf(env);
    }

    /** Return one of which a launcher file says no more than this: all else is as it is by default. */
    public static ProcessConfig ofDefaults(
            String name, Place place, Template cmd, Placement placement, Template readyCheck) {
        return new ProcessConfig(
                name,
                place,
                cmd,
                Whereabouts.NONE,
                List.of(placement),
                Map.of(CheckKind.COMMAND.readyKey(), readyCheck),
                READY_DELAY,
                READY_PERIOD,
                null,
                null,
                true,
                List.of(),
                Map.of(),
                Map.of(),
                false,
                STOP_SIGNAL,
                STOP_TIMEOUT,
                RestartMode.NO,
                RESTART_LIMIT,
                WithDependency.NOTHING,
                Map.of(),
                null,
                true,
                null,
                LOG_MAX_BYTES,
                LOG_KEEP,
                true,
                null);
    }

    /** Tell whether another definition says the same, wherever it stands in its file. */
    public boolean saysSameAs(ProcessConfig other) {
        return equals(other.at(place, other.placements));
    }

    /** Return it with all places where the file may have it. */
    public ProcessConfig with(List<Placement> possible) {
        return at(place, possible);
    }

    private ProcessConfig at(Place inFile, List<Placement> possible) {
        return new ProcessConfig(
                name,
                inFile,
                cmd,
                where,
                possible,
                checks,
                readyDelay,
                readyPeriod,
                readyTimeout,
                liveness,
                persistent,
                depends,
                conditions,
                variants,
                forceSigquit,
                stopSignal,
                stopTimeout,
                restart,
                restartLimit,
                withDependency,
                env,
                cwd,
                tty,
                logDir,
                logMaxBytes,
                logKeep,
                showUi,
                category);
    }

    /** Return where it is if nothing is given. */
    public Placement placement() {
        return placements.get(0);
    }

    /** Return what it depends on with some of its variants, with what it waits for; in the order of the file. */
    public Map<String, DependencyCondition> depends(Collection<String> chosen) {
        Map<String, DependencyCondition> all = new LinkedHashMap<>();
        depends.forEach(name -> all.put(name, conditions.getOrDefault(name, DependencyCondition.READY)));
        variants.values()
                .forEach(variant -> variant.effects().forEach((name, effect) -> {
                    if (chosen.contains(name)) {
                        all.putAll(effect.depends());
                    }
                }));
        return all;
    }

    /** Return the parameters that it uses with one variant or another. */
    public Set<String> everUses() {
        Set<String> names = new LinkedHashSet<>();
        templates().forEach(template -> names.addAll(template.names()));
        variants.values()
                .forEach(variant -> variant.effects().values().forEach(effect -> {
                    effect.templates().forEach(template -> names.addAll(template.names()));
                    Template around = effect.cmd();
                    if (around != null) {
                        around.names().stream()
                                .filter(name -> !name.equals(COMMAND_SO_FAR))
                                .forEach(names::add);
                    }
                }));
        return names;
    }

    /** Tell whether a variant adds to what it depends on. */
    public boolean dependsByVariant() {
        for (Variant variant : variants.values()) {
            if (variant.any(effect -> !effect.depends().isEmpty())) {
                return true;
            }
        }
        return false;
    }

    /** Return what it depends on with one variant or another. */
    public Set<String> everDependsOn() {
        Set<String> all = new LinkedHashSet<>(depends);
        variants.values()
                .forEach(variant -> variant.effects()
                        .values()
                        .forEach(effect -> all.addAll(effect.depends().keySet())));
        return all;
    }

    /** Return the options that are taken where no others of their groups are, in the order of the file. */
    public List<String> fallbacks() {
        return variants.values().stream()
                .flatMap(variant ->
                        variant instanceof Variant.Group group ? Stream.ofNullable(group.fallback()) : Stream.empty())
                .toList();
    }

    /** Tell whether something has to be asked until it is ready. */
    public boolean isAskedWhenReady() {
        return Stream.of(CheckKind.values()).map(CheckKind::readyKey).anyMatch(checks::containsKey);
    }

    /** Return its command, its checks, variables, folder and where it runs, but for what variants put in their place. */
    public List<Template> templates() {
        return Stream.of(
                        Stream.of(cmd),
                        checks.values().stream(),
                        env.values().stream(),
                        Stream.ofNullable(cwd),
                        where.templates().stream())
                .flatMap(templates -> templates)
                .toList();
    }
}
