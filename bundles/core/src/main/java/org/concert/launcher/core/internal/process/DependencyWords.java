/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.util.EnumSet;
import java.util.Set;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.config.ProcessConfig;

/** Says of a process that goes on that it does so without something that it depends on: one diagnosis where one thing has failed. */
final class DependencyWords {

    /** In all others it is as good as it was when what depends on it was started, or about to be. */
    private static final Set<ProcessState> IN_TROUBLE = EnumSet.of(
            ProcessState.UNHEALTHY,
            ProcessState.STOPPING,
            ProcessState.STOPPED,
            ProcessState.BACKOFF,
            ProcessState.BLOCKED,
            ProcessState.FAILED,
            ProcessState.UNKNOWN);

    private DependencyWords() {}

    /** Return which of its direct dependencies is in trouble, the first in the order of the file; empty if none is. */
    static String of(ProcessConfig process, ProcessBoard board) {
        return process.depends().stream()
                .flatMap(name -> board.read(name).stream())
                .filter(dependency -> IN_TROUBLE.contains(dependency.state()))
                .findFirst()
                .map(dependency -> dependency.name() + ", which it depends on, is " + dependency.state())
                .orElse("");
    }
}
