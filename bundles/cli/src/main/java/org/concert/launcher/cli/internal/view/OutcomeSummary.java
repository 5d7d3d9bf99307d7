/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.util.List;

/**
 * What to say at the end of a start or a stop.
 *
 * @param results what was done; for standard output
 * @param problems what was not, each with its reason; a problem may have several lines. For standard error
 * @param hints what to try next; only of use to a person at a terminal
 */
public record OutcomeSummary(List<String> results, List<String> problems, List<String> hints) {

    /** Copy the lists, so that nobody can change them later. */
    public OutcomeSummary {
        results = List.copyOf(results);
        problems = List.copyOf(problems);
        hints = List.copyOf(hints);
    }
}
