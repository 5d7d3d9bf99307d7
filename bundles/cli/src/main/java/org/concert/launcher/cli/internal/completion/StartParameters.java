/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.completion;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.concert.launcher.config.ConfigException;
import org.concert.launcher.config.LauncherConfig;
import org.concert.launcher.config.LauncherConfigReader;
import org.concert.launcher.config.ParameterConfig;

/** The parameters that a start uses, for who is asked for them. */
public final class StartParameters {

    private StartParameters() {}

    /**
     * Return the parameters that a start of processes uses, by name, each with its value where nobody gives another; empty if it has
     * none.
     *
     * @throws ConfigException if the launcher file cannot be used
     */
    public static Map<String, String> of(Path file, List<String> names) throws ConfigException {
        LauncherConfig config = LauncherConfigReader.read(file);
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String word :
                new FileWords(config).params(names, List.of(), List.of()).words()) {
            String name = word.replace(":=", "");
            ParameterConfig declared = config.parameters().get(name);
            String fallback = declared == null ? null : declared.fallback();
            parameters.put(name, config.params().getOrDefault(name, fallback == null ? "" : fallback));
        }
        return parameters;
    }
}
