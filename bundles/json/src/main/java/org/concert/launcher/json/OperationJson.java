/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows starts and stops that were asked for to programs. The fields are a contract. */
public final class OperationJson {

    private OperationJson() {}

    /**
     * How far a start or stop has come.
     *
     * @param id by which it can be asked for
     * @param action {@code start}, {@code stop}, {@code kill} or {@code restart}
     * @param names the processes asked for
     * @param by who asked
     * @param startTime when
     * @param ok whether every process is as it was asked for; null until it is done
     * @param total how many processes have a part in it, as far as is known
     * @param processes those that have come to an end of it
     */
    public record Operation(
            String id,
            String action,
            List<String> names,
            String by,
            Instant startTime,
            @Nullable Boolean ok,
            int total,
            List<Part> processes) {

        /** Copy the lists, so that nobody can change them later. */
        public Operation {
            names = List.copyOf(names);
            processes = List.copyOf(processes);
        }

        /** Return whether nothing more will come of it. */
        public boolean done() {
            return ok != null;
        }
    }

    /**
     * What became of one process.
     *
     * @param name the process
     * @param ok whether it is as it was asked for
     * @param result one of the names of {@code ProcessOutcome.Result}
     * @param message one line for people
     */
    public record Part(String name, boolean ok, String result, String message) {}

    /** Write one operation. */
    public static void write(JsonGenerator json, Operation operation) throws IOException {
        json.writeStartObject();
        Json.string(json, "id", operation.id());
        Json.string(json, "action", operation.action());
        Json.string(json, "state", operation.done() ? "DONE" : "RUNNING");
        Json.strings(json, "names", operation.names());
        Json.string(json, "by", operation.by());
        Json.string(json, "startTime", operation.startTime());
        json.writeBooleanField("done", operation.done());
        Json.bool(json, "ok", operation.ok());
        Json.number(json, "total", operation.total());
        Json.number(json, "finished", operation.processes().size());
        Json.array(json, "processes", operation.processes(), OperationJson::part);
        json.writeEndObject();
    }

    private static void part(JsonGenerator json, Part part) throws IOException {
        json.writeStartObject();
        Json.string(json, "name", part.name());
        json.writeBooleanField("ok", part.ok());
        Json.string(json, "result", part.result());
        Json.string(json, "message", part.message());
        json.writeEndObject();
    }
}
