/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.rest;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.Run;
import org.concert.launcher.api.RunSnapshot;
import org.concert.launcher.api.StartRequest;
import org.concert.launcher.api.StopRequest;
import org.concert.launcher.api.TargetPlan;
import org.concert.launcher.http.internal.launchers.LaunchedProcess;
import org.concert.launcher.http.internal.launchers.Launchers;
import org.concert.launcher.http.internal.message.JsonBody;
import org.concert.launcher.http.internal.message.JsonBody.Kind;
import org.concert.launcher.http.internal.message.JsonBody.Shape;
import org.concert.launcher.http.internal.message.ProblemException;
import org.concert.launcher.json.Json;
import org.concert.launcher.json.LauncherJson;
import org.concert.launcher.json.OperationJson;
import org.concert.launcher.json.PlanJson;
import org.concert.launcher.json.TargetPlanJson;
import org.jspecify.annotations.Nullable;

/** Routes that start and stop processes. Each begins an operation, for which a client can wait. */
final class ActionRoutes {

    /** After this, a waiting client is told that the operation continues. */
    private static final long LONGEST_WAIT_SECONDS = 600;

    private static final Shape OF_ONE =
            Shape.of(Map.of("variants", Kind.STRINGS, "params", Kind.OBJECT, "only", Kind.BOOLEAN));
    private static final Shape SESSION = Shape.of(Map.of("session", Kind.STRING));
    private static final Shape RESTART = Shape.of(Map.of("session", Kind.STRING, "names", Kind.STRINGS));
    private static final Shape START = Shape.of(Map.of(
            "session",
            Kind.STRING,
            "names",
            Kind.STRINGS,
            "variants",
            Kind.STRINGS,
            "params",
            Kind.OBJECT,
            "only",
            Kind.BOOLEAN));
    private static final Shape STOP =
            Shape.of(Map.of("session", Kind.STRING, "names", Kind.STRINGS, "all", Kind.BOOLEAN, "force", Kind.BOOLEAN));

    private static final String TARGET = "/api/v1/targets/{session}/{target}";

    private final Targets targets;

    ActionRoutes(Launchers launchers) {
        this.targets = new Targets(launchers);
    }

    List<Route> routes() {
        String process = "/api/v1/processes/{session}/{name}";
        return List.of(
                Route.changing("POST", process + "/start", OF_ONE, this::startOne),
                Route.changing("POST", process + "/stop", Shape.NOTHING, call -> stopOne(call, false)),
                Route.changing("POST", process + "/kill", Shape.NOTHING, call -> stopOne(call, true)),
                Route.changing("POST", process + "/restart", OF_ONE, this::restartOne),
                Route.changing("POST", "/api/v1/start", START, this::start),
                Route.changing("POST", "/api/v1/stop", STOP, this::stop),
                Route.changing("POST", "/api/v1/restart", RESTART, this::restart),
                Route.changing("POST", TARGET + "/up", Shape.NOTHING, this::up),
                Route.reading(TARGET + "/plan", this::planUp),
                Route.asking("/api/v1/plan", START, this::plan),
                Route.changing("POST", "/api/v1/reload", SESSION, this::reload),
                Route.reading("/api/v1/operations/{id}", this::operation));
    }

    /** Return the process named by the path; it has to match the condition of the request. */
    private LaunchedProcess seen(Call call) throws ProblemException {
        LaunchedProcess process = targets.process(call);
        call.requireMatch(process);
        return process;
    }

    private static boolean wait(Call call) throws ProblemException {
        call.requireQueryOf(Set.of("wait"));
        return call.flag("wait");
    }

    private CompletableFuture<Answer> startOne(Call call) throws ProblemException, LauncherException {
        LaunchedProcess process = seen(call);
        JsonBody body = call.body();
        boolean wait = wait(call);
        return answer(
                process.launcher().start(request(List.of(process.snapshot().name()), body)), wait);
    }

    private CompletableFuture<Answer> stopOne(Call call, boolean force) throws ProblemException, LauncherException {
        LaunchedProcess process = seen(call);
        call.body();
        boolean wait = wait(call);
        var request = new StopRequest(List.of(process.snapshot().name()), force);
        return answer(process.launcher().stop(request), wait);
    }

    private CompletableFuture<Answer> restartOne(Call call) throws ProblemException, LauncherException {
        LaunchedProcess process = seen(call);
        JsonBody body = call.body();
        boolean wait = wait(call);
        List<String> names = List.of(process.snapshot().name());
        boolean asItRan = !body.has("variants") && !body.has("params") && !body.flag("only");
        return answer(
                asItRan ? process.launcher().restart(names) : process.launcher().restart(request(names, body)), wait);
    }

