/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import org.concert.launcher.api.TargetPlan;

/** Shows what it takes to bring up a target as JSON. The fields and their order are a contract: people script against them. */
public final class TargetPlanJson {

    private TargetPlanJson() {}

    /** Return one line of JSON. */
    public static String document(TargetPlan plan) {
        return Json.document(json -> write(json, plan));
    }

    /** Write a plan. */
    public static void write(JsonGenerator json, TargetPlan plan) throws IOException {
        json.writeStartObject();
        Json.string(json, "target", plan.target());
        json.writeBooleanField("reached", plan.isReached());
        json.writeArrayFieldStart("changes");
        for (TargetPlan.Change change : plan.changes()) {
            json.writeStartObject();
            Json.string(json, "name", change.name());
            Json.string(json, "action", change.action().name().toLowerCase(Locale.ROOT));
            Json.strings(json, "variants", change.variants());
            Json.strings(json, "params", change.params());
            Json.text(json, "reason", change.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
