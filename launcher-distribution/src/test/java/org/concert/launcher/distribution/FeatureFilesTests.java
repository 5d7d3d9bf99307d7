/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same bundles are named in several files for several frameworks: the files do not differ. */
class FeatureFilesTests {

    private static final Path FEATURES = Path.of("../features/src/main/feature");

    /** A bundle of a feature of ours with its start level, as it stands in the JSON files. */
    private static final Pattern BUNDLE = Pattern.compile("\"id\": \"([^\"]+)\", \"start-order\": (\\d+)");

    private static final Pattern KARAF_BUNDLE = Pattern.compile("<bundle [^>]*>mvn:([^<]+)</bundle>");

    /** What only serve has: it configures by files. */
    private static final Set<String> OF_SERVE =
            Set.of("org.apache.felix:org.apache.felix.fileinstall:3.7.4 4", "org.osgi:org.osgi.service.log:1.5.0 2");

    /** What serve has on its class path, and so not as bundles. */
    private static final Pattern ON_CLASS_PATH = Pattern.compile(".*(pax-logging-api|picocli|launcher\\.cli):.*");

    @Test
    void featureOfServeIsAllOthersTogetherAtTheSameStartLevels() throws IOException {
        Set<String> parts = new TreeSet<>(OF_SERVE);
        try (Stream<Path> files = Files.list(FEATURES)) {
            for (Path file : files.filter(name -> name.toString().contains("concert-launcher-"))
                    .toList()) {
                parts.addAll(bundles(file));
            }
        }
        parts.removeIf(bundle -> ON_CLASS_PATH.matcher(bundle).matches());

        assertThat(bundles(FEATURES.resolve("concert-launcher.json"))).isEqualTo(parts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"core", "ssh", "docker", "jmx", "services", "http", "shell"})
    void featureOfKarafHasTheBundlesOfTheJsonFeature(String name) throws IOException {
        String repository = Files.readString(FEATURES.resolve("features.xml"));
        int begin = repository.indexOf("<feature name=\"concert-launcher-" + name + "\"");
        String feature = repository.substring(begin, repository.indexOf("\n  </feature>", begin));

        Set<String> bundles = KARAF_BUNDLE
                .matcher(feature)
                .results()
                .map(match -> id(match.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(bundles)
                .isEqualTo(bundles(FEATURES.resolve("concert-launcher-" + name + ".json")).stream()
                        .map(bundle -> bundle.replaceAll(" .*", ""))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Return an artefact as the JSON files name it, which have the version last. */
    private static String id(String ofKaraf) {
        return ofKaraf.replaceAll("^(.+)/(.+)/(.+)/jar/(.+)$", "$1/$2/jar/$4/$3")
                .replace('/', ':');
    }

    private static Set<String> bundles(Path file) throws IOException {
        return BUNDLE.matcher(Files.readString(file))
                .results()
                .map(match -> match.group(1) + " " + match.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
