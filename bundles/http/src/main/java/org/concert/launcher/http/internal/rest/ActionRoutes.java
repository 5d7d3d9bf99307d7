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
import org.concert.launcher.http.internal.access.RefusedStarts;
import org.concert.launcher.http.internal.launchers.LaunchedProcess;
import org.concert.launcher.http.internal.launchers.Launchers;
import org.concert.launcher.http.internal.message.JsonBody;
import org.concert.launcher.http.internal.message.JsonBody.Kind;
import org.concert.launcher.http.internal.message.JsonBody.Shape;
import org.concert.launcher.http.internal.message.ProblemException;
import org.concert.launcher.json.Json;
import org.concert.launcher.json.LauncherJson;
import org.concert.launcher.json.OperationJson;
import org.concert.launcher.json.OperationJson.Operation;
import org.concert.launcher.json.PlanJson;
import org.jspecify.annotations.Nullable;

/** What changes something: starts and stops, which are operations that can be waited for. */
final class ActionRoutes {

    /** Who waits longer is told that the operation goes on. */
    private static final long LONGEST_WAIT_SECONDS = 600;

    private static final Shape NOTHING = Shape.of(Map.of());
    private static final Shape OF_ONE = Shape.of(Map.of("variants", Kind.STRINGS, "params", Kind.OBJECT));
    private static final Shape SESSION = Shape.of(Map.of("session", Kind.STRING));
    private static final Shape RESTART = Shape.of(Map.of("session", Kind.STRING, "names", Kind.STRINGS));
    private static final Shape START = Shape.of(
            Map.of("session", Kind.STRING, "names", Kind.STRINGS, "variants", Kind.STRINGS, "params", Kind.OBJECT));
    private static final Shape STOP =
            Shape.of(Map.of("session", Kind.STRING, "names", Kind.STRINGS, "all", Kind.BOOLEAN, "force", Kind.BOOLEAN));

    private final Operations operations;
    private final Targets targets;
    private final Actions actions;

    ActionRoutes(Launchers launchers, Operations operations, RefusedStarts refused) {
        this.operations = operations;
        this.targets = new Targets(launchers);
        this.actions = new Actions(operations, refused);
    }

    List<Route> routes() {
        String process = "/api/v1/processes/{session}/{name}";
        return List.of(
                new Route("POST", process + "/start", this::startOne),
                new Route("POST", process + "/stop", call -> stopOne(call, false)),
                new Route("POST", process + "/kill", call -> stopOne(call, true)),
                new Route("POST", process + "/restart", this::restartOne),
                new Route("POST", "/api/v1/start", this::start),
                new Route("POST", "/api/v1/stop", this::stop),
                new Route("POST", "/api/v1/restart", this::restart),
                new Route("POST", "/api/v1/plan", this::plan),
                new Route("POST", "/api/v1/reload", this::reload),
                new Route("GET", "/api/v1/operations/{id}", this::operation));
    }

    private static boolean wait(Call call) throws ProblemException {
        call.requireQueryOf(Set.of("wait"));
        return call.flag("wait");
    }

    private CompletableFuture<Answer> startOne(Call call) throws ProblemException, LauncherException {
        LaunchedProcess process = targets.process(call);
        JsonBody body = call.body(OF_ONE);
        boolean wait = wait(call);
        var wish =
                new Actions.Wish(List.of(process.snapshot().name()), body.strings("variants"), body.object("params"));
        return answer(actions.start(process.launcher(), wish, call.user()), wait);
    }

    private CompletableFuture<Answer> stopOne(Call call, boolean force) throws ProblemException, LauncherException {
        LaunchedProcess process = targets.process(call);
        call.body(NOTHING);
        boolean wait = wait(call);
        Map<Launcher, List<String>> names =
                Map.of(process.launcher(), List.of(process.snapshot().name()));
        return answer(actions.stop(names, force, call.user()), wait);
    }

    private CompletableFuture<Answer> restartOne(Call call) throws ProblemException, LauncherException {
        LaunchedProcess process = targets.process(call);
        call.body(NOTHING);
        boolean wait = wait(call);
        return answer(
                actions.restart(process.launcher(), List.of(process.snapshot().name()), call.user()), wait);
    }

    private CompletableFuture<Answer> start(Call call) throws ProblemException, LauncherException {
        JsonBody body = call.body(START);
        boolean wait = wait(call);
        Launcher launcher = targets.launcher(body.string("session"), body.strings("names"));
        return answer(actions.start(launcher, wish(body), call.user()), wait);
    }

    private static Actions.Wish wish(JsonBody body) throws ProblemException {
        return new Actions.Wish(body.strings("names"), body.strings("variants"), body.object("params"));
    }

    private CompletableFuture<Answer> stop(Call call) throws ProblemException, LauncherException {
        JsonBody body = call.body(STOP);
        boolean wait = wait(call);
        List<String> names = body.strings("names");
        @Nullable String session = body.string("session");
        if (body.flag("all") && !names.isEmpty()) {
            throw new ProblemException(
                    HttpServletResponse.SC_BAD_REQUEST, "Cannot stop all and some: leave out 'names' or 'all'");
        }
        if (body.flag("all")) {
            return answer(actions.stopAll(targets.launchers(session), body.flag("force"), call.user()), wait);
        }
        return answer(
                actions.stop(Map.of(targets.launcher(session, names), names), body.flag("force"), call.user()), wait);
    }

    private CompletableFuture<Answer> restart(Call call) throws ProblemException, LauncherException {
        JsonBody body = call.body(RESTART);
        boolean wait = wait(call);
        List<String> names = body.strings("names");
        return answer(actions.restart(targets.launcher(body.string("session"), names), names, call.user()), wait);
    }

    private CompletableFuture<Answer> plan(Call call) throws ProblemException, LauncherException {
        JsonBody body = call.body(START);
        call.requireQueryOf(Set.of());
        Launcher launcher = targets.launcher(body.string("session"), body.strings("names"));
        var plan = launcher.plan(Actions.request(wish(body)));
        return Answer.now(json -> PlanJson.write(json, plan));
    }

    private CompletableFuture<Answer> reload(Call call) throws ProblemException {
        call.requireQueryOf(Set.of());
        List<Launcher> launchers = targets.launchers(call.body(SESSION).string("session"));
        List<CompletableFuture<Void>> reloads = new ArrayList<>();
        launchers.forEach(launcher -> reloads.add(launcher.reload()));
        return CompletableFuture.allOf(reloads.toArray(CompletableFuture<?>[]::new))
                .thenApply(nothing -> Answer.ok(Json.list("launchers", launchers, LauncherJson::write)));
    }

    private CompletableFuture<Answer> operation(Call call) throws ProblemException {
        Operation operation = operations
                .find(call.segment("id"))
                .orElseThrow(() -> new ProblemException(
                        HttpServletResponse.SC_NOT_FOUND,
                        "Cannot find this operation: there was none, or it was too long ago"));
        return Answer.now(json -> OperationJson.write(json, operation));
    }

    private static CompletableFuture<Answer> answer(OperationRun run, boolean wait) {
        if (!wait) {
            return CompletableFuture.completedFuture(accepted(run));
        }
        return run.done()
                .thenApply(done -> Answer.ok(json -> OperationJson.write(json, done)))
                .completeOnTimeout(accepted(run), LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    }

    private static Answer accepted(OperationRun run) {
        Operation operation = run.shown();
        return Answer.accepted("/api/v1/operations/" + operation.id(), json -> OperationJson.write(json, operation));
    }
}
