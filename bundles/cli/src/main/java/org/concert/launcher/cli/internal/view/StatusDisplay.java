/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.time.Instant;
import java.util.List;
import org.concert.launcher.api.ProcessSnapshot;

/** Shows what runs, again and again. Safe for use by several threads. */
public interface StatusDisplay extends AutoCloseable {

    /**
     * Show how things stand; it may be as before.
     *
     * @param reasons why nothing is known of some of the processes, a line each
     */
    void show(List<ProcessSnapshot> processes, List<String> reasons, Instant now);

    /** Show no more. A second call does nothing. */
    @Override
    void close();
}
