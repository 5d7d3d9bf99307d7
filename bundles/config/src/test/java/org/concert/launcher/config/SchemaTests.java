/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Keeps the schema for editors to what the reader does: it takes what that takes, and finds most of what that refuses. */
class SchemaTests {

    private static final Path CONFIG = Path.of("..", "..", "config");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of the mistakes of mistakes.txt that are no mistakes of YAML; the others take more than one value to find, such as a cycle. */
    private static final int FOUND = 80;

    private static final int DEEPEST = 50;

    private final JsonNode schema = read(CONFIG.resolve("launcher.schema.json"));
    private final JsonSchema rules =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema);

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Return what is wrong with a launcher file. */
    private Set<ValidationMessage> complaints(String yaml) {
        Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        return rules.validate(JSON.valueToTree(named(document, 0)));
    }

    /** In JSON, all keys are texts, and nothing is within itself. */
    private static Object named(Object value, int depth) {
        if (depth > DEEPEST) {
            throw new YAMLException("deeper than anybody writes");
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> named = new LinkedHashMap<>();
            map.forEach((key, each) -> named.put(String.valueOf(key), named(each, depth + 1)));
            return named;
        }
        return value instanceof List<?> list
                ? list.stream().map(each -> named(each, depth + 1)).toList()
                : value;
    }

    private static Stream<Path> files() throws IOException {
        try (Stream<Path> real = Files.list(Path.of("src", "test", "resources", "real"))) {
            return Stream.concat(
                            real.toList().stream(),
                            Stream.of(CONFIG.resolve("demo.yaml"), CONFIG.resolve("demo-lab.yaml")))
                    .filter(file -> file.toString().endsWith(".yaml"));
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void realFilesAreRight(Path file) throws Exception {
        assertThat(complaints(Files.readString(file))).isEmpty();
    }

    @Test
    void keysAreThoseOfTheReference() throws Exception {
        assertThat(schema.at("/definitions/process/properties").fieldNames())
                .toIterable()
                .containsExactlyElementsOf(ReferenceTests.knownKeys("p: {x_x: 1}"));
        assertThat(schema.at("/properties/context/properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("session", "params", "targets", "boot", "include", "log_dir", "tmux_socket");
    }

    @Test
    void eachKeyIsDescribed() {
        for (String keys : List.of("/definitions/process/properties", "/properties/context/properties")) {
            schema.at(keys)
                    .properties()
                    .forEach(
                            key -> assertThat(key.getValue().path("description").asText())
                                    .as(key.getKey())
                                    .endsWith("."));
        }
    }

    @Test
    void mistakesAreFoundAsTheReaderFindsThem() throws Exception {
        List<String> found = new ArrayList<>();
        List<String> missed = new ArrayList<>();
        MistakeTests.mistakes().forEach(mistake -> {
            String title = String.valueOf(mistake.get()[0]);
            try {
                (complaints(String.valueOf(mistake.get()[1])).isEmpty() ? missed : found).add(title);
            } catch (YAMLException e) {
                // An editor finds that without a schema.
            }
        });

        assertThat(found).as(() -> "missed: " + missed).hasSizeGreaterThanOrEqualTo(FOUND);
    }

    @ParameterizedTest
    @MethodSource("wellWritten")
    void wellWrittenIsRight(String process) {
        assertThat(complaints("p: {cmd: ls, " + process + "}")).isEmpty();
    }

    private static Stream<String> wellWritten() {
        return Stream.of(
                "restart: no",
                "restart: 'no'",
                "restart_limit: unlimited",
                "restart_limit: 010",
                "machine: 'me@[fe80::1%eth0]:2222'",
                "machine: docker+ssh://robot",
                "ready_port: '[::1]:80'",
                "ready_port: '{port}'",
                "ready_port: 80",
                "ready_http: 'http://{host}/up'",
                "ready_delay: 0",
                "ready_period: 0.5",
                "stop_signal: TERM",
                "docker: ~",
                "docker: ''",
                "machine: 'ann@{host}', docker: 'ros_{distro}', session: '{name}'",
                "variants: {sim: {machine: local, docker: '', session: sim, depends: [a, b: started]}}",
                "variants: {where: [real: {default: true, machine: '{host}'}, sim: {default: off}]}",
                "log_max_size: 512KiB",
                "variants: {v: , g: [{a: }, {Base Only: {cmd: x}}]}",
                "env: {A: 1, B: , C: off}",
                "depends: [1, a]",
                "alive_check: x, alive_period: 2s, alive_failures: 1, on_unhealthy: nothing");
    }
}