    private CompletableFuture<Answer> start(Call call) throws ProblemException, LauncherException {
        JsonBody body = call.body();
        boolean wait = wait(call);
        return answer(
                targets.launcher(body.string("session"), body.strings("names")).start(request(body)), wait);
    }

    private static StartRequest request(JsonBody body) throws ProblemException {
        return request(body.strings("names"), body);
    }

    private static StartRequest request(List<String> names, JsonBody body) throws ProblemException {
        StartRequest request = StartRequest.fromOutside(names, body.strings("variants"), body.object("params"));
        return body.flag("only") ? request.alone() : request;
    }

    private CompletableFuture<Answer> stop(Call call) throws ProblemException, LauncherException {
        JsonBody body = call.body();
        boolean wait = wait(call);
        List<String> names = body.strings("names");
        @Nullable String session = body.string("session");
        boolean force = body.flag("force");
        if (!body.flag("all")) {
            return answer(targets.launcher(session, names).stop(new StopRequest(names, force)), wait);
        } else if (!names.isEmpty()) {
            throw new ProblemException(
                    HttpServletResponse.SC_BAD_REQUEST, "Cannot stop all and some: leave out 'names' or 'all'");
        }
        List<Run> runs = new ArrayList<>();
        for (Launcher launcher : targets.launchers(session)) {
            runs.add(launcher.stop(StopRequest.everything(force)));
        }
        if (runs.isEmpty()) {
            throw new ProblemException(HttpServletResponse.SC_NOT_FOUND, "Cannot stop all: there is no launcher");
        }
        return answer(runs, wait);
    }

    private CompletableFuture<Answer> restart(Call call) throws ProblemException, LauncherException {
        JsonBody body = call.body();
        boolean wait = wait(call);
        List<String> names = body.strings("names");
        return answer(targets.launcher(body.string("session"), names).restart(names), wait);
    }

    private CompletableFuture<Answer> up(Call call) throws ProblemException, LauncherException {
        Launcher launcher = targets.launcherOfTarget(call);
        call.body();
        boolean wait = wait(call);
        return answer(launcher.up(call.segment("target")), wait);
    }

    private CompletableFuture<Answer> planUp(Call call) throws ProblemException, LauncherException {
        call.requireQueryOf(Set.of());
        TargetPlan plan = targets.launcherOfTarget(call).planUp(call.segment("target"));
        return Answer.now(json -> TargetPlanJson.write(json, plan));
    }

    private CompletableFuture<Answer> plan(Call call) throws ProblemException, LauncherException {
        JsonBody body = call.body();
        call.requireQueryOf(Set.of());
        Launcher launcher = targets.launcher(body.string("session"), body.strings("names"));
        var plan = launcher.plan(request(body));
        return Answer.now(json -> PlanJson.write(json, plan));
    }

    private CompletableFuture<Answer> reload(Call call) throws ProblemException {
        call.requireQueryOf(Set.of());
        List<Launcher> launchers = targets.launchers(call.body().string("session"));
        List<CompletableFuture<Void>> reloads = new ArrayList<>();
        launchers.forEach(launcher -> reloads.add(launcher.reload()));
        return CompletableFuture.allOf(reloads.toArray(CompletableFuture<?>[]::new))
                .thenApply(nothing -> Answer.ok(Json.list("launchers", launchers, LauncherJson::write)));
    }

    private CompletableFuture<Answer> operation(Call call) throws ProblemException {
        List<RunSnapshot> runs = targets.runs(OperationJson.runs(call.segment("id")));
        return Answer.now(json -> OperationJson.write(json, runs));
    }

    private static CompletableFuture<Answer> answer(Run run, boolean wait) {
        return answer(List.of(run), wait);
    }

    private static CompletableFuture<Answer> answer(List<Run> runs, boolean wait) {
        if (!wait) {
            return CompletableFuture.completedFuture(accepted(runs));
        }
        // A failed run has ended, too; its snapshot says why.
        return CompletableFuture.allOf(runs.stream()
                        .map(run -> run.outcome().handle((done, failure) -> run))
                        .toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> Answer.ok(json -> OperationJson.write(json, snapshots(runs))))
                .completeOnTimeout(accepted(runs), LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    }

    private static Answer accepted(List<Run> runs) {
        List<RunSnapshot> begun = snapshots(runs);
        return Answer.accepted(
                "/api/v1/operations/" + OperationJson.id(begun), json -> OperationJson.write(json, begun));
    }

    private static List<RunSnapshot> snapshots(List<Run> runs) {
        return runs.stream().map(Run::snapshot).toList();
    }
}
