/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what is noted of processes as options of the tmux server, one for each process; a value is one word. */
final class ServerOptions {

    private ServerOptions() {}

    /**
     * Read what {@code show-options -s} printed.
     *
     * @param option the name of the options, before the key of the process
     */
    static Map<ProcessKey, String> read(String option, List<String> lines) {
        Map<ProcessKey, String> values = new HashMap<>();
        for (String line : lines) {
            int space = line.indexOf(' ');
            if (line.startsWith(option) && line.indexOf('/', option.length()) > 0 && space > option.length()) {
                values.put(
                        ProcessKey.parse(line.substring(option.length(), space)),
                        line.substring(space + 1).replace("\"", ""));
            }
        }
        return values;
    }
}
