/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;
import org.concert.launcher.api.LauncherException;

/** Thrown when a launcher file cannot be used; carries every mistake in it, in the order of the file. */
public final class ConfigException extends LauncherException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * Make one of all the problems found. Its message is the problems, one per line.
     *
     * @param problems at least one
     */
    public ConfigException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Return the mistakes in the order of the file; at least one. */
    public List<Problem> problems() {
        return problems;
    }
}
