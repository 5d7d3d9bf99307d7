/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.concert.launcher.api.OutputLine;
import org.jspecify.annotations.Nullable;

/** Shows lines of output to programs. The fields are a contract. */
public final class OutputJson {

    private OutputJson() {}

    /** Write one line. */
    public static void write(JsonGenerator json, OutputLine line) throws IOException {
        json.writeStartObject();
        Json.string(json, "time", line.time());
        Json.string(json, "kind", line.kind());
        Json.string(json, "text", line.text());
        Json.number(json, "position", line.position());
        json.writeEndObject();
    }

    /** Write the field of the newest line as it stands, which is null unless it has not ended. */
    public static void unended(JsonGenerator json, @Nullable OutputLine line) throws IOException {
        json.writeFieldName("unended");
        if (line == null) {
            json.writeNull();
        } else {
            write(json, line);
        }
    }
}
