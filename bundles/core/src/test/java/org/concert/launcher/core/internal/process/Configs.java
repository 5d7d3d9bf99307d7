/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.nio.file.Path;
import java.util.Map;
import org.concert.launcher.config.ConfigException;
import org.concert.launcher.config.LauncherConfigReader;
import org.concert.launcher.config.ProcessConfig;

/** Processes of launcher files that are not there. */
final class Configs {

    private Configs() {}

    /** Return the process {@code p} of session {@code s}, with the entries given. */
    static ProcessConfig process(String entries) throws ConfigException {
        String text = "context: {session: s}\np: {" + entries + "}\n";
        Map<String, ProcessConfig> processes =
                LauncherConfigReader.parse(text, Path.of("launcher.yaml")).processes();
        return processes.values().iterator().next();
    }
}
