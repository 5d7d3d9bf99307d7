/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes JSON with {@code null} wherever there is nothing. */
public final class Json {

    /** Jackson would leave buffers behind with threads that are not ours, and by them the classes of its bundle. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .build();

    private Json() {}

    /** Return a document of one line. */
    public static String document(Content content) {
        var text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            content.writeTo(json);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write JSON into memory", e);
        }
        return text.toString();
    }

    /** Return a document of one line as UTF-8. */
    public static byte[] bytes(Content content) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            content.writeTo(json);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write JSON into memory", e);
        }
        return bytes.toByteArray();
    }

    /** Return what writes a document as UTF-8 piece by piece, to be closed at its end. */
    public static JsonGenerator generator(OutputStream to) {
        try {
            return FACTORY.createGenerator(to);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot begin to write JSON", e);
        }
    }

    /** Return a document that is an object with one field, a list. */
    public static <T> Content list(String field, Iterable<? extends T> items, Item<T> item) {
        return json -> {
            json.writeStartObject();
            array(json, field, items, item);
            json.writeEndObject();
        };
    }

    /** Write a field that is a list. */
    public static <T> void array(JsonGenerator json, String field, Iterable<? extends T> items, Item<T> item)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (T each : items) {
            item.write(json, each);
        }
        json.writeEndArray();
    }

    /** Write a field that is a string, or null. */
    public static void string(JsonGenerator json, String field, @Nullable Object value) throws IOException {
        json.writeFieldName(field);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value.toString());
        }
    }

    /** Write a field that is a string, or null for an empty one. */
    public static void text(JsonGenerator json, String field, String value) throws IOException {
        string(json, field, value.isEmpty() ? null : value);
    }

    /** Write a field that is a number, or null. */
    public static void number(JsonGenerator json, String field, @Nullable Number value) throws IOException {
        json.writeFieldName(field);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeNumber(value.toString());
        }
    }

    /** Write a field that is true, false or null. */
    public static void bool(JsonGenerator json, String field, @Nullable Boolean value) throws IOException {
        json.writeFieldName(field);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeBoolean(value);
        }
    }

    /** Write a field that is a list of strings. */
    public static void strings(JsonGenerator json, String field, List<String> values) throws IOException {
        array(json, field, values, JsonGenerator::writeString);
    }

    /** Write a field that is an object of strings, by their names. */
    public static void strings(JsonGenerator json, String field, Map<String, String> values) throws IOException {
        json.writeObjectFieldStart(field);
        // The order of a map differs from one JVM to the next.
        for (Map.Entry<String, String> entry : new TreeMap<>(values).entrySet()) {
            string(json, entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    /** Writes a document. */
    @FunctionalInterface
    public interface Content {

        /** Write it. */
        void writeTo(JsonGenerator json) throws IOException;
    }

    /** Writes one of many. */
    @FunctionalInterface
    public interface Item<T> {

        /** Write it. */
        void write(JsonGenerator json, T item) throws IOException;
    }
}
