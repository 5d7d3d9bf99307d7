/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.Target;
import org.concert.launcher.api.Transport;
import org.concert.launcher.api.TransportException;

/** The transports there are at the moment; they may come and go at any time. Safe for use by several threads. */
public final class Transports {

    private final List<Transport> transports = new CopyOnWriteArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Take a transport into use. */
    public void add(Transport transport) {
        transports.add(transport);
        listeners.forEach(Runnable::run);
    }

    /** Have something run whenever there is a new transport, on the thread that brings it. */
    public void onAdded(Runnable listener) {
        listeners.add(listener);
    }

    /** Use a transport no more. */
    public void remove(Transport transport) {
        transports.remove(transport);
    }

    /** Return the transport for a place. */
    Transport serving(Target target) throws TransportException {
        return transports.stream()
                .filter(transport -> transport.serves(target))
                .findFirst()
                .orElseThrow(() -> new TransportException("Cannot reach %s: no transport for it; there is: %s"
                        .formatted(
                                target,
                                transports.stream()
                                        .map(Transport::name)
                                        .sorted()
                                        .toList())));
    }

    /** Open a place; see {@link Transport#open}. */
    Host open(Target target, Transport.Machines machines) throws TransportException, InterruptedException {
        return serving(target).open(target, machines);
    }
}
