/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request: an object with few fields, each of one kind. Errors are reported with line and column, which is easier with
 * Jackson's parser than with its data binding, and needs no reflection.
 */
public final class JsonBody {

    private static final int DEEPEST = 8;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    /** The type of a field. */
    public enum Kind {
        /** A string; null counts as absent. */
        STRING("a string"),
        /** True or false. */
        BOOLEAN("true or false"),
        /** A list of strings. */
        STRINGS("a list of strings"),
        /** An object of strings. */
        OBJECT("an object of strings"),
        /** An object of strings, numbers and booleans, each read as text. */
        SCALARS("an object of strings, numbers or booleans");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /**
     * The fields that a body may have.
     *
     * @param fields the kind of each field; other fields are refused
     * @param anyMediaType whether the Content-Type of the request is ignored
     */
    public record Shape(Map<String, Kind> fields, boolean anyMediaType) {

        /** An empty object. */
        public static final Shape NOTHING = of(Map.of());

        /** Return the shape of a body with the Content-Type of JSON. */
        public static Shape of(Map<String, Kind> fields) {
            return new Shape(Map.copyOf(fields), false);
        }

        /** Return the shape of a body whose Content-Type is ignored. */
        public static Shape ofAnyMediaType(Map<String, Kind> fields) {
            return new Shape(Map.copyOf(fields), true);
        }
    }

    private final Map<String, Object> values = new LinkedHashMap<>();

    private JsonBody() {}

    /**
     * Read a body; an empty one counts as an empty object.
     *
     * @throws ProblemException with what is wrong, and where
     */
    public static JsonBody read(byte[] bytes, Shape shape) throws ProblemException {
        JsonBody body = new JsonBody();
        if (bytes.length == 0) {
            return body;
        }
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw wrong(parser, "the body is to be an object");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                body.field(parser, shape);
            }
            if (parser.nextToken() != null) {
                throw wrong(parser, "nothing may follow the object");
            }
        } catch (JsonProcessingException e) {
            throw wrong(e.getLocation(), e.getOriginalMessage());
        } catch (IOException e) {
            throw new ProblemException(
                    HttpServletResponse.SC_BAD_REQUEST, "Cannot read the body of the request: " + e.getMessage());
        }
        return body;
    }

    /** Return whether a field is there. */
    public boolean has(String field) {
        return values.containsKey(field);
    }

    /** Return a string, or null if it is not there. */
    public @Nullable String string(String field) {
        return (String) values.get(field);
    }

    /**
     * Return a string that has to be there.
     *
     * @throws ProblemException if it is not
     */
    public String required(String field) throws ProblemException {
        String value = string(field);
        if (value == null) {
            throw new ProblemException(
                    HttpServletResponse.SC_BAD_REQUEST,
                    "Cannot read the body of the request: '" + field + "' is missing");
        }
        return value;
    }

    /** Return whether a field is there and true. */
    public boolean flag(String field) {
        return Boolean.TRUE.equals(values.get(field));
    }

    /** Return a list; empty if it is not there. */
    @SuppressWarnings("unchecked") // Put there by strings() below.
    public List<String> strings(String field) {
        return (List<String>) values.getOrDefault(field, List.of());
    }

    /** Return an object; empty if it is not there. */
    @SuppressWarnings("unchecked") // Put there by object() below.
    public Map<String, String> object(String field) {
        return (Map<String, String>) values.getOrDefault(field, Map.of());
    }

    private void field(JsonParser parser, Shape shape) throws IOException, ProblemException {
        String name = parser.currentName();
        Kind kind = shape.fields().get(name);
        if (kind == null) {
            throw wrong(parser, "there is no field " + Shown.of(name) + " here; " + known(shape));
        }
        JsonToken token = parser.nextToken();
        if (kind != Kind.STRING || token != JsonToken.VALUE_NULL) {
            values.put(name, value(parser, name, kind));
        }
    }

    private static String known(Shape shape) {
        List<String> names = shape.fields().keySet().stream().sorted().toList();
        return names.isEmpty() ? "there are none" : "there are " + String.join(", ", names);
    }

    private static Object value(JsonParser parser, String name, Kind kind) throws IOException, ProblemException {
        JsonToken token = parser.currentToken();
        if (kind == Kind.STRING && token == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        if (kind == Kind.BOOLEAN && token.isBoolean()) {
            return parser.getBooleanValue();
        }
        if (kind == Kind.STRINGS && token == JsonToken.START_ARRAY) {
            List<String> strings = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                strings.add(text(parser, name, kind));
            }
            return strings;
        }
        if ((kind == Kind.OBJECT || kind == Kind.SCALARS) && token == JsonToken.START_OBJECT) {
            Map<String, String> object = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                parser.nextToken();
                object.put(key, text(parser, name, kind));
            }
            return object;
        }
        throw wrongKind(parser, name, kind);
    }

    private static String text(JsonParser parser, String name, Kind kind) throws IOException, ProblemException {
        JsonToken token = parser.currentToken();
        boolean fits = kind == Kind.SCALARS ? token.isScalarValue() : token == JsonToken.VALUE_STRING;
        if (!fits || token == JsonToken.VALUE_NULL) {
            throw wrongKind(parser, name, kind);
        }
        return parser.getText();
    }

    private static ProblemException wrongKind(JsonParser parser, String name, Kind kind) {
        return wrong(parser, "'" + name + "' is to be " + kind.words);
    }

    private static ProblemException wrong(JsonParser parser, String what) {
        return wrong(parser.currentTokenLocation(), what);
    }

    private static ProblemException wrong(@Nullable JsonLocation place, String what) {
        String where = place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
        return new ProblemException(
                HttpServletResponse.SC_BAD_REQUEST, "Cannot read the body of the request" + where + ": " + what);
    }
}
