/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.rest;

import jakarta.servlet.Servlet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.Run;
import org.concert.launcher.api.StartRequest;
import org.concert.launcher.api.StopRequest;
import org.concert.launcher.http.internal.launchers.LaunchedProcess;
import org.concert.launcher.http.internal.launchers.Launchers;
import org.concert.launcher.http.internal.message.JsonBody;
import org.concert.launcher.http.internal.message.JsonBody.Kind;
import org.concert.launcher.http.internal.message.ProblemException;
import org.concert.launcher.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The API that the robots' GUIs call, from before there were versions; docs/rest.md is its description. */
@HttpWhiteboardServletPattern("/process/*")
@HttpWhiteboardServletAsyncSupported
@Component(name = "org.concert.launcher.http.oldapi", service = Servlet.class)
public final class OldApiServlet extends Dispatcher {

    private static final long serialVersionUID = 1L;

    /** Create the servlet. */
    @Activate
    public OldApiServlet(@Reference Launchers launchers) {
        super(new Handlers(launchers).routes());
    }

    /** Answers. */
    private static final class Handlers {

        /** What the GUIs send; which media type they give it was never written down. */
        private static final JsonBody.Shape COMMAND = JsonBody.Shape.ofAnyMediaType(
                Map.of("name", Kind.STRING, "cmd", Kind.STRING, "options", Kind.SCALARS, "variants", Kind.STRINGS));

        private final Launchers launchers;
        private final Targets targets;

        Handlers(Launchers launchers) {
            this.launchers = launchers;
            this.targets = new Targets(launchers);
        }

        List<Route> routes() {
            return List.of(
                    Route.reading("GET", "/process/get_list", call -> bareList()),
                    Route.reading("GET", "/process/list", call -> list()),
                    Route.reading("GET", "/process/{name}/state", this::state),
                    Route.changing("PUT", "/process/{name}/command/{command}", this::command));
        }

        /** What the robots' GUIs go through one by one. */
        private CompletableFuture<Answer> bareList() {
            List<LaunchedProcess> processes = launchers.processes();
            return Answer.now(json -> {
                json.writeStartArray();
                for (LaunchedProcess process : processes) {
                    OldProcesses.write(json, process);
                }
                json.writeEndArray();
            });
        }

        private CompletableFuture<Answer> list() {
            List<LaunchedProcess> processes = launchers.processes();
            return Answer.now(json -> {
                json.writeStartObject();
                Json.array(json, "processes", processes, OldProcesses::write);
                json.writeObjectFieldStart("status");
                for (LaunchedProcess process : processes) {
                    json.writeNumberField(
                            process.snapshot().name(),
                            process.snapshot().state().code());
                }
                json.writeEndObject();
                json.writeEndObject();
            });
        }

        private CompletableFuture<Answer> state(Call call) throws ProblemException {
            LaunchedProcess process = process(call);
            return Answer.now(json -> OldProcesses.write(json, process));
        }

        private CompletableFuture<Answer> command(Call call) throws ProblemException, LauncherException {
            LaunchedProcess process = process(call);
            String command = call.segment("command");
            if (!OldProcesses.COMMANDS.contains(command)) {
                throw OldProcesses.noCommand(command);
            }
            call.requireMatch(process);
            JsonBody body = call.body(COMMAND);
            call.requireQueryOf(Set.of());
            OldProcesses.requireSame(
                    "name", body.string("name"), process.snapshot().name());
            OldProcesses.requireSame("cmd", body.string("cmd"), command);
            Run run = command.equals("start") ? start(process, body) : stop(process, body, command);
            return Answer.now(json -> {
                json.writeStartObject();
                json.writeBooleanField("success", true);
                Json.string(json, "id", run.snapshot().id());
                json.writeEndObject();
            });
        }

        private static Run start(LaunchedProcess process, JsonBody body) throws ProblemException, LauncherException {
            List<String> variants =
                    OldProcesses.variants(process.description(), body.object("options"), body.strings("variants"));
            return process.launcher()
                    .start(StartRequest.fromOutside(List.of(process.snapshot().name()), variants, Map.of()));
        }

        private static Run stop(LaunchedProcess process, JsonBody body, String command)
                throws ProblemException, LauncherException {
            OldProcesses.requireNothingChosen(command, body.object("options"), body.strings("variants"));
            return process.launcher()
                    .stop(new StopRequest(List.of(process.snapshot().name()), command.equals("kill")));
        }

        private LaunchedProcess process(Call call) throws ProblemException {
            String name = call.segment("name");
            Launcher launcher = targets.launcher(null, List.of(name));
            return launcher.process(name)
                    .map(process -> LaunchedProcess.of(launcher, process))
                    .orElseThrow(
                            () -> new ProblemException(404, "Cannot find process '" + name + "': it has just gone"));
        }
    }
}
