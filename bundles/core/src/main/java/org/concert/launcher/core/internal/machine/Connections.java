/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.time.Duration;
import java.util.function.Consumer;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.Launcher.Registration;
import org.concert.launcher.api.Target;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.tmux.Notification;

/** Makes connections to machines. What declares to be interrupted waits for the machine, and is called on a thread that may wait. */
public interface Connections {

    /** Return the name of the transport that serves a machine. */
    String transportName(String machine) throws TransportException;

    /** Connect to a machine and stay so; what its tmux tells goes to {@code heard}, on a thread of the connection. */
    Connection connect(String machine, Consumer<Notification> heard) throws TransportException, InterruptedException;

    /** Look once at our panes of a machine, and at what lives on without one. */
    Seen look(String machine) throws TransportException, InterruptedException;

    /** Open a container of a machine. */
    Place openContainer(Host machine, Target target) throws TransportException, InterruptedException;

    /** Return how long a request waits for a transport that is not there. */
    Duration patience();

    /** Hear, on any thread, of each transport that comes. */
    Registration onTransport(Runnable come);

    /** Return a number that is another one whenever a transport has come or gone. */
    long transportChanges();
}
