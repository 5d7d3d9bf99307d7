/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts the name of the process before each line of its output, when there are several. */
public final class OutputLines {

    private final Map<String, String> prefixes = new HashMap<>();

    /** Create one for these processes. */
    public OutputLines(List<String> names, Paint paint) {
        int width = 0;
        for (String name : names) {
            width = Math.max(width, name.length());
        }
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            String prefix = paint.numbered(i, name + " ".repeat(width - name.length()) + " |") + " ";
            prefixes.put(name, names.size() == 1 ? "" : prefix);
        }
    }

    /** Return a line of output as it is to be shown. */
    public String line(String process, String line) {
        return prefixes.getOrDefault(process, "") + line;
    }
}
