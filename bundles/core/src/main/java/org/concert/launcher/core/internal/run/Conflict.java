/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.concert.launcher.api.LaunchStep;
import org.jspecify.annotations.Nullable;

/**
 * What stands between a start and what runs. What was named must run as it is asked for; what else runs is left as it is, and
 * then all that is asked for must have reached something all the same. A pure function of what is known to run.
 */
public final class Conflict {

    private final Map<String, LaunchStep> steps;
    private final Collection<String> named;
    private final Function<String, Optional<Running>> running;
    private final boolean allReached;

    /**
     * How a process was started that runs.
     *
     * @param variants the variants it knows of those that were given
     * @param params the parameters it uses of those that were given
     */
    public record Running(List<String> variants, Map<String, String> params) {}

    /**
     * Create one.
     *
     * @param steps the plan
     * @param named the processes asked for
     * @param running tells how a process runs; empty if it does not, as far as is known
     */
    public Conflict(
            Map<String, LaunchStep> steps, Collection<String> named, Function<String, Optional<Running>> running) {
        this(steps, named, running, true);
    }

    private Conflict(
            Map<String, LaunchStep> steps,
            Collection<String> named,
            Function<String, Optional<Running>> running,
            boolean allReached) {
        this.steps = steps;
        this.named = named;
        this.running = running;
        this.allReached = allReached;
    }

    /** Return one for the steps of a target, of which some are left as they are: what is not reached is no matter. */
    static Conflict ofTarget(
            Map<String, LaunchStep> steps, Collection<String> named, Function<String, Optional<Running>> running) {
        return new Conflict(steps, named, running, false);
    }

    /** Return why a start is not to be, a line each; empty if it may. */
    public List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (String name : new LinkedHashSet<>(named)) {
            of(name).ifPresent(why -> complaints.add("Cannot start " + name + ": it " + why));
        }
        unreached().ifPresent(why -> complaints.add("Cannot start " + String.join(", ", named) + ": " + why));
        return complaints;
    }

    /** Return why a process that was named is not as it is asked for, if it runs otherwise. */
    Optional<String> of(String name) {
        LaunchStep step = steps.get(name);
        Running present = running.apply(name).orElse(null);
        if (step == null || present == null) {
            return Optional.empty();
        }
        if (!step.askedVariants().isEmpty() && !isWith(step.variants(), present.variants())) {
            return Optional.of("runs already, with %s; stop it first to start it with %s"
                    .formatted(variants(present.variants()), variants(step.variants())));
        }
        if (!step.params().isEmpty() && !step.params().equals(present.params())) {
            return Optional.of("runs already, with %s; stop it first to start it with %s"
                    .formatted(params(present.params()), params(step.params())));
        }
        return Optional.empty();
    }

    /** Return what is asked for and reaches nothing, since what knows it is not started. */
    Optional<String> unreached() {
        if (!allReached) {
            return Optional.empty();
        }
        List<LaunchStep> reached = reached();
        for (LaunchStep step : steps.values()) {
            Running present = running.apply(step.name()).orElse(null);
            for (String variant : step.askedVariants()) {
                if (reached.stream().noneMatch(each -> each.variants().contains(variant))
                        && (present == null || !present.variants().contains(variant))) {
                    return Optional.of("variant '" + variant + "'" + notReached(step.name(), present));
                }
            }
            for (Map.Entry<String, String> param : step.params().entrySet()) {
                if (reached.stream().noneMatch(each -> each.params().containsKey(param.getKey()))
                        && (present == null
                                || !param.getValue().equals(present.params().get(param.getKey())))) {
                    return Optional.of("parameter '" + param.getKey() + "'" + notReached(step.name(), present));
                }
            }
        }
        return Optional.empty();
    }

    private static String notReached(String name, @Nullable Running present) {
        return present == null
                ? " is for %s, and what needs that runs already, so it is not started; ask for it by name"
                        .formatted(name)
                : " is for %s, which runs already, and is left as it is; stop it first, or ask for it by name"
                        .formatted(name);
    }

    /** Return which processes have a part in the start: what is started, and what that needs, of which some may run. */
    public Set<String> parts() {
        Set<String> parts = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(named);
        while (!open.isEmpty()) {
            String name = open.remove();
            LaunchStep step = steps.get(name);
            if (parts.add(name) && step != null && running.apply(name).isEmpty()) {
                open.addAll(step.dependsOn());
            }
        }
        return parts;
    }

    /** Return what is started: what was named and what that needs, save for what runs. */
    Set<String> started() {
        Set<String> started = parts();
        started.removeIf(name -> running.apply(name).isPresent());
        return started;
    }

    /** Return what is to be as it is asked for: what was named, and what is started for it. */
    private List<LaunchStep> reached() {
        Set<String> reached = new LinkedHashSet<>(named);
        reached.addAll(started());
        return reached.stream()
                .flatMap(name -> Optional.ofNullable(steps.get(name)).stream())
                .toList();
    }

    private static boolean isWith(List<String> asked, List<String> present) {
        return new TreeSet<>(asked).equals(new TreeSet<>(present));
    }

    static String variants(List<String> names) {
        return names.isEmpty() ? "no variants" : "variants " + String.join(", ", names);
    }

    static String params(Map<String, String> params) {
        return params.isEmpty()
                ? "no parameters"
                : params.entrySet().stream()
                        .map(param -> param.getKey() + ":=" + param.getValue())
                        .sorted()
                        .collect(Collectors.joining(" "));
    }
}
