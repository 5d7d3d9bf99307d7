/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.nio.file.Path;
import org.concert.launcher.config.ConfigException;
import org.concert.launcher.config.LauncherConfigReader;
import org.concert.launcher.config.ProcessConfig;

/** Processes as a launcher file would describe them. */
final class TestProcesses {

    private TestProcesses() {}

    /**
     * Return a process named p in session robot.
     *
     * @param keys its keys besides cmd, one line of YAML, with or without braces
     */
    static ProcessConfig of(String keys) {
        String entries = keys.startsWith("{") ? keys.substring(1, keys.length() - 1) : keys;
        String file = "context: {session: robot}\np: {cmd: ./p" + (entries.isEmpty() ? "" : ", ") + entries + "}\n";
        try {
            return LauncherConfigReader.parse(file, Path.of("/robot/launcher.yaml"))
                    .processes()
                    .values()
                    .iterator()
                    .next();
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
