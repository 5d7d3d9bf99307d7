/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.run;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.api.Run;
import org.concert.launcher.api.RunSnapshot;
import org.concert.launcher.api.StartRequest;
import org.concert.launcher.api.StopRequest;
import org.concert.launcher.api.TargetPlan;
import org.concert.launcher.config.LauncherConfig;
import org.concert.launcher.core.internal.plan.LaunchPlanner;
import org.concert.launcher.core.internal.process.ProcessBoard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes on what users ask for, or refuses it: by what is known of the processes, of which any thread may read, so that whoever asks
 * hears of it at once.
 */
public final class Requests {

    private static final Logger logger = LoggerFactory.getLogger(Requests.class);

    private final Processes processes;
    private final ProcessBoard board;
    private final Runs runs;
    private final TargetInForce inForce = new TargetInForce();
    private final Ups ups;

    /** Whether somebody has asked for something here. */
    private volatile boolean asked;

    /** Create one. */
    public Requests(Processes processes, ProcessBoard board, Runs runs) {
        this.processes = processes;
        this.board = board;
        this.runs = runs;
        this.ups = new Ups(processes);
    }

    /** Begin a start; see {@link org.concert.launcher.api.Launcher#start}. */
    public Run start(StartRequest request, LauncherConfig config) throws RequestException {
        Map<String, LaunchStep> steps = LaunchPlanner.plan(config, request).byName();
        Conflict conflict = new Conflict(steps, request.names(), this::running);
        List<String> complaints = conflict.complaints();
        if (!complaints.isEmpty()) {
            throw RequestException.ofConflict(complaints);
        }
        asked = true;
        return runs.begin(
                new Runs.Asked(Run.Kind.START, request.names(), request.variants(), request.params()),
                conflict.parts(),
                new StartRun(processes, steps, request.names()));
    }

    /** Begin to start what was noted to run under this id, as all is there that it depends on. */
    public Run resume(LaunchStep step, String id) {
        List<String> names = List.of(step.name());
        return runs.begin(
                new Runs.Asked(Run.Kind.START, names, step.variants(), step.params()),
                names,
                StartRun.alone(processes, step, id));
    }

    private Optional<Conflict.Running> running(String name) {
        return board.read(name)
                .filter(process -> process.pid() != null)
                .map(ProcessSnapshot::launch)
                .map(launch -> new Conflict.Running(launch.variants(), launch.params()));
    }

    /** Begin a stop of processes that there are; see {@link org.concert.launcher.api.Launcher#stop}. */
    public Run stop(StopRequest request) {
        asked = true;
        Run.Kind kind = request.force() ? Run.Kind.KILL : Run.Kind.STOP;
        List<String> names =
                request.all() ? List.copyOf(processes.present().get().keySet()) : request.names();
        return runs.begin(new Runs.Asked(kind, names), withDependants(names), new Stops(processes, request));
    }

    /** Begin to restart known processes; see {@link org.concert.launcher.api.Launcher#restart}. */
    public Run restart(List<String> names, LauncherConfig config) {
        asked = true;
        return runs.begin(
                new Runs.Asked(Run.Kind.RESTART, names),
                withDependants(names),
                new RestartRun(processes, config, names, Map.of(), false));
    }

    /** Begin to restart processes with other variants or parameters; see {@link org.concert.launcher.api.Launcher#restart(StartRequest)}. */
    public Run restart(StartRequest request, LauncherConfig config) throws RequestException {
        boolean asTheyRan = request.only()
                && request.variants().isEmpty()
                && request.params().isEmpty();
        Map<String, LaunchStep> steps =
                asTheyRan ? Map.of() : LaunchPlanner.planNamed(config, request).byName();
        asked = true;
        return runs.begin(
                new Runs.Asked(Run.Kind.RESTART, request.names(), request.variants(), request.params()),
                request.only() ? request.names() : withDependants(request.names()),
                new RestartRun(processes, config, request.names(), steps, request.only()));
    }

    /** Begin to have all that runs be what a target says; see {@link org.concert.launcher.api.Launcher#up}. */
    public Run up(String target, LauncherConfig config) throws RequestException {
        return up(target, ups.nextId(runs.millis()), config);
    }

    private Run up(String target, String id, LauncherConfig config) throws RequestException {
        Map<String, LaunchStep> steps = LaunchPlanner.planTarget(config, target).byName();
        List<String> parts =
                changes(steps).stream().map(TargetPlan.Change::name).toList();
        UpRun next = new UpRun(processes, this::present, ups, id, config.session(), target, steps);
        ups.begin(next);
        return runs.begin(new Runs.Asked(Run.Kind.UP, List.of(target)), parts, next);
    }

    /**
     * Take note of what the machines have told of changes to targets that other launchers make.
     *
     * @param serves whether this launcher is to do what one has left undone that has gone
     */
    public void consider(LauncherConfig config, boolean serves) {
        ups.consider(config.session(), serves, asked).ifPresent(left -> {
            logger.info("up {} goes on, as the launcher that did it has gone", left.target());
            try {
                up(left.target(), left.id(), config);
            } catch (RequestException e) {
                logger.warn("up {} cannot go on: {}", left.target(), e.getMessage());
            }
        });
    }

    /** Return what that would do; see {@link org.concert.launcher.api.Launcher#planUp}. */
    public TargetPlan planUp(String target, LauncherConfig config) throws RequestException {
        Map<String, LaunchStep> steps = LaunchPlanner.planTarget(config, target).byName();
        return new TargetPlan(target, changes(steps));
    }

    private List<TargetPlan.Change> changes(Map<String, LaunchStep> steps) {
        return new Convergence(steps, present(), processes.dependencies().apply(steps)).changes();
    }

    /** Return the target in force; see {@link org.concert.launcher.api.Launcher#target}. */
    public String target(LauncherConfig config) {
        return inForce.of(config, processes.graph(), present());
    }

    private Map<String, ProcessSnapshot> present() {
        Map<String, ProcessSnapshot> present = new LinkedHashMap<>();
        processes
                .present()
                .get()
                .keySet()
                .forEach(name -> board.read(name).ifPresent(process -> present.put(name, process)));
        return present;
    }

    private Set<String> withDependants(List<String> names) {
        Set<String> all = new LinkedHashSet<>(names);
        for (String name : names) {
            processes.graph().dependants(name).stream()
                    .filter(dependant -> board.read(dependant)
                            .filter(each -> each.state().isLive())
                            .isPresent())
                    .forEach(all::add);
        }
        return all;
    }

    /** Return the runs; see {@link org.concert.launcher.api.Launcher#runs}. */
    public List<RunSnapshot> all() {
        return runs.all();
    }
}
