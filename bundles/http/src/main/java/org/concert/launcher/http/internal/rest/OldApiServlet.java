/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.rest;

import jakarta.servlet.Servlet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.http.internal.access.RefusedStarts;
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
    public OldApiServlet(
            @Reference Launchers launchers, @Reference Operations operations, @Reference RefusedStarts refused) {
        super(new Handlers(launchers, operations, refused).routes());
    }

    /** Answers. */
    private static final class Handlers {

        /** What the GUIs send; which media type they give it was never written down. */
        private static final JsonBody.Shape COMMAND = JsonBody.Shape.ofAnyMediaType(
                Map.of("name", Kind.STRING, "cmd", Kind.STRING, "options", Kind.SCALARS, "variants", Kind.STRINGS));

        private final Launchers launchers;
        private final Targets targets;
        private final Actions actions;

        Handlers(Launchers launchers, Operations operations, RefusedStarts refused) {
            this.launchers = launchers;
            this.targets = new Targets(launchers);
            this.actions = new Actions(operations, refused);
        }

        List<Route> routes() {
            return List.of(
                    new Route("GET", "/process/get_list", call -> bareList()),
                    new Route("GET", "/process/list", call -> list()),
                    new Route("GET", "/process/{name}/state", this::state),
                    new Route("PUT", "/process/{name}/command/{command}", this::command));
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
            List<String> names = List.of(process.snapshot().name());
            String command = call.segment("command");
            if (!OldProcesses.COMMANDS.contains(command)) {
                throw OldProcesses.noCommand(command);
            }
            JsonBody body = call.body(COMMAND);
            call.requireQueryOf(Set.of());
            OldProcesses.requireSame("name", body.string("name"), names.get(0));
            OldProcesses.requireSame("cmd", body.string("cmd"), command);
            OperationRun run = command.equals("start")
                    ? start(process, body, call.user())
                    : stop(process, body, command, call.user());
            return Answer.now(json -> {
                json.writeStartObject();
                json.writeBooleanField("success", true);
                Json.string(json, "id", run.id());
                json.writeEndObject();
            });
        }

        private OperationRun start(LaunchedProcess process, JsonBody body, String by)
                throws ProblemException, LauncherException {
            List<String> names = List.of(process.snapshot().name());
            List<String> variants = body.strings("variants");
            Map<String, String> options = body.object("options");
            var asked = new Actions.Wish(names, variants, options);
            List<String> chosen = actions.recorded(
                    process.launcher(), asked, () -> OldProcesses.variants(process, options, variants));
            return actions.start(process.launcher(), new Actions.Wish(names, chosen, Map.of()), by);
        }

        private OperationRun stop(LaunchedProcess process, JsonBody body, String command, String by)
                throws ProblemException, LauncherException {
            OldProcesses.requireNothingChosen(command, body.object("options"), body.strings("variants"));
            List<String> names = List.of(process.snapshot().name());
            return actions.stop(Map.of(process.launcher(), names), command.equals("kill"), by);
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
