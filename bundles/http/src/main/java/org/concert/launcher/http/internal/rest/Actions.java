/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.rest;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.concert.launcher.api.LaunchPlan;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.api.StartRequest;
import org.concert.launcher.api.StopRequest;
import org.concert.launcher.http.internal.access.RefusedStarts;
import org.concert.launcher.http.internal.message.ProblemException;
import org.jspecify.annotations.Nullable;

/** Asks launchers for what takes its time. To be called by the thread of the request, which tells them who asks. */
final class Actions {

    private static final int UNPROCESSABLE = 422;

    private final Operations operations;
    private final RefusedStarts refused;

    Actions(Operations operations, RefusedStarts refused) {
        this.operations = operations;
        this.refused = refused;
    }

    /** What somebody wants to start: any text, as it came. */
    record Wish(List<String> names, List<String> variants, Map<String, String> params) {}

    /** Return a request whose values hold nothing but what is allowed from outside. */
    static StartRequest request(Wish wish) throws ProblemException {
        try {
            return StartRequest.fromOutside(wish.names(), wish.variants(), wish.params());
        } catch (IllegalArgumentException e) {
            throw new ProblemException(UNPROCESSABLE, String.valueOf(e.getMessage()));
        }
    }

    OperationRun start(Launcher launcher, Wish wish, String by) throws ProblemException, LauncherException {
        Planned planned = recorded(launcher, wish, () -> planned(launcher, request(wish)));
        var share = new OperationRun.Share(launcher, planned.names(), launcher.start(planned.request()));
        return operations.begin(Action.START, wish.names(), by, List.of(share));
    }

    /** What comes before a launcher is asked for a start. */
    interface Preparation<T> {

        /** Return what is to be asked for. */
        T prepare() throws ProblemException, RequestException;
    }

    /** Prepare a start; a refusal is recorded, for the launcher is not told of it. */
    <T> T recorded(Launcher launcher, Wish wish, Preparation<T> preparation) throws ProblemException, RequestException {
        try {
            return preparation.prepare();
        } catch (ProblemException | RequestException e) {
            refused.record(
                    launcher.session(), wish.names(), wish.variants(), wish.params(), String.valueOf(e.getMessage()));
            throw e;
        }
    }

    /**
     * A start that the launcher is to be asked for.
     *
     * @param names what will run for it, dependencies included
     */
    private record Planned(StartRequest request, Set<String> names) {}

    private static Planned planned(Launcher launcher, StartRequest request) throws ProblemException, RequestException {
        LaunchPlan plan = launcher.plan(request);
        Set<String> started = started(launcher, plan, request.names());
        Set<String> names = new LinkedHashSet<>();
        for (LaunchStep step : plan.steps()) {
            names.add(step.name());
            requireNoConflict(launcher, step, started);
        }
        return new Planned(request, names);
    }

    /** Return what will be started: what runs is left as it is, with all it depends on. */
    private static Set<String> started(Launcher launcher, LaunchPlan plan, List<String> names) {
        Map<String, LaunchStep> steps = new LinkedHashMap<>();
        plan.steps().forEach(step -> steps.put(step.name(), step));
        Set<String> started = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(names);
        while (!open.isEmpty()) {
            String name = open.remove();
            LaunchStep step = steps.get(name);
            if (step != null && running(launcher, name) == null && started.add(name)) {
                open.addAll(step.dependsOn());
            }
        }
        return started;
    }

    private static @Nullable ProcessSnapshot running(Launcher launcher, String name) {
        return launcher.process(name).filter(process -> process.pid() != null).orElse(null);
    }

    /**
     * What the launcher would refuse a little later, as an answer at once; and variants and parameters of what is not started,
     * because what depends on it runs.
     */
    private static void requireNoConflict(Launcher launcher, LaunchStep step, Set<String> started)
            throws ProblemException {
        ProcessSnapshot process = running(launcher, step.name());
        List<String> variants = process == null ? List.of() : process.launch().variants();
        Map<String, String> params =
                process == null ? Map.of() : process.launch().params();
        boolean otherVariants =
                !step.variants().isEmpty() && !new HashSet<>(step.variants()).equals(new HashSet<>(variants));
        boolean otherParams = !step.params().isEmpty() && !step.params().equals(params);
        if (started.contains(step.name()) || (!otherVariants && !otherParams)) {
            return;
        }
        String why = process == null
                ? "what needs it runs already, so it is not started; ask for it by name"
                : "it runs already, with variants " + variants + " and parameters " + params + "; stop it first";
        throw new ProblemException(HttpServletResponse.SC_CONFLICT, "Cannot start " + step.name() + ": " + why);
    }

    OperationRun stop(Map<Launcher, List<String>> names, boolean force, String by) throws LauncherException {
        return stop(names, some -> new StopRequest(some, force), force, by);
    }

    /** Stop all processes of launchers. */
    OperationRun stopAll(List<Launcher> launchers, boolean force, String by) throws LauncherException {
        return stop(everything(launchers), all -> StopRequest.everything(force), force, by);
    }

    private OperationRun stop(
            Map<Launcher, List<String>> names, Function<List<String>, StopRequest> request, boolean force, String by)
            throws LauncherException {
        List<OperationRun.Share> shares = new ArrayList<>();
        for (Map.Entry<Launcher, List<String>> entry : names.entrySet()) {
            Launcher launcher = entry.getKey();
            Set<String> concerned = withLiveDependants(launcher, entry.getValue());
            shares.add(new OperationRun.Share(launcher, concerned, launcher.stop(request.apply(entry.getValue()))));
        }
        List<String> all = names.values().stream().flatMap(List::stream).toList();
        return operations.begin(force ? Action.KILL : Action.STOP, all, by, shares);
    }

    OperationRun restart(Launcher launcher, List<String> names, String by) throws LauncherException {
        Set<String> concerned = withLiveDependants(launcher, names);
        var share = new OperationRun.Share(launcher, concerned, launcher.restart(names));
        return operations.begin(Action.RESTART, names, by, List.of(share));
    }

    /** Return every process of launchers, those without any left out. */
    private static Map<Launcher, List<String>> everything(List<Launcher> launchers) {
        Map<Launcher, List<String>> names = new LinkedHashMap<>();
        for (Launcher launcher : launchers) {
            List<String> all =
                    launcher.processes().stream().map(ProcessSnapshot::name).toList();
            if (!all.isEmpty()) {
                names.put(launcher, all);
            }
        }
        return names;
    }

    private static Set<String> withLiveDependants(Launcher launcher, List<String> names) {
        Set<String> concerned = new LinkedHashSet<>(names);
        for (ProcessDescription description : launcher.descriptions()) {
            if (names.contains(description.name())) {
                description.dependants().stream()
                        .filter(name -> isLive(launcher.process(name).orElse(null)))
                        .forEach(concerned::add);
            }
        }
        return concerned;
    }

    private static boolean isLive(@Nullable ProcessSnapshot process) {
        return process != null && process.state().isLive();
    }
}
