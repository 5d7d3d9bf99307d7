/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx;

import org.concert.launcher.api.MachineSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * A machine that processes run on. Its name is {@code org.concert.launcher:type=Machine,name=<machine>}; a machine with
 * a port is quoted, as an ObjectName wants it: {@code name="user@host:2222"}. Two launchers that use the same machine
 * share the MBean: it shows the view of the one that came first.
 */
@Description("A machine that processes run on")
public interface MachineMXBean {

    /** Return the machine, as the launcher file names it. */
    @Description("The machine, as the launcher file names it")
    String getName();

    /** Return the name of the transport that reaches it, or null. */
    @Description("The transport that reaches it, or null while none does")
    @Nullable
    String getTransport();

    /** Return the name of the {@link org.concert.launcher.api.MachineSnapshot.State state} of the connection. */
    @Description("The state of the connection: IDLE, CONNECTING, CONNECTED or UNREACHABLE")
    @Values(namesOf = MachineSnapshot.State.class)
    String getState();

    /** Return whether what is known of its processes is current. */
    @Description("Whether it is reached, so that what is known of its processes is current")
    boolean isConnected();

    /** Return the version of its tmux, or null. */
    @Description("The version of its tmux, or null while not known")
    @Nullable
    String getTmuxVersion();

    /** Return what runs its containers and its version, or null. */
    @Description(
            "What runs its containers and its version, such as 'Docker 20.10.24'; null until a container was reached")
    @Nullable
    String getContainerRuntime();

    /** Return how long its tmux took to answer the last question, in milliseconds, or null. */
    @Description("How long its tmux took to answer the last question, in milliseconds; null while not connected")
    @Values(units = "milliseconds", min = 0)
    @Nullable
    Long getLatencyMillis();

    /** Return why it could not be reached the last time; empty when it could. */
    @Description("Why it could not be reached the last time; empty when it could")
    String getLastError();

    /** Return the processes that run on it, or would. */
    @Description("The processes of the launcher file that belong on it")
    String[] getProcesses();
}
