/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.serve;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code framework.properties}. */
final class FrameworkSettings {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");

    private FrameworkSettings() {}

    /**
     * Read the framework properties, and put values in for each {@code ${name}}.
     *
     * @param files the properties: the first has to be there, later ones win
     * @param given the properties that this run fixes: they win, and the file may refer to them. Else it may refer to
     *     system properties
     * @throws ServeException if the file cannot be read, or refers to something that is not known
     */
    static Map<String, String> read(List<Path> files, Map<String, String> given) throws ServeException {
        Properties properties = SettingsFiles.read(files);
        Map<String, String> settings = new LinkedHashMap<>();
        for (String name : properties.stringPropertyNames()) {
            settings.put(name, expand(files, name, properties.getProperty(name), given));
        }
        settings.putAll(given);
        return settings;
    }

    private static String expand(List<Path> files, String name, String value, Map<String, String> given)
            throws ServeException {
        Function<String, @Nullable String> known = key -> given.getOrDefault(key, System.getProperty(key));
        Matcher matcher = REFERENCE.matcher(value);
        StringBuilder expanded = new StringBuilder();
        while (matcher.find()) {
            String found = known.apply(matcher.group(1));
            if (found == null) {
                throw new ServeException("Cannot use " + files.get(files.size() - 1) + ": " + name + " refers to "
                        + matcher.group() + ", which is neither set by serve nor a system property");
            }
            matcher.appendReplacement(expanded, Matcher.quoteReplacement(found));
        }
        return matcher.appendTail(expanded).toString();
    }
}
