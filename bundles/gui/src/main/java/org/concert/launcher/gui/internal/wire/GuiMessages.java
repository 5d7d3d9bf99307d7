/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.gui.internal.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.gui.internal.socket.Frame;
import org.concert.launcher.json.GuiProcessJson;
import org.concert.launcher.json.Json;

/**
 * What the GUIs are told. Nothing tells which of them has connected, and each drops what it does not know; so all is said twice:
 * as text for those of 2024, in protocol buffers for the newer ones.
 */
public final class GuiMessages {

    /** How much something matters, in {@link #log}. */
    public static final int INFORMATION = 0;

    /** See {@link #INFORMATION}. */
    public static final int WARNING = 1;

    /** See {@link #INFORMATION}. */
    public static final int ERROR = 2;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .build();

    /** What moves a cursor, colours, sets a title, and any other control character but the tabulator. */
    private static final Pattern CONTROL = Pattern.compile("\\x1b\\[[0-?]*[ -/]*[@-~]"
            + "|\\x1b[\\]P_^X][^\\x07\\x1b]*(\\x07|\\x1b\\\\)?|\\x1b[ -/]*[0-~]|[\\x00-\\x08\\x0a-\\x1f\\x7f]");

    private GuiMessages() {}

    /** Return the state of a process. */
    public static List<ByteBuffer> status(ProcessSnapshot process) {
        String name = process.name();
        String text = Json.document(json -> {
            json.writeStartObject();
            Json.string(json, "type", "proc");
            Json.string(json, "content", "status");
            Json.string(json, "name", name);
            Json.string(json, "status", GuiProcessJson.status(process));
            json.writeEndObject();
        });
        String newer = Json.document(json -> {
            json.writeStartObject();
            Json.string(json, "type", "proc_status");
            Json.string(json, "name", name);
            Json.string(json, "status", GuiProcessJson.newerStatus(process));
            json.writeEndObject();
        });
        return List.of(Frame.text(text), Frame.binary(Protobuf.text(newer)));
    }

    /** Return a line of output; of {@code launcher} what the launcher says. */
    public static List<ByteBuffer> output(String name, String line) {
        String plain = plain(line);
        String text = Json.document(json -> {
            json.writeStartObject();
            Json.string(json, "type", "proc");
            Json.string(json, "content", "output");
            Json.string(json, "name", name);
            Json.string(json, "stdout", escaped(plain));
            Json.string(json, "stderr", "");
            json.writeEndObject();
        });
        return List.of(Frame.text(text), Frame.binary(Protobuf.output(name, plain)));
    }

    /** Return a notice. */
    public static List<ByteBuffer> log(String words, int severity) {
        return both(Json.document(json -> {
            json.writeStartObject();
            Json.string(json, "type", "server_log");
            Json.string(json, "txt", words);
            json.writeNumberField("severity", severity);
            json.writeEndObject();
        }));
    }

    /** Return the sign of life, which is text for all of them. */
    public static List<ByteBuffer> heartbeat() {
        return List.of(Frame.text("{\"type\":\"heartbeat\"}"));
    }

    /** Return the same JSON once as text and once in protocol buffers. */
    public static List<ByteBuffer> both(String json) {
        return List.of(Frame.text(json), Frame.binary(Protobuf.text(json)));
    }

    /** Return the text in a message of protocol buffers; empty if it is none with text. */
    public static Optional<String> textOf(byte[] message) {
        return Protobuf.textOf(message);
    }

    /** Return the {@code type} of a message of a GUI; empty if it is no JSON, or says none. */
    public static String typeOf(String message) {
        try (JsonParser parser = FACTORY.createParser(message)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return "";
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean type = parser.currentName().equals("type");
                if (parser.nextToken() == JsonToken.VALUE_STRING && type) {
                    return parser.getText();
                }
                parser.skipChildren();
            }
            return "";
        } catch (IOException e) {
            return "";
        }
    }

    /** Return a line as it would be left on a terminal, without what only a terminal understands. */
    static String plain(String line) {
        String ended = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        String shown = ended.substring(ended.lastIndexOf('\r') + 1);
        return CONTROL.matcher(shown).replaceAll("").stripTrailing();
    }

    /** Return a line so that the GUIs of 2024, which take it for markup, show it. */
    private static String escaped(String line) {
        return line.replace("&", "&amp;").replace("<", "&lt;");
    }
}
