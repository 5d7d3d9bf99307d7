/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.MachineSnapshot;
import org.concert.launcher.api.TargetPlan;

/** Shows launchers and their machines to programs. The fields are a contract. */
public final class LauncherJson {

    private LauncherJson() {}

    /** Write what is to be said of a launcher as a whole. */
    public static void write(JsonGenerator json, Launcher launcher) throws IOException {
        json.writeStartObject();
        Json.string(json, "session", launcher.session());
        Json.string(json, "file", launcher.file());
        Json.text(json, "configError", launcher.configError());
        Json.strings(json, "warnings", launcher.warnings());
        Json.number(json, "processes", launcher.processes().size());
        Json.strings(json, "targets", launcher.targets());
        Json.text(json, "target", launcher.target());
        Json.array(json, "deviations", launcher.deviations(), LauncherJson::deviation);
        json.writeEndObject();
    }

    private static void deviation(JsonGenerator json, TargetPlan.Change change) throws IOException {
        json.writeStartObject();
        Json.string(json, "name", change.name());
        Json.string(json, "action", change.action().name().toLowerCase(Locale.ROOT));
        Json.text(json, "reason", change.reason());
        json.writeEndObject();
    }

    /** Write one machine. */
    public static void machine(JsonGenerator json, MachineSnapshot machine) throws IOException {
        json.writeStartObject();
        Json.string(json, "name", machine.name());
        Json.string(json, "transport", machine.transport());
        Json.string(json, "state", machine.state());
        Json.string(json, "tmuxVersion", machine.tmuxVersion());
        Json.string(json, "containerRuntime", machine.containerRuntime());
        Json.number(json, "latencyMillis", machine.latencyMillis());
        Json.text(json, "lastError", machine.lastError());
        json.writeEndObject();
    }
}
