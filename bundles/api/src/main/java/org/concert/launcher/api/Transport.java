/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Opens hosts for one kind of place. When a transport goes, as its bundle is stopped or updated, all hosts that it has opened
 * are closed; what runs in tmux there runs on. Registered as an OSGi service, or, on a plain class path, found by
 * {@link java.util.ServiceLoader}. Called from several threads at once, for different places.
 */
@ConsumerType
public interface Transport {

    /** Return the name people know it by, such as {@code local}. */
    String name();

    /** Return whether this transport is the one for a place; no other may also say so. */
    boolean serves(Target target);

    /**
     * Open a place.
     *
     * @param target a place this transport {@linkplain #serves serves}
     * @param machines gives the host of a machine that the place stands on, such as that of a container
     * @return an open host; the caller closes it
     * @throws TransportException if the place cannot be reached; nothing was run then
     * @throws InterruptedException if the calling thread is interrupted
     */
    Host open(Target target, Machines machines) throws TransportException, InterruptedException;

    /** Gives the hosts that other hosts stand on. */
    @FunctionalInterface
    interface Machines {

        /**
         * Return the open host of a machine. The caller does not close it: it stays open for as long as the host that is
         * opened now. Its loss is the loss of that host too.
         *
         * @throws TransportException if the machine cannot be reached
         * @throws InterruptedException if the calling thread is interrupted
         */
        Host host(String machine) throws TransportException, InterruptedException;
    }
}
