/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.config.DependencyCondition;
import org.concert.launcher.core.internal.window.Wish;

/** What one process depends on, as it runs. */
public final class Dependencies {

    /** In all others it is as good as it was when what depends on it was started, or about to be. */
    private static final Set<ProcessState> IN_TROUBLE = EnumSet.of(
            ProcessState.UNHEALTHY,
            ProcessState.STOPPING,
            ProcessState.STOPPED,
            ProcessState.BACKOFF,
            ProcessState.BLOCKED,
            ProcessState.FAILED,
            ProcessState.UNKNOWN);

    private Dependencies() {}

    /** Return what a process depends on as it runs, or is to, with what it waits for. */
    public static Map<String, DependencyCondition> of(ProcessEntry entry) {
        return entry.config()
                .depends(entry.alivePane()
                        .map(alive -> alive.start().variants())
                        .or(() -> entry.wished().get().map(Wish::variants))
                        .orElseGet(entry.config()::fallbacks));
    }

    /**
     * Return which of them is in trouble, the first in the order of the file; empty if none is. A process that goes on says so: one
     * diagnosis where one thing has failed.
     */
    static String trouble(ProcessEntry entry, ProcessBoard board) {
        return (entry.config().dependsByVariant()
                        ? of(entry).keySet()
                        : entry.config().depends())
                .stream()
                        .flatMap(name -> board.read(name).stream())
                        .filter(dependency -> IN_TROUBLE.contains(dependency.state()))
                        .findFirst()
                        .map(dependency -> dependency.name() + ", which it depends on, is " + dependency.state())
                        .orElse("");
    }
}
