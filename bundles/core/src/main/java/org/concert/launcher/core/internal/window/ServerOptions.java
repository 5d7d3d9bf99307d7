/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what is noted as options of the tmux server: their names begin with what it is, and a value is one word. */
final class ServerOptions {

    private ServerOptions() {}

    /**
     * Read what {@code show-options -s} printed: values by what is behind the beginning of their names.
     *
     * @param beginning that of the names
     */
    static Map<String, String> read(String beginning, List<String> lines) {
        Map<String, String> values = new HashMap<>();
        for (String line : lines) {
            int space = line.indexOf(' ');
            if (line.startsWith(beginning) && space > beginning.length()) {
                values.put(
                        line.substring(beginning.length(), space),
                        line.substring(space + 1).replace("\"", ""));
            }
        }
        return values;
    }

    /** Do so where these are the keys of processes. */
    static Map<ProcessKey, String> ofProcesses(String beginning, List<String> lines) {
        Map<ProcessKey, String> values = new HashMap<>();
        read(beginning, lines).forEach((name, value) -> {
            if (name.indexOf('/') > 0) {
                values.put(ProcessKey.parse(name), value);
            }
        });
        return values;
    }
}
