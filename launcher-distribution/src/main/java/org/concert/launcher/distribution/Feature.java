/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.distribution;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What an OSGi feature says of the distribution.
 *
 * @param folders the folder of each jar within the distribution, by the jar's file name
 */
record Feature(SortedMap<String, String> folders) {

    /** The folder of the jars that are on the class path and are no bundles of the framework. */
    static final String CLASS_PATH = "lib";

    /**
     * Read a feature: its bundles by start level, and its extension {@code class-path}.
     *
     * @throws IOException if the file cannot be read
     */
    static Feature read(Path file) throws IOException {
        SortedMap<String, String> folders = new TreeMap<>();
        try (Reader reader = Files.newBufferedReader(file)) {
            // Every JSON file is a YAML file.
            Map<?, ?> feature = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            for (Object bundle : list(feature, "bundles")) {
                int level = (Integer) value(bundle, "start-order");
                folders.put(jar(bundle), String.format("bundles/%02d", level));
            }
            Object classPath = value(value(feature, "extensions"), "class-path");
            for (Object artifact : list(classPath, "artifacts")) {
                folders.put(jar(artifact), CLASS_PATH);
            }
        }
        return new Feature(folders);
    }

    /** Return the file name of an artefact, {@code artifact-version.jar} or {@code artifact-version-classifier.jar}. */
    private static String jar(Object artifact) {
        String[] id = value(artifact, "id").toString().split(":", -1);
        if (id.length == 5) {
            return id[1] + "-" + id[4] + "-" + id[3] + "." + id[2];
        }
        if (id.length != 3) {
            throw new IllegalArgumentException("Cannot use the id " + String.join(":", id)
                    + ": it must be group:artifact:version or group:artifact:jar:classifier:version");
        }
        return id[1] + "-" + id[2] + ".jar";
    }

    private static List<? extends Object> list(Object map, String key) {
        return (List<? extends Object>) value(map, key);
    }

    private static Object value(Object map, String key) {
        Object value = ((Map<?, ?>) map).get(key);
        if (value == null) {
            throw new IllegalArgumentException("Cannot use the feature: " + map + " has no " + key);
        }
        return value;
    }
}
