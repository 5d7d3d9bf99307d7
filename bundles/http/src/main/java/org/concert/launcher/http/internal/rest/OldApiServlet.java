/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.rest;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.Run;
import org.concert.launcher.api.StartRequest;
import org.concert.launcher.api.StopRequest;
import org.concert.launcher.http.internal.access.Routes;
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
@Component(
        name = "org.concert.launcher.http.oldapi",
        service = {Servlet.class, Routes.class})
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
                    Route.reading("/process/get_list", call -> bareList()),
                    Route.reading("/process/list", call -> list()),
                    Route.reading("/process/{name}/state", this::state),
                    Route.changing("PUT", "/process/{name}/command/{command}", COMMAND, this::command));
        }

        /** What the robots' GUIs go through one by one. */
        private CompletableFuture<Answer> bareList() throws ProblemException {
            List<LaunchedProcess> processes = processes();
            return Answer.now(json -> {
                json.writeStartArray();
                for (LaunchedProcess process : processes) {
                    OldProcesses.write(json, process);
                }
                json.writeEndArray();
            });
        }

        private CompletableFuture<Answer> list() throws ProblemException {
            List<LaunchedProcess> processes = processes();
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

        /**
         * Answer when it is done, or has failed. The GUIs, known by their {@code options}, show the reason of a refusal only if
         * it comes with status 200.
         */
        private CompletableFuture<Answer> command(Call call) throws ProblemException, LauncherException {
            JsonBody body = call.body();
            if (!body.has("options")) {
                return ended(call, body);
            }
            try {
                return ended(call, body);
            } catch (ProblemException | LauncherException e) {
                return Answer.now(new OldAnswer(false, String.valueOf(e.getMessage()), null)::write);
            }
        }

        private CompletableFuture<Answer> ended(Call call, JsonBody body) throws ProblemException, LauncherException {
            LaunchedProcess process = process(call);
            String command = call.segment("command");
            if (!OldProcesses.COMMANDS.contains(command)) {
                throw OldProcesses.noCommand(command);
            }
            call.requireMatch(process);
            call.requireQueryOf(Set.of());
            String name = process.snapshot().name();
            OldProcesses.requireSame("name", body.string("name"), name);
            OldProcesses.requireSame("cmd", body.string("cmd"), command);
            Run run = command.equals("start") ? start(process, body) : stop(process, body, command);
            return OldAnswer.of(run, name);
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

        /** Return all of them; the GUIs ask but once, and would take none yet for none at all. */
        private List<LaunchedProcess> processes() throws ProblemException {
            if (launchers.all().isEmpty()) {
                throw new ProblemException(
                        HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                        "Cannot tell what runs: no launcher file is served yet; try again");
            }
            return launchers.processes();
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
