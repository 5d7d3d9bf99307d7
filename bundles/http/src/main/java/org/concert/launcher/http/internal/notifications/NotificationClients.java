/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.notifications;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.RuntimeOperationsException;
import org.concert.launcher.access.MBeanAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who are told of notifications, and their listeners at the MBeans: a bounded number, and none for longer than its client
 * is there. Called on the threads of requests and of the event hub.
 */
final class NotificationClients {

    static final int MOST = 100;
    static final int MOST_OF_A_USER = 20;

    /** A pattern makes one for each MBean. */
    static final int MOST_LISTENERS = 5_000;

    static final int MOST_LISTENERS_OF_A_CLIENT = 1_000;
    static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

    private static final Logger logger = LoggerFactory.getLogger(NotificationClients.class);

    private final MBeanServer server;
    private final LongSupplier nanoTime;

    /** By their ids; guarded by this, as is what each of them listens to. */
    private final Map<String, NotificationClient> clients = new HashMap<>();

    NotificationClients(MBeanServer server, LongSupplier nanoTime) {
        this.server = server;
        this.nanoTime = nanoTime;
    }

    /**
     * Make a client.
     *
     * @param valid whether its user would still be let in
     */
    synchronized NotificationClient register(String user, BooleanSupplier valid) throws RefusedException {
        if (clients.size() >= MOST) {
            throw RefusedException.tooMany("Cannot register: there are " + MOST
                    + " clients for notifications already; unregister some, or try again when they are gone");
        }
        long own = clients.values().stream()
                .filter(client -> client.user().equals(user))
                .count();
        if (own >= MOST_OF_A_USER) {
            throw RefusedException.tooMany("Cannot register: " + user + " has " + MOST_OF_A_USER
                    + " clients for notifications already; unregister some, or try again when they are gone");
        }
        var client = new NotificationClient(UUID.randomUUID().toString(), user, valid, nanoTime.getAsLong());
        clients.put(client.id(), client);
        return client;
    }

    /** Return a client of a user, and take note that it is there. */
    synchronized NotificationClient use(String id, String user, BooleanSupplier valid)
            throws InstanceNotFoundException {
        NotificationClient client = clients.get(id);
        if (client == null || !client.user().equals(user)) {
            throw new InstanceNotFoundException("Cannot find the client " + id
                    + ": it never registered, or was not heard of for " + LONGEST_SILENCE.toMinutes()
                    + " minutes; register again");
        }
        client.used(valid, nanoTime.getAsLong());
        return client;
    }

    /** Have a client hear of what it wishes. */
    synchronized Subscription add(NotificationClient client, Wish wish, Runnable onArrival)
            throws RefusedException, JMException {
        if (!knows(client)) {
            throw new InstanceNotFoundException("Cannot subscribe: the client has just gone; register again");
        }
        Set<ObjectName> names = names(wish.mbean());
        int all = clients.values().stream()
                .mapToInt(NotificationClient::listeners)
                .sum();
        if (client.listeners() + names.size() > MOST_LISTENERS_OF_A_CLIENT || all + names.size() > MOST_LISTENERS) {
            throw RefusedException.tooMany(
                    "Cannot subscribe to " + names.size() + " MBeans more: a client may listen to "
                            + MOST_LISTENERS_OF_A_CLIENT + ", and all of them to " + MOST_LISTENERS);
        }
        var subscription = new Subscription(client.nextHandle(), wish, names, onArrival);
        boolean heard = false;
        try {
            for (ObjectName name : names) {
                heard |= listen(name, subscription);
            }
        } finally {
            if (heard) {
                client.subscriptions().add(subscription);
            }
        }
        if (!heard) {
            throw RefusedException.malformed("Cannot subscribe to " + wish.mbean() + ": it sends no notifications");
        }
        return subscription;
    }

    private Set<ObjectName> names(ObjectName wished) throws InstanceNotFoundException {
        if (!wished.isPattern() && !MBeanAccess.isVisible(wished)) {
            throw new SecurityException(
                    "Cannot subscribe to " + wished + ": its notifications are not to be had over HTTP");
        }
        Set<ObjectName> names = new HashSet<>(server.queryNames(wished, null));
        names.removeIf(Predicate.not(MBeanAccess::isVisible));
        if (names.isEmpty()) {
            throw new InstanceNotFoundException("Cannot subscribe to " + wished + ": there is no such MBean");
        }
        return names;
    }

    /** Return whether an MBean sends notifications, and have them heard then. */
    private boolean listen(ObjectName name, Subscription subscription) {
        try {
            server.addNotificationListener(
                    name, subscription, subscription.wish().filter(), null);
            return true;
        } catch (InstanceNotFoundException | RuntimeOperationsException e) {
            logger.debug("No notifications of {}", name, e);
            return false;
        }
    }

    /** Have a client hear no more of something. */
    synchronized void remove(NotificationClient client, Subscription subscription) {
        client.subscriptions().remove(subscription);
        for (ObjectName name : subscription.names()) {
            try {
                server.removeNotificationListener(name, subscription);
            } catch (JMException | RuntimeOperationsException e) {
                logger.debug("{} was gone before its listener", name, e);
            }
        }
    }

    /** Forget a client, and end its stream. */
    void unregister(NotificationClient client) {
        forget(other -> other == client);
    }

    /** Forget those who are gone, and those whose user would not be let in any more. */
    void sweep() {
        long now = nanoTime.getAsLong();
        forget(client -> !client.isThere(now, LONGEST_SILENCE.toNanos()));
    }

    /** Forget all of them. */
    void clear() {
        forget(client -> true);
    }

    private void forget(Predicate<NotificationClient> which) {
        List<NotificationClient> gone;
        synchronized (this) {
            gone = clients.values().stream().filter(which).toList();
            clients.values().removeAll(gone);
            for (NotificationClient client : gone) {
                new ArrayList<>(client.subscriptions()).forEach(subscription -> remove(client, subscription));
            }
        }
        gone.forEach(client -> client.streamBy(null));
    }

    /** Return whether a client is known, and not just about to be forgotten. */
    synchronized boolean knows(NotificationClient client) {
        return clients.containsKey(client.id());
    }
}
