/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.concert.launcher.api.ExitStatus;
import org.concert.launcher.api.ProcessSnapshot;
import org.jspecify.annotations.Nullable;

/** Shows processes as JSON. The fields and their order are a contract: people script against them. */
public final class StatusJson {

    private static final double MILLIS_PER_SECOND = 1000;

    private StatusJson() {}

    /** Return one line of JSON. */
    public static String document(List<ProcessSnapshot> processes, Instant now) {
        return Json.document(Json.list("processes", processes, (json, process) -> {
            json.writeStartObject();
            writeFields(json, process, now);
            json.writeEndObject();
        }));
    }

    /** Write the fields of one process into an object that has begun. */
    static void writeFields(JsonGenerator json, ProcessSnapshot process, Instant now) throws IOException {
        Json.string(json, "name", process.name());
        Json.string(json, "session", process.session());
        Json.string(json, "machine", process.machine());
        Json.string(json, "container", process.container());
        Json.string(json, "state", process.state());
        Json.number(json, "code", process.state().code());
        json.writeBooleanField("ready", process.ready());
        Json.number(json, "pid", process.pid());
        ExitStatus exit = process.exit();
        Json.number(json, "exitCode", exit == null ? null : exit.code());
        Json.string(json, "signal", exit == null ? null : exit.signal());
        Json.string(json, "startTime", process.times().started());
        Json.string(json, "readyTime", process.times().ready());
        Json.number(json, "uptimeSeconds", seconds(process.uptime(now)));
        Json.strings(json, "variants", process.launch().variants());
        Json.number(json, "restartCount", process.counts().restarts());
        Json.number(json, "cpuPercent", process.resources().cpuPercent());
        Json.number(json, "residentBytes", process.resources().residentBytes());
        Json.string(json, "logFile", process.launch().logFile());
        Json.text(json, "message", process.message());
    }

    private static @Nullable Double seconds(@Nullable Duration span) {
        return span == null ? null : span.toMillis() / MILLIS_PER_SECOND;
    }
}
