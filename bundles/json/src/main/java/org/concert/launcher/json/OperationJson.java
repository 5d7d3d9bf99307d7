/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.concert.launcher.api.RunSnapshot;
import org.concert.launcher.api.RunSnapshot.Step;

/**
 * Shows operations to programs: what was asked for at once, which is a run, or one of each of several launchers. Its id is
 * theirs. The fields are a contract.
 */
public final class OperationJson {

    /** Between the ids of runs. */
    private static final String AND = "-";

    private OperationJson() {}

    /** Return the id of an operation. */
    public static String id(List<RunSnapshot> runs) {
        return runs.stream().map(RunSnapshot::id).collect(Collectors.joining(AND));
    }

    /** Return the ids of the runs of an operation. */
    public static List<String> runs(String id) {
        return List.of(id.split(AND, -1));
    }

    /**
     * Write one operation.
     *
     * @param runs its runs, of which there is at least one; all of one kind, asked for by one
     */
    public static void write(JsonGenerator json, List<RunSnapshot> runs) throws IOException {
        RunSnapshot first = runs.get(0);
        boolean done = runs.stream().allMatch(RunSnapshot::ended);
        List<Step> steps = runs.stream().flatMap(run -> run.steps().stream()).toList();
        List<Step> finished = steps.stream().filter(Step::isOver).toList();
        json.writeStartObject();
        Json.string(json, "id", id(runs));
        Json.string(json, "action", first.kind().name().toLowerCase(Locale.ROOT));
        Json.string(json, "state", done ? "DONE" : "RUNNING");
        Json.strings(
                json,
                "names",
                runs.stream().flatMap(run -> run.names().stream()).toList());
        Json.string(json, "by", first.actor().user());
        Json.string(json, "startTime", first.startTime());
        json.writeBooleanField("done", done);
        Json.bool(json, "ok", done ? runs.stream().allMatch(RunSnapshot::ok) : null);
        json.writeNumberField("total", steps.size());
        json.writeNumberField("finished", finished.size());
        Json.array(json, "processes", finished, OperationJson::finished);
        Json.array(
                json, "pending", steps.stream().filter(step -> !step.isOver()).toList(), OperationJson::pending);
        json.writeEndObject();
    }

    private static void finished(JsonGenerator json, Step step) throws IOException {
        json.writeStartObject();
        Json.string(json, "name", step.name());
        json.writeBooleanField("ok", step.ok());
        Json.string(json, "result", step.result());
        Json.string(json, "message", step.reason());
        json.writeEndObject();
    }

    private static void pending(JsonGenerator json, Step step) throws IOException {
        json.writeStartObject();
        Json.string(json, "name", step.name());
        Json.string(json, "state", step.state());
        Json.string(json, "message", step.reason());
        json.writeEndObject();
    }
}
