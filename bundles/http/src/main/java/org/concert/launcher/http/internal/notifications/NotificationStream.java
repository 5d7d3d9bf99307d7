/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.notifications;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import javax.management.Notification;
import org.concert.launcher.http.internal.events.EventSource;
import org.jolokia.server.core.service.notification.NotificationResult;

/** What a client is told, as a stream: an event for each notification, and its data as when it is fetched. */
final class NotificationStream implements EventSource {

    private static final byte[] NOTHING = {};

    private final NotificationClient client;
    private final Function<NotificationResult, String> json;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    /** At the beginning there is something to be sent, so that the client sees that it is heard. */
    private final StringBuilder piece = new StringBuilder("retry: 2000\n\n");

    /**
     * Create a stream.
     *
     * @param json gives the JSON of a result, in one line
     */
    NotificationStream(NotificationClient client, Function<NotificationResult, String> json) {
        this.client = client;
        this.json = json;
    }

    @Override
    public byte[] next() {
        for (Subscription subscription : client.subscriptions()) {
            if (subscription.wish().mode() == Wish.Mode.SSE) {
                add(subscription.take());
            }
        }
        if (piece.length() == 0) {
            return NOTHING;
        }
        byte[] bytes = piece.toString().getBytes(StandardCharsets.UTF_8);
        piece.setLength(0);
        piece.trimToSize();
        return bytes;
    }

    private void add(NotificationResult result) {
        int dropped = result.getDropped();
        for (Notification notification : result.getNotifications()) {
            var one = new NotificationResult(result.getHandle(), List.of(notification), result.getHandback(), dropped);
            dropped = 0;
            piece.append("id: ").append(notification.getSequenceNumber()).append('\n');
            piece.append("data: ").append(json.apply(one)).append("\n\n");
        }
    }

    @Override
    public void close() {
        closed.complete(null);
    }

    /** Have something done at the end; at once if that has come already. */
    void onClose(Runnable action) {
        var unused = closed.thenRun(action);
    }
}
