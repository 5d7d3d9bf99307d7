/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.concert.launcher.api.LaunchPlan;
import org.concert.launcher.api.LaunchStep;

/** Shows a launch plan as JSON. The fields and their order are a contract: people script against them. */
public final class PlanJson {

    private PlanJson() {}

    /** Return one line of JSON. */
    public static String document(LaunchPlan plan) {
        return Json.document(json -> write(json, plan));
    }

    /** Write a plan. */
    public static void write(JsonGenerator json, LaunchPlan plan) throws IOException {
        Json.list("steps", plan.steps(), PlanJson::step).writeTo(json);
    }

    private static void step(JsonGenerator json, LaunchStep step) throws IOException {
        json.writeStartObject();
        Json.string(json, "name", step.name());
        Json.string(json, "machine", step.machine());
        Json.string(json, "container", step.container());
        Json.string(json, "session", step.session());
        Json.string(json, "command", step.command());
        Json.string(json, "readyCheck", step.readyCheck());
        json.writeBooleanField("persistent", step.persistent());
        Json.strings(json, "dependsOn", step.dependsOn());
        Json.strings(json, "variants", step.variants());
        Json.strings(json, "params", step.params());
        Json.strings(json, "checks", step.checks());
        Json.strings(json, "env", step.env());
        Json.string(json, "cwd", step.cwd());
        json.writeEndObject();
    }
}
