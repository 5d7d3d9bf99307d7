/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.json;

import org.concert.launcher.api.ProcessEvent;

/** A change of state in JSON. */
public final class EventJson {

    private EventJson() {}

    /** Return a document in one line: {@code {"time","previous","process":{as in status}}}. */
    public static String document(ProcessEvent event) {
        return Json.document(json -> {
            json.writeStartObject();
            Json.string(json, "time", event.at());
            Json.string(json, "previous", event.previous());
            json.writeObjectFieldStart("process");
            StatusJson.writeFields(json, event.process(), event.at());
            json.writeEndObject();
            json.writeEndObject();
        });
    }
}
