/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.concert.launcher.api.ParameterDescription;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.VariantDescription;
import org.jspecify.annotations.Nullable;

/**
 * Shows a process to programs: what is known of it, as {@link StatusJson} does, and what the launcher file says of it. The
 * fields are a contract.
 */
public final class ProcessJson {

    private ProcessJson() {}

    /**
     * Write one process.
     *
     * @param description what the launcher file says of it; null if it has just left the file
     * @param launcher the default session of its launcher
     * @param now the present time
     */
    public static void write(
            JsonGenerator json,
            ProcessSnapshot process,
            @Nullable ProcessDescription description,
            String launcher,
            Instant now)
            throws IOException {
        json.writeStartObject();
        StatusJson.writeFields(json, process, now);
        Json.string(json, "endTime", process.times().ended());
        Json.number(json, "programCount", process.resources().programs());
        Json.strings(json, "params", process.launch().params());
        Json.string(json, "command", process.launch().command());
        Json.bool(json, "persistent", description == null ? null : description.persistent());
        Json.string(json, "category", description == null ? null : description.category());
        Json.bool(json, "showUi", description == null ? null : description.showUi());
        Json.strings(json, "dependsOn", description == null ? List.of() : description.dependsOn());
        Json.strings(json, "dependants", description == null ? List.of() : description.dependants());
        Json.bool(json, "inFile", description == null ? null : description.inFile());
        Json.string(json, "launcher", launcher);
        Json.array(
                json,
                "availableVariants",
                description == null ? List.of() : description.variants(),
                ProcessJson::variant);
        Json.array(
                json,
                "availableParams",
                description == null ? List.of() : description.parameters(),
                ProcessJson::parameter);
        json.writeEndObject();
    }

    /** Write what a process uses of its machine. */
    public static void resources(JsonGenerator json, ProcessSnapshot process) throws IOException {
        json.writeStartObject();
        Json.string(json, "session", process.session());
        Json.string(json, "name", process.name());
        Json.number(json, "cpuPercent", process.resources().cpuPercent());
        Json.number(json, "residentBytes", process.resources().residentBytes());
        Json.number(json, "programCount", process.resources().programs());
        json.writeEndObject();
    }

    private static void parameter(JsonGenerator json, ParameterDescription parameter) throws IOException {
        json.writeStartObject();
        Json.string(json, "name", parameter.name());
        Json.string(json, "type", parameter.type());
        Json.string(json, "default", parameter.fallback());
        Json.strings(json, "values", parameter.values());
        Json.string(json, "pattern", parameter.pattern());
        Json.number(json, "min", parameter.min());
        Json.number(json, "max", parameter.max());
        Json.text(json, "help", parameter.help());
        json.writeEndObject();
    }

    private static void variant(JsonGenerator json, VariantDescription variant) throws IOException {
        json.writeStartObject();
        Json.string(json, "name", variant.name());
        Json.string(json, "type", variant.options().isEmpty() ? "flag" : "group");
        Json.strings(json, "options", variant.options());
        Json.string(json, "default", variant.fallback());
        json.writeEndObject();
    }
}
