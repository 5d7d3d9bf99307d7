/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.run;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.core.internal.process.ProcessEntry;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.jspecify.annotations.Nullable;

/** Tells why what runs is not what a start asks for. */
final class Conflict {

    private Conflict() {}

    /**
     * Return why, or null if it is.
     *
     * @param named whether the process was named: what depends on one takes it as it is, also if it is another launcher file's
     */
    static @Nullable String of(ProcessEntry entry, LaunchStep step, PaneRecord pane, boolean named) {
        if (named && entry.remark().foreign() && entry.remark().different()) {
            return "runs already, but %s; stop it first to start this one"
                    .formatted(entry.remark().text());
        }
        List<String> running = pane.start().variants();
        if (!step.variants().isEmpty() && !new TreeSet<>(step.variants()).equals(new TreeSet<>(running))) {
            return "runs already, with %s; stop it first to start it with %s"
                    .formatted(variants(running), variants(step.variants()));
        }
        Map<String, String> params = pane.start().params();
        if (!step.params().isEmpty() && !step.params().equals(params)) {
            return "runs already, with %s; stop it first to start it with %s"
                    .formatted(params(params), params(step.params()));
        }
        return null;
    }

    private static String variants(List<String> names) {
        return names.isEmpty() ? "no variants" : "variants " + String.join(", ", names);
    }

    private static String params(Map<String, String> params) {
        return params.isEmpty()
                ? "no parameters"
                : params.entrySet().stream()
                        .map(param -> param.getKey() + ":=" + param.getValue())
                        .sorted()
                        .collect(Collectors.joining(" "));
    }
}
