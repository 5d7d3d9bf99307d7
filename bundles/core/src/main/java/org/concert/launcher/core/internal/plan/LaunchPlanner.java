/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.concert.launcher.api.LaunchPlan;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.api.StartRequest;
import org.concert.launcher.config.DependencyGraph;
import org.concert.launcher.config.LauncherConfig;
import org.concert.launcher.config.NearestName;
import org.concert.launcher.config.Problem;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.config.TargetConfig;

/**
 * Works out what a start would run, in which order and with which commands. A pure function: it looks at nothing but
 * its arguments, and any thread may call it.
 */
public final class LaunchPlanner {

    private final LauncherConfig config;

    /** What is asked for: each reaches what it names and all that depends on, and beats those before it. */
    private final List<StartRequest> layers;

    private final Set<String> complaints = new LinkedHashSet<>();

    private LaunchPlanner(LauncherConfig config, List<StartRequest> layers) {
        this.config = config;
        this.layers = layers;
    }

    /**
     * Return the processes that a request is for and all they depend on, dependencies first, else in the order of the
     * file, each with its variants and parameters filled in.
     *
     * @throws RequestException if the request does not fit the launcher file; it names all that is wrong, each in a
     *     line. Only if a process is unknown, nothing else is looked at, since the run is not known then
     */
    public static LaunchPlan plan(LauncherConfig config, StartRequest request) throws RequestException {
        LaunchPlanner planner = new LaunchPlanner(config, List.of(request));
        return request.only() ? planner.planOnlyNamed() : planner.plan(true);
    }

    /** Plan what is named as if it depended on nothing else. */
    private LaunchPlan planOnlyNamed() throws RequestException {
        Map<String, LaunchStep> steps = plan(false).byName();
        List<String> order = graph().startOrder(names());
        return new LaunchPlan(order.stream()
                .flatMap(name -> Stream.ofNullable(steps.get(name)))
                .map(step -> step.dependingOn(
                        step.dependsOn().stream().filter(steps::containsKey).toList()))
                .toList());
    }

    /**
     * Return the processes that a target is for and all they depend on, in the same order, each with the variants and parameters of
     * the target.
     *
     * @throws RequestException if there is no such target, or a parameter has no value
     */
    public static LaunchPlan planTarget(LauncherConfig config, String target) throws RequestException {
        if (!config.targets().containsKey(target)) {
            Set<String> known = config.targets().keySet();
            String hint = NearestName.hint(target, known);
            throw new RequestException(List.of(
                    "no target '" + target + "'" + (hint.isEmpty() ? "; there are " + Words.list(known) : hint)));
        }
        Map<String, StartRequest> layers = new LinkedHashMap<>();
        addLayers(config, target, layers);
        return new LaunchPlanner(config, List.copyOf(layers.values())).plan(true);
    }

    /** Return the processes that a target names, itself and through the targets it builds on; none if there is no such target. */
    public static Set<String> namesOf(LauncherConfig config, String target) {
        return addLayers(config, target, new LinkedHashMap<>());
    }

    /** Add what a target asks for, after what it builds on; return the processes that it names, itself and through others. */
    private static Set<String> addLayers(LauncherConfig config, String name, Map<String, StartRequest> layers) {
        Set<String> names = new LinkedHashSet<>();
        TargetConfig target = config.targets().get(name);
        if (target != null) {
            target.targets().forEach(part -> names.addAll(addLayers(config, part, layers)));
            names.addAll(target.run());
            if (!names.isEmpty()) {
                layers.putIfAbsent(name, new StartRequest(List.copyOf(names), target.variants(), target.params()));
            }
        }
        return names;
    }

    /**
     * Return one process as a request would start it, whatever it depends on.
     *
     * @throws RequestException if the request does not fit the process
     */
    public static LaunchStep planAlone(
            LauncherConfig config, String name, List<String> variants, Map<String, String> params)
            throws RequestException {
        return planNamed(config, new StartRequest(List.of(name), variants, params))
                .steps()
                .get(0);
    }

    /**
     * Return the processes that a request names as it would start them, whatever they depend on.
     *
     * @throws RequestException if there is none of such a name, or the request does not fit them
     */
    public static LaunchPlan planNamed(LauncherConfig config, StartRequest request) throws RequestException {
        return new LaunchPlanner(config, List.of(request)).plan(false);
    }

