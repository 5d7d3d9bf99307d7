/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The features as the build made them, and the jars they name. */
final class FeatureFile {

    private FeatureFile() {}

    /** Return the bundles of some features, in the order in which they start. */
    static List<Path> bundles(String... features) throws IOException {
        List<Map<String, Object>> bundles = new ArrayList<>();
        for (String feature : features) {
            Path file = Path.of(System.getProperty("features"), "concert-launcher-" + feature + ".json");
            try (Reader reader = Files.newBufferedReader(file)) {
                Map<String, List<Map<String, Object>>> content =
                        new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
                bundles.addAll(content.get("bundles"));
            }
        }
        return bundles.stream()
                .sorted(Comparator.comparing(bundle -> (Integer) bundle.get("start-order")))
                .map(bundle -> bundle.get("id").toString().split(":", -1))
                .map(FeatureFile::jar)
                .toList();
    }

    /** Return the jar of an artefact, whatever its version. */
    static Path artifact(String name) {
        return find(file -> file.matches(name.replace(".", "\\.") + "-\\d.*\\.jar"), name);
    }

    /** Return the jar of an id: group, artefact, perhaps type and classifier, and version. */
    private static Path jar(String[] id) {
        String classifier = id.length == 5 ? "-" + id[3] : "";
        String name = id[1] + "-" + id[id.length - 1] + classifier + ".jar";
        return find(name::equals, name);
    }

    private interface FileName {
        boolean fits(String name);
    }

    private static Path find(FileName wanted, String name) {
        try (Stream<Path> distributed = Files.walk(Path.of(System.getProperty("distributed")));
                Stream<Path> others = Files.walk(Path.of(System.getProperty("bundles")))) {
            return Stream.concat(distributed, others)
                    .filter(file -> wanted.fits(file.getFileName().toString()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no jar for " + name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
