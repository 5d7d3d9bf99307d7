/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One process of a launcher file, for those to whom the others are of no concern.
 *
 * <p>In OSGi every process of every launcher is a service of this type, with the properties below, which follow each
 * change of its state: {@code (&(process=xbot2)(state=READY))} is there while xbot2 is ready. The service comes and goes
 * with the process's entry in the launcher file. A state that lasts for some milliseconds only may be passed over; the
 * one that lasts is always shown.
 *
 * <p>Safe for use by several threads. What changes something returns at once; see {@link Run}. When the launcher has let go
 * of the process, snapshot and description stay as they were last, and everything else throws a {@link RequestException}.
 */
@ProviderType
public interface ManagedProcess {

    /** Service property, {@code String}: the process as the launcher file names it. */
    String PROCESS = "process";

    /** Service property, {@code String}: the tmux session its window is in. */
    String SESSION = "session";

    /** Service property, {@code String}: where it runs, {@code local}, {@code user@host}, ... */
    String MACHINE = "machine";

    /** Service property, {@code String}: the container it is executed in; not there without one. */
    String CONTAINER = "container";

    /** Service property, {@code String}: the name of its {@link ProcessState}. */
    String STATE = "state";

    /** Service property, {@code Integer}: {@link ProcessState#code}. */
    String CODE = "code";

    /** Service property, {@code Boolean}: {@link ProcessSnapshot#ready}. */
    String READY = "ready";

    /** Service property, {@code Long}: the process id of its pane on its machine; not there when it does not live. */
    String PID = "pid";

    /** Service property, {@code Integer}: how it ended; not there when it has not. */
    String EXIT_CODE = "exitCode";

    /** Service property, {@code String}: the signal that ended it, such as {@code SIGSEGV}; not there without one. */
    String SIGNAL = "signal";

    /** Service property, {@code String[]}: the variants it was started with. */
    String VARIANTS = "variants";

    /** Service property, {@code String}: the group a console shows it in; not there without one. */
    String CATEGORY = "category";

    /** Return the process as the launcher file names it. */
    String name();

    /** Return what is known of it now. */
    ProcessSnapshot snapshot();

    /** Return what the launcher file says of it. */
    ProcessDescription description();

    /** Return the launcher that it belongs to, for its output, its process tree and all that concerns others too. */
    Launcher launcher();

    /**
     * Start it without variants, and everything it depends on; see {@link Launcher#start}.
     *
     * @throws RequestException if the launcher has let go of it, or a parameter has no value
     */
    default Run start() throws RequestException {
        return start(List.of(), Map.of());
    }

    /**
     * Start it, and everything it depends on; see {@link Launcher#start}.
     *
     * @throws RequestException if the request does not fit the launcher file
     */
    Run start(List<String> variants, Map<String, String> params) throws RequestException;

    /**
     * Stop it, its running dependants first; see {@link Launcher#stop}.
     *
     * @param force true to begin with SIGKILL instead of the stop signal
     * @throws RequestException if the launcher has let go of it
     */
    Run stop(boolean force) throws RequestException;

    /**
     * Stop it and start it again, as it ran; see {@link Launcher#restart}.
     *
     * @throws RequestException if the launcher has let go of it
     */
    Run restart() throws RequestException;
}
