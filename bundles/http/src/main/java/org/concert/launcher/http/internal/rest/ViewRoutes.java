/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.OutputStart;
import org.concert.launcher.http.internal.launchers.LaunchedProcess;
import org.concert.launcher.http.internal.launchers.Launchers;
import org.concert.launcher.http.internal.message.MorePages;
import org.concert.launcher.http.internal.message.ProblemException;
import org.concert.launcher.http.internal.resources.ResourceHistory;
import org.concert.launcher.http.internal.resources.UsedResources;
import org.concert.launcher.json.HistoryJson;
import org.concert.launcher.json.Json;
import org.concert.launcher.json.LauncherJson;
import org.jspecify.annotations.Nullable;

/** Routes that show launchers, processes and machines. */
final class ViewRoutes {

    private static final int DEFAULT_LINES = 200;
    private static final int MOST_LINES = 10_000;
    private static final int DEFAULT_LIMIT = 1000;

    /** Used in file names. */
    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Launchers launchers;
    private final Clock clock;
    private final ResourceHistory resources;
    private final Targets targets;

    ViewRoutes(Launchers launchers, ResourceHistory resources, Clock clock) {
        this.launchers = launchers;
        this.resources = resources;
        this.clock = clock;
        this.targets = new Targets(launchers);
    }

    List<Route> routes() {
        String process = "/api/v1/processes/{session}/{name}";
        return List.of(
                Route.reading(
                        "/api/v1/launchers",
                        call -> Answer.now(Json.list("launchers", launchers.all(), LauncherJson::write))),
                Route.reading(
                        "/api/v1/machines",
                        call -> Answer.now(Json.list("machines", launchers.machines(), LauncherJson::machine))),
                Route.reading("/api/v1/processes", this::processes),
                Route.reading(process, call -> process(targets.process(call))),
                Route.reading(process + "/tree", call -> tree(targets.process(call))),
                Route.reading(process + "/output", this::output),
                Route.reading(process + "/search", this::search),
                Route.file(process + "/log", this::log),
                Route.reading(process + "/history", this::history),
                Route.reading(process + "/resources", call -> resources(targets.process(call))));
    }

    private CompletableFuture<Answer> resources(LaunchedProcess process) {
        List<UsedResources.Sample> samples = resources
                .of(process.snapshot().session(), process.snapshot().name())
                .samples();
        return Answer.now(json -> {
            json.writeStartObject();
            Json.number(json, "periodSeconds", ResourceHistory.PERIOD_SECONDS);
            Json.array(json, "samples", samples, ViewRoutes::sample);
            json.writeEndObject();
        });
    }

    private static void sample(JsonGenerator json, UsedResources.Sample sample) throws IOException {
        json.writeStartObject();
        Json.number(json, "unixSeconds", sample.unixSeconds());
        Json.number(json, "cpuPercent", sample.cpuPercent());
        Json.number(json, "residentBytes", sample.residentBytes());
        json.writeEndObject();
    }

    private CompletableFuture<Answer> processes(Call call) {
        @Nullable String session = call.query("session");
        Instant now = clock.instant();
        List<LaunchedProcess> shown = launchers.processes().stream()
                .filter(process ->
                        session == null || process.snapshot().session().equals(session))
                .toList();
        return Answer.now(Json.list("processes", shown, (json, process) -> process.write(json, now)));
    }

    private CompletableFuture<Answer> process(LaunchedProcess process) {
        return CompletableFuture.completedFuture(
                Answer.ok(json -> process.write(json, clock.instant())).with("ETag", process.tag()));
    }

    private static CompletableFuture<Answer> tree(LaunchedProcess process) throws LauncherException {
        return process.launcher()
                .processTree(process.snapshot().name())
                .thenApply(tree -> Answer.ok(json -> {
                    json.writeStartObject();
                    Json.string(json, "tree", tree);
                    json.writeEndObject();
                }));
    }

    private CompletableFuture<Answer> history(Call call) throws ProblemException, LauncherException {
        LaunchedProcess process = targets.process(call);
        Instant since = call.time("since", Instant.EPOCH);
        int limit = Math.toIntExact(call.number("limit", DEFAULT_LIMIT, 1, MOST_LINES));
        return process.launcher()
                .history(List.of(process.snapshot().name()), since)
                .thenApply(history -> Answer.ok(json -> HistoryJson.write(json, history.newest(limit))));
    }

    private CompletableFuture<Answer> search(Call call) throws ProblemException, LauncherException {
        LaunchedProcess process = targets.process(call);
        @Nullable String text = call.query("text");
        if (text == null || text.isEmpty()) {
            throw new ProblemException(HttpServletResponse.SC_BAD_REQUEST, "Cannot search: 'text' is to say what for");
        }
        int limit = Math.toIntExact(call.number("limit", DEFAULT_LINES, 1, DEFAULT_LIMIT));
        OutputStart start = OutputStart.byteNumber(call.number("from", 0, 0, Long.MAX_VALUE));
        return new FoundLines(text, limit)
                .in(process.launcher(), process.snapshot().name(), start);
    }

    private CompletableFuture<Answer> log(Call call) throws ProblemException, LauncherException {
        LaunchedProcess process = targets.process(call);
        String name = process.snapshot().name();
        if (!call.room().test(LogPages.MOST_BYTES)) {
            throw new ProblemException(
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    "Cannot answer: too much is being answered at once; try again");
        }
        LogPages pages = new LogPages(process.launcher(), name);
        String file = "%s_%s_%s.log".formatted(process.snapshot().session(), name, FILE_TIME.format(clock.instant()));
        return pages.first().thenApply(first -> Answer.file(file, first, call.isHead() ? MorePages.NONE : pages));
    }

    private CompletableFuture<Answer> output(Call call) throws ProblemException, LauncherException {
        LaunchedProcess process = targets.process(call);
        long from = call.number("from", -1, 0, Long.MAX_VALUE);
        OutputStart start;
        long limit;
        if (from < 0) {
            long lines = call.number("lines", DEFAULT_LINES, 1, MOST_LINES);
            start = OutputStart.last(lines);
            limit = lines;
        } else {
            start = OutputStart.byteNumber(from);
            limit = call.number("limit", DEFAULT_LIMIT, 1, MOST_LINES);
        }
        return new OutputPage(Math.toIntExact(limit), call.room())
                .read(process.launcher(), process.snapshot().name(), start)
                .thenApply(Answer::ok);
    }
}
