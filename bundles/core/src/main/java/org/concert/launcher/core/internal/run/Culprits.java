/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.run;

import java.util.HashMap;
import java.util.Map;

/** The failures that are at the root of processes not being started. Lives on the loop. */
final class Culprits {

    private final Map<String, String> roots = new HashMap<>();

    /** Take note that a process is not started as a dependency has failed, or was not started either; return that in words. */
    String blame(String name, String dependency) {
        String root = roots.getOrDefault(dependency, dependency);
        roots.put(name, root);
        String through = root.equals(dependency) ? "" : " (through '" + dependency + "')";
        return "dependency '%s'%s failed".formatted(root, through);
    }
}
