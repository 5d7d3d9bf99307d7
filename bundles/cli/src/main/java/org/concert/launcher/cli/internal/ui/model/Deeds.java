/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui.model;

import java.util.List;
import java.util.Optional;
import org.concert.launcher.api.StartRequest;

/** What keys ask for and the interface itself does not do. Each returns at once; what comes of it is told later. */
public interface Deeds {

    /** Start processes. */
    void start(StartRequest request);

    /** Stop processes, by SIGKILL if it is by force. */
    void stop(List<String> names, boolean force);

    /** Stop all. */
    void stopAll();

    /** Stop processes and start them again. */
    void restart(List<String> names);

    /** Stop processes and start them with what is asked for; what depends on them comes back as it ran. */
    void restartWith(StartRequest request);

    /** Bring up a target. */
    void up(String target);

    /** Show all that is known of a process. */
    void describe(String name);

    /** Show what happened to processes; to all, if none is named. */
    void history(List<String> names);

    /** Return a form for a start; empty, and told why, if these cannot be started. */
    Optional<StartForm> form(List<String> names);

    /** Return the targets to choose from; empty, and told so, if there are none. */
    Optional<TargetChoice> targets();
}
