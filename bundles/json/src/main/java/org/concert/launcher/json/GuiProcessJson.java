/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.VariantDescription;
import org.jspecify.annotations.Nullable;

/** A process in the words of the robots' GUIs, which are those of the Python original. */
public final class GuiProcessJson {

    /** The option of a variant by which nothing is chosen. */
    public static final String DEFAULT = "Default";

    private GuiProcessJson() {}

    /** Write it; {@code description} is null if the process has just left the launcher file. */
    public static void write(JsonGenerator json, ProcessSnapshot process, @Nullable ProcessDescription description)
            throws IOException {
        json.writeStartObject();
        Json.string(json, "name", process.name());
        Json.string(json, "status", status(process));
        // An object by the names of the variants: the GUIs take the keys for the labels of what they draw.
        json.writeObjectFieldStart("cmdline");
        if (description != null) {
            for (VariantDescription variant : description.variants()) {
                json.writeFieldName(variant.name());
                writeVariant(json, variant);
            }
        }
        json.writeEndObject();
        Json.string(json, "cmd", process.launch().command());
        Json.string(json, "machine", process.machine());
        Json.string(json, "docker", Objects.requireNonNullElse(process.container(), ""));
        json.writeBooleanField("visible", description != null && description.showUi());
        String category = description == null ? null : description.category();
        Json.string(json, "category", category == null ? "none" : category);
        json.writeBooleanField("is_custom", false);
        json.writeEndObject();
    }

    private static void writeVariant(JsonGenerator json, VariantDescription variant) throws IOException {
        List<String> options = new ArrayList<>();
        options.add(DEFAULT);
        options.addAll(variant.choices());
        json.writeStartObject();
        Json.string(json, "name", variant.name());
        Json.string(json, "type", isCheck(variant) ? "check" : "combo");
        Json.strings(json, "options", options);
        json.writeNumberField("default", 0);
        json.writeStringField("help", "");
        json.writeEndObject();
    }

    /** Return whether the GUIs draw a variant as a box to be checked: a flag, or a group of one option. */
    public static boolean isCheck(VariantDescription variant) {
        return variant.choices().size() == 1;
    }

    /**
     * Return the word for the state of a process, which decides what the GUIs let one do: they can stop what is Running or
     * Waiting, and start everything else.
     */
    public static String status(ProcessSnapshot process) {
        // Not ready in time, say, but it lives: it has to be stopped before it can be started again.
        boolean lives = process.pid() != null;
        return switch (process.state()) {
            case STOPPED, DONE, EXITED, BLOCKED -> "Stopped";
            // Of a machine that cannot be reached nothing is known: it is not to look as if it could be started.
            case WAITING, STARTING, RUNNING, BACKOFF, UNKNOWN -> "Waiting";
            case READY, UNHEALTHY -> "Running";
            case STOPPING -> "Killing";
            case FAILED -> lives ? "Waiting" : "Killed";
        };
    }

    /** Return the word for the state of a process as the newer GUIs know it, which have one for what is not known. */
    public static String newerStatus(ProcessSnapshot process) {
        return process.state() == ProcessState.UNKNOWN ? "unknown" : status(process);
    }
}
