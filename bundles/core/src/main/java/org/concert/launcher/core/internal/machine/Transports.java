/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.security.CodeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.Launcher.Registration;
import org.concert.launcher.api.Target;
import org.concert.launcher.api.Transport;
import org.concert.launcher.api.TransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transports there are at the moment, and the hosts that each has opened. They may come and go at any time: the hosts
 * of one that goes are closed, so that nothing of it is in use any more. Safe for use by several threads.
 */
public final class Transports {

    private static final Logger logger = LoggerFactory.getLogger(Transports.class);

    /** Machines that answer no more are left without a good-bye. */
    private static final Duration LONGEST_CLOSING = Duration.ofSeconds(5);

    private final Duration patience;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    private final AtomicLong changes = new AtomicLong();

    /** What each transport has open; guarded by itself. */
    private final Map<Transport, Set<Host>> hosts = new LinkedHashMap<>();

    /**
     * Create a set without any.
     *
     * @param patience how long a request waits for a transport that is not there, as it may be being exchanged; 0 where
     *     all are there from the start
     */
    public Transports(Duration patience) {
        this.patience = patience;
    }

    /** Return how long a request waits for a transport that is not there. */
    Duration patience() {
        return patience;
    }

    /** Return a number that is another one whenever a transport has come or gone. */
    long changes() {
        return changes.get();
    }

    /** Take a transport into use. */
    public void add(Transport transport) {
        synchronized (hosts) {
            hosts.put(transport, new LinkedHashSet<>());
            changes.incrementAndGet();
        }
        listeners.forEach(Runnable::run);
    }

    /** Have something run whenever there is a new transport, on the thread that brings it, until the result is closed. */
    public Registration onAdded(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Return whether there is none at present. */
    public boolean isEmpty() {
        synchronized (hosts) {
            return hosts.isEmpty();
        }
    }

    /** Use a transport no more, and close what it has opened; that is done when this returns, or would take too long. */
    public void remove(Transport transport) {
        Set<Host> open;
        synchronized (hosts) {
            open = hosts.remove(transport);
            changes.incrementAndGet();
        }
        if (open == null) {
            return;
        }
        List<Thread> closings = new ArrayList<>();
        for (Host host : open) {
            Thread closing = new Thread(host::close, "concert-closing-" + host.target());
            closing.setDaemon(true);
            closing.start();
            closings.add(closing);
        }
        long deadlineNanos = System.nanoTime() + LONGEST_CLOSING.toNanos();
        try {
            for (Thread closing : closings) {
                closing.join(Math.max(1, (deadlineNanos - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            logger.debug("What transport {} has open is left behind while it is closed", name(transport), e);
            Thread.currentThread().interrupt();
        }
    }

    /** Return the transport for a place; one that fails to tell serves none. */
    Transport serving(Target target) throws TransportException {
        List<Transport> present;
        synchronized (hosts) {
            present = List.copyOf(hosts.keySet());
        }
        TransportException failure = null;
        for (Transport transport : present) {
            try {
                if (transport.serves(target)) {
                    return transport;
                }
            } catch (RuntimeException | LinkageError e) {
                // Another may serve the place all the same.
                failure = new TransportException(GuardedHost.complaint(target, label(transport), e), e);
            }
        }
        if (failure != null) {
            throw failure;
        }
        throw new MissingTransportException(
                target, present.stream().map(Transports::name).sorted().toList());
    }

    /** Open a place; see {@link Transport#open}. */
    Host open(Target target, Transport.Machines machines) throws TransportException, InterruptedException {
        Transport transport = serving(target);
        Host host = GuardedHost.of(opened(transport, target, machines), target, label(transport));
        if (!keep(transport, host)) {
            host.close();
            // Another may be there by now; if not, this tells.
            return open(target, machines);
        }
        return host;
    }

    private static Host opened(Transport transport, Target target, Transport.Machines machines)
            throws TransportException, InterruptedException {
        try {
            return transport.open(target, machines);
        } catch (RuntimeException | LinkageError e) {
            throw new TransportException(GuardedHost.complaint(target, label(transport), e), e);
        }
    }

    /** Return the name of a transport, and the file it comes from: its bundle, or its jar. */
    private static String label(Transport transport) {
        CodeSource source = transport.getClass().getProtectionDomain().getCodeSource();
        String location = source == null || source.getLocation() == null
                ? transport.getClass().getName()
                : source.getLocation().getPath();
        return "%s (%s)".formatted(name(transport), location.replaceFirst("^.*/(?=[^/]+/*$)", ""));
    }

    /** Return the name of a transport; of one that cannot even tell that, of its class. */
    static String name(Transport transport) {
        try {
            return transport.name();
        } catch (RuntimeException | LinkageError e) {
            logger.debug("A transport has no name", e);
            return transport.getClass().getSimpleName();
        }
    }

    private boolean keep(Transport transport, Host host) {
        synchronized (hosts) {
            Set<Host> open = hosts.get(transport);
            if (open == null) {
                return false;
            }
            open.add(host);
        }
        CompletionStage<String> lost = host.lost();
        lost.whenComplete((reason, failure) -> forget(transport, host));
        return true;
    }

    private void forget(Transport transport, Host host) {
        synchronized (hosts) {
            Set<Host> open = hosts.get(transport);
            if (open != null) {
                open.remove(host);
            }
        }
    }
}
