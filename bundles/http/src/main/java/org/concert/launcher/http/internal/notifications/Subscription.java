/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.notifications;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import javax.management.Notification;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import org.jolokia.server.core.service.notification.NotificationResult;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants to hear of, and what it has not taken of it yet: the newest {@value #MOST_KEPT}. Notifications come on
 * threads of those who send them, which never wait.
 */
final class Subscription implements NotificationListener {

    /** As many as Jolokia keeps. */
    static final int MOST_KEPT = 100;

    private final String handle;
    private final Wish wish;
    private final Set<ObjectName> names;
    private final Runnable onArrival;

    /** Guarded by itself, as is the number of those that were dropped. */
    private final Deque<Notification> kept = new ArrayDeque<>();

    private int dropped;

    /**
     * Create a subscription.
     *
     * @param names the MBeans that the wish stands for
     * @param onArrival called after each notification
     */
    Subscription(String handle, Wish wish, Set<ObjectName> names, Runnable onArrival) {
        this.handle = handle;
        this.wish = wish;
        this.names = Set.copyOf(names);
        this.onArrival = onArrival;
    }

    String handle() {
        return handle;
    }

    Wish wish() {
        return wish;
    }

    Set<ObjectName> names() {
        return names;
    }

    @Override
    public void handleNotification(Notification notification, @Nullable Object handback) {
        synchronized (kept) {
            if (kept.size() == MOST_KEPT) {
                kept.removeFirst();
                dropped++;
            }
            kept.addLast(notification);
        }
        onArrival.run();
    }

    /** Return what came since this was last asked, in order; it is forgotten then. */
    NotificationResult take() {
        synchronized (kept) {
            List<Notification> all = new ArrayList<>(kept);
            NotificationResult result = new NotificationResult(handle, all, wish.handback(), dropped);
            kept.clear();
            dropped = 0;
            return result;
        }
    }
}
