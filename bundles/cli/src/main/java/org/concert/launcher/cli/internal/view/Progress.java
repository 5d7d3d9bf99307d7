/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.time.Instant;
import org.concert.launcher.api.ProcessEvent;

/** Shows how a start or a stop goes on. Safe for use by several threads. */
public interface Progress extends AutoCloseable {

    /** Show a state change; it may be of a process that has no part in it. */
    void stateChanged(ProcessEvent event);

    /** Take note that time has passed, as it does at least once a second. */
    default void timePassed(Instant now) {}

    /** Show how things stand now, and no more after that. A second call does nothing. */
    @Override
    void close();
}
