/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An entry of the audit log as JSON, without a line break in it. */
public final class AuditJson {

    /** Some terminals take characters beyond ASCII for control characters too. */
    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private AuditJson() {}

    /** Return an entry as a JSON object of one line. */
    public static String text(AuditEntry entry) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            write(json, entry);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write JSON into memory", e);
        }
        return text.toString();
    }

    /** Write an entry as a JSON object. */
    public static void write(JsonGenerator json, AuditEntry entry) throws IOException {
        json.writeStartObject();
        json.writeStringField("time", entry.time().toString());
        json.writeStringField("user", entry.user());
        json.writeStringField("source", entry.source());
        json.writeStringField("action", entry.action());
        json.writeStringField("session", entry.session());
        strings(json, "processes", entry.processes());
        strings(json, "variants", entry.variants());
        json.writeObjectFieldStart("params");
        for (Map.Entry<String, String> param : new TreeMap<>(entry.params()).entrySet()) {
            json.writeStringField(param.getKey(), param.getValue());
        }
        json.writeEndObject();
        json.writeStringField("result", entry.result().name().toLowerCase(Locale.ROOT));
        json.writeStringField("reason", entry.reason());
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    /** Return the entry of a line; empty if it is none, as after a power failure. */
    static Optional<AuditEntry> parse(String line) {
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, List<String>> lists = new LinkedHashMap<>();
        Map<String, String> params = new LinkedHashMap<>();
        try (JsonParser json = FACTORY.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (value == JsonToken.START_ARRAY) {
                    lists.put(name, strings(json));
                } else if (value == JsonToken.START_OBJECT && name.equals("params")) {
                    while (json.nextToken() == JsonToken.FIELD_NAME) {
                        String param = json.currentName();
                        json.nextToken();
                        params.put(param, json.getValueAsString(""));
                    }
                } else {
                    texts.put(name, json.getValueAsString(""));
                    json.skipChildren();
                }
            }
            return Optional.of(new AuditEntry(
                    Instant.parse(texts.getOrDefault("time", "")),
                    texts.getOrDefault("user", ""),
                    texts.getOrDefault("source", ""),
                    texts.getOrDefault("action", ""),
                    texts.getOrDefault("session", ""),
                    lists.getOrDefault("processes", List.of()),
                    lists.getOrDefault("variants", List.of()),
                    params,
                    AuditEntry.Result.valueOf(texts.getOrDefault("result", "").toUpperCase(Locale.ROOT)),
                    texts.getOrDefault("reason", "")));
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<String> strings(JsonParser json) throws IOException {
        List<String> values = new ArrayList<>();
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            values.add(json.getText());
        }
        return values;
    }
}
