/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import org.concert.launcher.api.History;
import org.concert.launcher.api.HistoryEntry;

/** Shows what happened as JSON. The fields and their order are a contract: people script against them. */
public final class HistoryJson {

    private HistoryJson() {}

    /** Return one line of JSON. */
    public static String document(History history) {
        return Json.document(json -> write(json, history));
    }

    /** Write what happened. */
    public static void write(JsonGenerator json, History history) throws IOException {
        json.writeStartObject();
        Json.array(json, "entries", history.entries(), HistoryJson::entry);
        Json.strings(json, "unreachable", history.unreachable());
        json.writeEndObject();
    }

    private static void entry(JsonGenerator json, HistoryEntry entry) throws IOException {
        json.writeStartObject();
        Json.string(json, "time", entry.time());
        Json.string(json, "process", entry.process());
        Json.string(json, "session", entry.session());
        Json.string(json, "machine", entry.machine());
        Json.string(json, "kind", entry.kind().name().toLowerCase(Locale.ROOT));
        Json.string(json, "what", entry.what());
        Json.strings(json, "lastLines", entry.lastLines());
        json.writeEndObject();
    }
}
