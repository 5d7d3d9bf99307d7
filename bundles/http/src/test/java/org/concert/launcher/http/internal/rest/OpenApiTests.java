/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.concert.launcher.http.internal.access.Bodies;
import org.concert.launcher.http.internal.events.EventHub;
import org.concert.launcher.http.internal.launchers.Launchers;
import org.concert.launcher.http.internal.message.JsonBody;
import org.concert.launcher.http.internal.message.JsonBody.Kind;
import org.concert.launcher.http.internal.message.JsonBody.Shape;
import org.concert.launcher.http.internal.resources.ResourceHistory;
import org.junit.jupiter.api.Test;

/** The descriptions of the API, openapi.json and rest.md, are those of the API: its routes are the source. */
class OpenApiTests {

    /** What servlets without routes answer. */
    private static final List<String> OTHERS = List.of(
            "POST /api/v1/login",
            "POST /api/v1/logout",
            "GET /api/v1/me",
            "GET /api/v1/audit",
            "GET /events",
            "GET /health",
            "GET /health/live",
            "GET /health/ready",
            "GET /metrics");

    /** What JSON Schema calls what a field of a kind holds; that of a list or an object is what is in it. */
    private static final Map<Kind, Set<String>> TYPES = Map.of(
            Kind.STRING, Set.of("string", "null"),
            Kind.BOOLEAN, Set.of("boolean"),
            Kind.STRINGS, Set.of("string"),
            Kind.OBJECT, Set.of("string"),
            Kind.SCALARS, Set.of("string", "number", "boolean"));

    /** In rest.md: a row about what may have a body. */
    private static final Pattern REQUEST = Pattern.compile("(?m)^\\| `(POST|PUT) ([^|]*)\\|");

    /** In such a row: a path, of which the others say the end only, or a body. */
    private static final Pattern SAID = Pattern.compile("(?:^|`)(/[^` ]+)`|`(\\{[^`]+})`");

    private final JsonNode description = description();
    private final List<Route> routes = routes();

    private static List<Route> routes() {
        var launchers = new Launchers();
        var resources = new ResourceHistory(launchers, new EventHub(launchers));
        return Stream.of(new ApiServlet(launchers, resources, List::of), new OldApiServlet(launchers))
                .flatMap(servlet -> servlet.routes().stream())
                .toList();
    }

    private static JsonNode description() {
        try {
            return new ObjectMapper().readTree(ApiServlet.class.getResourceAsStream("openapi.json"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Return what may be in the body of each operation that has one. */
    private Map<String, Shape> shapes() {
        Map<String, Shape> shapes = new TreeMap<>(Map.of("POST /api/v1/login", Bodies.LOGIN));
        routes.stream()
                .filter(route -> !route.method().equals("GET"))
                .forEach(route -> shapes.put(operation(route), route.body()));
        return shapes;
    }

    private static String operation(Route route) {
        return route.method() + " " + route.template();
    }

    /** Return what is described, by method and path. */
    private Map<String, JsonNode> described() {
        Map<String, JsonNode> described = new TreeMap<>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> described.put(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                operation.getValue())));
        return described;
    }

    @Test
    void everyRouteIsDescribedAndNothingElse() {
        Set<String> operations = new TreeSet<>(OTHERS);
        routes.forEach(route -> operations.add(operation(route)));

        assertThat(described().keySet()).isEqualTo(operations);
    }

    @Test
    void bodiesAreDescribedAsTheyAreRead() {
        shapes().forEach((operation, shape) -> {
            JsonNode body = described().get(operation).at("/requestBody/content/application~1json/schema/$ref");
            JsonNode schema = description.at(body.asText().substring(1));
            assertThat(fields(schema)).as(operation).isEqualTo(shape.fields().keySet());
            assertThat(schema.path("additionalProperties").asText())
                    .as(operation)
                    .isEqualTo("false");
            shape.fields().forEach((field, kind) -> {
                JsonNode property = schema.path("properties").path(field);
                assertThat(types(property, kind))
                        .as(operation + " " + field)
                        .isNotEmpty()
                        .isSubsetOf(TYPES.get(kind));
            });
        });
    }

    @Test
    void examplesOfBodiesAreRead() {
        shapes().forEach((operation, shape) -> {
            JsonNode content = described().get(operation).at("/requestBody/content/application~1json");
            Stream.concat(Stream.of(content.path("example")), content.path("examples").findValues("value").stream())
                    .filter(example -> !example.isMissingNode())
                    .forEach(example -> assertIsRead(operation, example.toString(), shape));
        });
    }

    @Test
    void bodiesInTheOverviewAreReadAndItNamesEveryField() throws IOException {
        String overview = Files.readString(Path.of("docs/rest.md"));

        Set<String> fields = new TreeSet<>();
        REQUEST.matcher(overview).results().forEach(row -> fields.addAll(readBodies(row.group(1), row.group(2))));

        assertThat(fields).contains("variants", "names", "all", "session", "options");
        assertThat(fields)
                .allMatch(field -> overview.contains("\"" + field + "\"") || overview.contains("`" + field + "`"));
    }

    /** Read the bodies of a row of the overview, each with the path before it, and return what could be in them. */
    private Set<String> readBodies(String method, String cell) {
        Set<String> fields = new TreeSet<>();
        String path = "";
        Matcher said = SAID.matcher(cell);
        while (said.find()) {
            if (said.group(1) != null) {
                path = path.substring(0, path.lastIndexOf('/') + 1)
                        + said.group(1).substring(path.isEmpty() ? 0 : 1);
            } else {
                Shape shape = shapes().get(method + " " + template(path));
                assertThat(shape).as(cell).isNotNull();
                assertIsRead(cell, said.group(2), shape);
                fields.addAll(shape.fields().keySet());
            }
        }
        return fields;
    }

    /** Return the path of a route for one as the overview writes it. */
    private static String template(String path) {
        return path.startsWith("/process/")
                ? "/process/{name}/command/{command}"
                : path.replace("/S/NAME", "/{session}/{name}").replace("/S/TARGET", "/{session}/{target}");
    }

    private static void assertIsRead(String what, String body, Shape shape) {
        assertThatCode(() -> JsonBody.read(body.getBytes(StandardCharsets.UTF_8), shape))
                .as(what)
                .doesNotThrowAnyException();
    }

    private static Set<String> fields(JsonNode schema) {
        Set<String> names = new TreeSet<>();
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Return the types of a field; of a list or an object those of what is in it. */
    private static Set<String> types(JsonNode property, Kind kind) {
        JsonNode type = switch (kind) {
            case STRING, BOOLEAN -> property.path("type");
            case STRINGS -> property.at("/items/type");
            case OBJECT, SCALARS -> property.at("/additionalProperties/type");
        };
        Set<String> types = new TreeSet<>();
        if (type.isTextual()) {
            types.add(type.asText());
        }
        type.forEach(one -> types.add(one.asText()));
        return types;
    }
}