    private LaunchPlan plan(boolean withDependencies) throws RequestException {
        names().forEach(this::requireProcess);
        throwComplaints();
        DependencyGraph graph = withDependencies ? graph() : DependencyGraph.of(Map.of());
        List<ProcessConfig> run = withDependencies ? run(graph) : processes(names());
        Map<String, List<Choice>> chosen = new HashMap<>();
        Map<String, Map<String, String>> given = new HashMap<>();
        for (StartRequest layer : layers) {
            List<ProcessConfig> reached =
                    withDependencies && layers.size() > 1 ? processes(graph.startOrder(layer.names())) : run;
            choose(layer, reached, chosen, complaints::add);
            for (ProcessConfig process : reached) {
                given.computeIfAbsent(process.name(), key -> new HashMap<>()).putAll(layer.params());
            }
            new GivenParameters(reached, chosen, config.parameters(), complaints::add).check(layer);
        }
        List<LaunchStep> steps = new ArrayList<>();
        for (ProcessConfig process : run) {
            new StepResolver(config, given.getOrDefault(process.name(), Map.of()), complaints::add)
                    .resolve(process, chosen.getOrDefault(process.name(), List.of()))
                    .ifPresent(steps::add);
        }
        throwComplaints();
        return new LaunchPlan(steps);
    }

    private static void choose(
            StartRequest layer,
            List<ProcessConfig> reached,
            Map<String, List<Choice>> chosen,
            Consumer<String> complaints) {
        Map<String, List<Choice>> choices = new VariantSelection(reached, complaints).select(layer.variants());
        for (ProcessConfig process : reached) {
            chosen.merge(
                    process.name(),
                    choices.getOrDefault(process.name(), List.of()),
                    (before, later) -> Choice.overridden(process, before, later));
        }
    }

    /** Return who depends on whom, with what the variants add; what is added may know variants in its turn, so it is looked at again. */
    private DependencyGraph graph() {
        DependencyGraph graph = config.dependencies();
        Map<String, List<String>> known = Map.of();
        for (int round = 0; round <= config.processes().size(); round++) {
            Map<String, List<Choice>> chosen = new HashMap<>();
            for (StartRequest layer : layers) {
                choose(layer, processes(graph.startOrder(layer.names())), chosen, complaint -> {});
            }
            Map<String, List<String>> names = new HashMap<>();
            processes(chosen.keySet())
                    .forEach(process -> names.put(
                            process.name(),
                            Choice.names(
                                    Choice.withFallbacks(process, chosen.getOrDefault(process.name(), List.of())))));
            if (names.equals(known)) {
                break;
            }
            known = names;
            graph = config.dependencies(names);
        }
        return graph;
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        layers.forEach(layer -> names.addAll(layer.names()));
        return names;
    }

    private void throwComplaints() throws RequestException {
        if (!complaints.isEmpty()) {
            throw new RequestException(List.copyOf(complaints));
        }
    }

    private List<ProcessConfig> run(DependencyGraph graph) {
        List<ProcessConfig> run = processes(graph.startOrder(names()));
        for (ProcessConfig process : run) {
            for (String name : graph.undefined(process.name())) {
                complaints.add(undefined(process, name));
            }
        }
        return run;
    }

    private List<ProcessConfig> processes(Collection<String> names) {
        return names.stream().flatMap(name -> process(name).stream()).toList();
    }

    private Optional<ProcessConfig> process(String name) {
        return Optional.ofNullable(config.processes().get(name));
    }

    private void requireProcess(String name) {
        Set<String> known = config.processes().keySet();
        if (!known.contains(name)) {
            String hint = NearestName.hint(name, known);
            complaints.add("no process '" + name + "'" + (hint.isEmpty() ? "; there are " + Words.list(known) : hint));
        }
    }

    /** Return the warning of the file for a dependency that is not defined, which knows its line, or make one up. */
    private String undefined(ProcessConfig process, String name) {
        String message = process.name() + ".depends: no process '" + name + "'";
        return config.warnings().stream()
                .filter(warning ->
                        warning.message().equals(message) || warning.message().startsWith(message + " "))
                .findFirst()
                .orElseGet(() -> new Problem(
                        process.place(),
                        message + NearestName.hint(name, config.processes().keySet())))
                .toString();
    }
}
