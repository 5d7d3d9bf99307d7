/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.VariantDescription;
import org.concert.launcher.http.internal.launchers.LaunchedProcess;
import org.concert.launcher.http.internal.message.ProblemException;
import org.concert.launcher.http.internal.message.Shown;
import org.concert.launcher.json.Json;
import org.jspecify.annotations.Nullable;

/** Processes in the words of the API that the robots' GUIs call. */
final class OldProcesses {

    /** What may be asked of a process. */
    static final Set<String> COMMANDS = Set.of("start", "stop", "kill");

    private static final String DEFAULT = "Default";
    private static final int UNPROCESSABLE = 422;

    private OldProcesses() {}

    static void write(JsonGenerator json, LaunchedProcess process) throws IOException {
        ProcessDescription description = process.description();
        json.writeStartObject();
        Json.string(json, "name", process.snapshot().name());
        Json.string(json, "status", status(process.snapshot().state()));
        Json.array(
                json, "cmdline", description == null ? List.of() : description.variants(), OldProcesses::writeVariant);
        Json.string(json, "cmd", process.snapshot().launch().command());
        Json.string(json, "machine", process.snapshot().machine());
        Json.string(json, "docker", process.snapshot().container());
        json.writeBooleanField("visible", description != null && description.showUi());
        Json.string(json, "category", description == null ? null : description.category());
        json.writeEndObject();
    }

    private static void writeVariant(JsonGenerator json, VariantDescription variant) throws IOException {
        boolean check = variant.options().isEmpty();
        List<String> options = new ArrayList<>();
        if (!check) {
            options.add(DEFAULT);
            options.addAll(variant.options());
        }
        json.writeStartObject();
        Json.string(json, "name", variant.name());
        Json.string(json, "type", check ? "check" : "combo");
        Json.strings(json, "options", options);
        if (check) {
            json.writeBooleanField("default", false);
        } else {
            json.writeStringField("default", DEFAULT);
        }
        json.writeStringField("help", "");
        json.writeEndObject();
    }

    /** Return the word of the old API for a state. */
    static String status(ProcessState state) {
        return switch (state) {
            case STOPPED, DONE, EXITED, BLOCKED -> "Stopped";
            // Of a machine that cannot be reached nothing is known: it is not to look as if it could be started.
            case WAITING, STARTING, BACKOFF, UNKNOWN -> "Waiting";
            case RUNNING, READY, UNHEALTHY -> "Running";
            case STOPPING -> "Killing";
            case FAILED -> "Killed";
        };
    }

    /**
     * Return the variants that a start is to have.
     *
     * @param options what the GUIs send: a value for each variant
     * @param variants what scripts send: the names of the chosen ones, which the launcher checks
     */
    static List<String> variants(
            @Nullable ProcessDescription description, Map<String, String> options, List<String> variants)
            throws ProblemException {
        if (!options.isEmpty() && !variants.isEmpty()) {
            throw malformed("Cannot choose variants twice: leave out 'options' or 'variants'");
        }
        return options.isEmpty() ? variants : chosen(description, options);
    }

    /** Refuse a field that repeats what is in the path, and says something else there; null if it is not there. */
    static void requireSame(String field, @Nullable String value, String inPath) throws ProblemException {
        if (value != null && !value.equals(inPath)) {
            throw malformed("Cannot tell what is meant: '" + field + "' is " + Shown.of(value) + ", and the path says '"
                    + inPath + "'");
        }
    }

    /** Refuse variants for a command that takes none. */
    static void requireNothingChosen(String command, Map<String, String> options, List<String> variants)
            throws ProblemException {
        if (!options.isEmpty() || !variants.isEmpty()) {
            throw malformed(
                    "Cannot " + command + " with variants: 'options' and 'variants' are for start; leave them out");
        }
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(HttpServletResponse.SC_BAD_REQUEST, detail);
    }

    /** Return what is chosen; what there is not is left to the launcher to refuse. */
    private static List<String> chosen(@Nullable ProcessDescription description, Map<String, String> options)
            throws ProblemException {
        List<String> chosen = new ArrayList<>();
        for (Map.Entry<String, String> option : options.entrySet()) {
            String name = option.getKey();
            String value = option.getValue();
            if (!isFlag(description, name)) {
                if (!value.equals(DEFAULT)) {
                    chosen.add(name + "=" + value);
                }
            } else if (value.equals("true")) {
                chosen.add(name);
            } else if (!value.equals("false")) {
                throw new ProblemException(
                        UNPROCESSABLE,
                        "Cannot use option " + Shown.of(name) + ": it is to be true or false, not " + Shown.of(value));
            }
        }
        return chosen;
    }

    private static boolean isFlag(@Nullable ProcessDescription description, String name) {
        return description != null
                && description.variants().stream()
                        .anyMatch(variant ->
                                variant.name().equals(name) && variant.options().isEmpty());
    }

    /** Return the problem that there is no such command. */
    static ProblemException noCommand(String command) {
        return new ProblemException(
                HttpServletResponse.SC_NOT_FOUND,
                "Cannot find command " + Shown.of(command) + "; there are start, stop and kill");
    }
}
