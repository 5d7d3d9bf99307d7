/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.concert.launcher.api.LaunchPlan;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.api.StartRequest;
import org.concert.launcher.config.DependencyGraph;
import org.concert.launcher.config.LauncherConfig;
import org.concert.launcher.config.NearestName;
import org.concert.launcher.config.Problem;
import org.concert.launcher.config.ProcessConfig;

/**
 * Works out what a start would run, in which order and with which commands. A pure function: it looks at nothing but
 * its arguments, and any thread may call it.
 */
public final class LaunchPlanner {

    private final LauncherConfig config;
    private final StartRequest request;
    private final DependencyGraph graph;
    private final Set<String> complaints = new LinkedHashSet<>();

    private LaunchPlanner(LauncherConfig config, StartRequest request) {
        this.config = config;
        this.request = request;
        this.graph = config.dependencies();
    }

    /**
     * Return the processes that a request is for and all they depend on, dependencies first, else in the order of the
     * file, each with its variants and parameters filled in.
     *
     * @throws RequestException if the request does not fit the launcher file; it names all that is wrong, each in a
     *     line. Only if a process is unknown, nothing else is looked at, since the run is not known then
     */
    public static LaunchPlan plan(LauncherConfig config, StartRequest request) throws RequestException {
        return new LaunchPlanner(config, request).plan(true);
    }

    /**
     * Return one process as a request would start it, whatever it depends on.
     *
     * @throws RequestException if the request does not fit the process
     */
    public static LaunchStep planAlone(
            LauncherConfig config, String name, List<String> variants, Map<String, String> params)
            throws RequestException {
        StartRequest alone = new StartRequest(List.of(name), variants, params);
        return new LaunchPlanner(config, alone).plan(false).steps().get(0);
    }

    private LaunchPlan plan(boolean withDependencies) throws RequestException {
        request.names().forEach(this::requireProcess);
        throwComplaints();
        List<ProcessConfig> run = withDependencies ? run() : List.copyOf(named());
        if (withDependencies) {
            run.forEach(this::requireDependencies);
        }
        Map<String, List<Choice>> chosen = new VariantSelection(run, complaints::add).select(request.variants());
        new GivenParameters(run, chosen, complaints::add).check(request.params());
        StepResolver resolver = new StepResolver(config.params(), request.params(), complaints::add);
        List<LaunchStep> steps = new ArrayList<>();
        for (ProcessConfig process : run) {
            resolver.resolve(process, chosen.getOrDefault(process.name(), List.of()))
                    .ifPresent(steps::add);
        }
        throwComplaints();
        return new LaunchPlan(steps);
    }

    private void throwComplaints() throws RequestException {
        if (!complaints.isEmpty()) {
            throw new RequestException(List.copyOf(complaints));
        }
    }

    private List<ProcessConfig> run() {
        List<String> order = graph.startOrder(request.names());
        return order.stream().flatMap(name -> process(name).stream()).toList();
    }

    private List<ProcessConfig> named() {
        return request.names().stream().flatMap(name -> process(name).stream()).toList();
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

    private void requireDependencies(ProcessConfig process) {
        for (String name : graph.undefined(process.name())) {
            complaints.add(undefined(process, name));
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
