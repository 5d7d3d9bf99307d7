/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.docker.internal;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fills docker-java's model from the JSON of an Engine, and writes its commands, by the names that docker-java gives its
 * fields. It knows texts, numbers, truth, arrays and what is made of them; whatever else the model has stays null.
 */
final class ModelJson {

    /** Jackson would leave buffers behind with threads that are not ours. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .build();

    private static final String MODEL = "com.github.dockerjava.api.";

    private ModelJson() {}

    /**
     * Read one value.
     *
     * @param type a class of the model, or an array of one
     * @throws IOException if this is no JSON of that kind
     */
    static <T> T read(String json, Class<T> type) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            Object value = value(parser, type, null);
            if (!type.isInstance(value) || parser.nextToken() != null) {
                throw new IOException("Cannot read the answer of the Docker Engine: it is no " + type.getSimpleName());
            }
            return type.cast(value);
        }
    }

    /**
     * Read to the end of a value; null for one that the type cannot hold.
     *
     * @param holder what the value is a part of, or null
     */
    private static @Nullable Object value(JsonParser json, Class<?> type, @Nullable Object holder) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.START_OBJECT && type.getName().startsWith(MODEL)) {
            return object(json, type, holder);
        }
        if (token == JsonToken.START_ARRAY
                && type.isArray()
                && !type.getComponentType().isPrimitive()) {
            return array(json, type.getComponentType(), holder);
        }
        json.skipChildren();
        if (token == JsonToken.VALUE_STRING) {
            return type == String.class ? json.getText() : null;
        }
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return number(json, type);
        }
        boolean truth = type == Boolean.class || type == boolean.class;
        return (truth && token != null && token.isBoolean()) ? json.getBooleanValue() : null;
    }

    private static @Nullable Object number(JsonParser json, Class<?> type) throws IOException {
        if (type == Long.class) {
            return json.getLongValue();
        }
        return type == Integer.class ? json.getIntValue() : null;
    }

    private static @Nullable Object array(JsonParser json, Class<?> type, @Nullable Object holder) throws IOException {
        List<@Nullable Object> values = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            requireMore(json);
            values.add(value(json, type, holder));
        }
        Object array = Array.newInstance(type, values.size());
        for (int i = 0; i < values.size(); i++) {
            Array.set(array, i, values.get(i));
        }
        return array;
    }

    private static @Nullable Object object(JsonParser json, Class<?> type, @Nullable Object holder) throws IOException {
        Object made = made(type, holder);
        Map<String, Field> fields = made == null ? Map.of() : fields(type);
        while (json.nextToken() != JsonToken.END_OBJECT) {
            requireMore(json);
            Field field = fields.get(json.currentName());
            json.nextToken();
            Object value = field == null ? skipped(json) : value(json, field.getType(), made);
            if (field != null && value != null) {
                set(field, made, value);
            }
        }
        return made;
    }

    private static @Nullable Object skipped(JsonParser json) throws IOException {
        json.skipChildren();
        return null;
    }

    /** A text that ends in the middle of it has no more tokens. */
    private static void requireMore(JsonParser json) throws IOException {
        if (json.currentToken() == null) {
            throw new IOException("Cannot read the answer of the Docker Engine: it ends too early");
        }
    }

    /** Return an object of a class; null if it has to be made in another way. Some classes of the model are parts of objects. */
    private static @Nullable Object made(Class<?> type, @Nullable Object holder) {
        boolean inner = type.isMemberClass() && !Modifier.isStatic(type.getModifiers());
        if (inner && !type.getDeclaringClass().isInstance(holder)) {
            return null;
        }
        try {
            Constructor<?> constructor =
                    inner ? type.getDeclaredConstructor(type.getDeclaringClass()) : type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return inner ? constructor.newInstance(holder) : constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    private static void set(Field field, @Nullable Object object, Object value) {
        try {
            field.set(object, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Cannot set " + field + ", though it was made accessible", e);
        }
    }

    /** Return the fields of a class that have a name in JSON, by that. */
    private static Map<String, Field> fields(Class<?> type) {
        Map<String, Field> fields = new HashMap<>();
        for (Class<?> part = type; part != null && part != Object.class; part = part.getSuperclass()) {
            for (Field field : part.getDeclaredFields()) {
                JsonProperty property = field.getAnnotation(JsonProperty.class);
                if (property != null && !Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    fields.put(property.value().isEmpty() ? field.getName() : property.value(), field);
                }
            }
        }
        return fields;
    }

    /** Return a command as an Engine takes it: what was not said of it is left out. */
    static byte[] write(Object command) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            for (Map.Entry<String, Field> named : fields(command.getClass()).entrySet()) {
                Object value = get(named.getValue(), command);
                if (value instanceof String[] texts) {
                    json.writeFieldName(named.getKey());
                    json.writeArray(texts, 0, texts.length);
                } else if (value instanceof Boolean truth) {
                    json.writeBooleanField(named.getKey(), truth);
                } else if (value != null) {
                    throw new IllegalArgumentException(
                            "Cannot write " + named.getKey() + ": it is neither a truth nor texts");
                }
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static @Nullable Object get(Field field, Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Cannot read " + field + ", though it was made accessible", e);
        }
    }
}
