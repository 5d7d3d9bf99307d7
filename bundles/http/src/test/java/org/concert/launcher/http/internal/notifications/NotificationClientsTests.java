/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.Notification;
import javax.management.NotificationBroadcasterSupport;
import javax.management.ObjectName;
import org.jolokia.server.core.service.notification.NotificationResult;
import org.junit.jupiter.api.Test;

class NotificationClientsTests {

    private static final Duration LATER = NotificationClients.LONGEST_SILENCE.plusSeconds(1);

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicBoolean valid = new AtomicBoolean(true);
    private final NotificationClients clients = new NotificationClients(server, nanos::get);

    /** What an MBean that only sends looks like. */
    public interface SenderMBean {}

    /** An MBean that only sends. */
    public static final class Sender extends NotificationBroadcasterSupport implements SenderMBean {}

    /** What an MBean that sends nothing looks like. */
    public interface SilentMBean {}

    /** An MBean that sends nothing. */
    public static final class Silent implements SilentMBean {}

    private static Wish wish(String name) throws Exception {
        return new Wish(new ObjectName(name), Wish.Mode.PULL, List.of(), null);
    }

    private Sender sender(String name) throws Exception {
        var sender = new Sender();
        server.registerMBean(sender, new ObjectName("org.concert.launcher:type=Process,name=" + name));
        return sender;
    }

    private static void send(Sender sender, long number) {
        sender.sendNotification(new Notification("x", "source", number));
    }

    @Test
    void onlyTheNewestAreKeptAndTheOthersCounted() throws Exception {
        Sender imu = sender("imu");
        Subscription heard = clients.add(
                clients.register("ann", () -> true), wish("org.concert.launcher:type=Process,name=imu"), () -> {});
        for (int number = 1; number <= Subscription.MOST_KEPT + 7; number++) {
            send(imu, number);
        }

        NotificationResult taken = heard.take();

        assertThat(taken.getNotifications()).hasSize(Subscription.MOST_KEPT);
        assertThat(taken.getNotifications().get(0).getSequenceNumber()).isEqualTo(8);
        assertThat(taken.getDropped()).isEqualTo(7);
        assertThat(heard.take().getDropped()).isZero();
    }

    @Test
    void clientThatIsNotHeardOfIsForgottenWithItsListeners() throws Exception {
        Sender imu = sender("imu");
        NotificationClient client = clients.register("ann", () -> true);
        Subscription heard = clients.add(client, wish("org.concert.launcher:type=Process,*"), () -> {});

        nanos.addAndGet(LATER.toNanos());
        clients.sweep();
        send(imu, 1);

        assertThat(heard.take().getNotifications()).isEmpty();
        assertThatThrownBy(() -> clients.use(client.id(), "ann", () -> true))
                .isInstanceOf(InstanceNotFoundException.class)
                .hasMessageContaining("register again");
    }

    @Test
    void clientThatIsHeardOfOrReadsAStreamStays() throws Exception {
        NotificationClient asks = clients.register("ann", () -> true);
        NotificationClient reads = clients.register("ann", () -> true);
        reads.streamBy(() -> {});

        nanos.addAndGet(LATER.toNanos());
        clients.use(asks.id(), "ann", () -> true);
        clients.sweep();

        assertThat(clients.knows(asks)).isTrue();
        assertThat(clients.knows(reads)).isTrue();
    }

    @Test
    void clientGoesWithItsUserAndItsStreamEnds() throws Exception {
        var ended = new AtomicBoolean();
        NotificationClient client = clients.register("ann", valid::get);
        client.streamBy(() -> ended.set(true));

        valid.set(false);
        clients.sweep();

        assertThat(clients.knows(client)).isFalse();
        assertThat(ended).isTrue();
    }

    @Test
    void clientsAreBoundedForAllUsersTogether() throws Exception {
        for (int i = 0; i < NotificationClients.MOST; i++) {
            clients.register("user" + i / NotificationClients.MOST_OF_A_USER, () -> true);
        }

        assertThatThrownBy(() -> clients.register("another", () -> true))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.status()).isEqualTo(429));
    }

    @Test
    void patternCountsForEachMBeanItStandsFor() throws Exception {
        for (int i = 0; i < 300; i++) {
            sender("p" + i);
        }
        NotificationClient client = clients.register("ann", () -> true);
        List<String> handles = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            handles.add(clients.add(client, wish("org.concert.launcher:*"), () -> {})
                    .handle());
        }

        assertThat(handles).containsExactly("1", "2", "3");
        assertThatThrownBy(() -> clients.add(client, wish("org.concert.launcher:*"), () -> {}))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("300 MBeans more");
    }

    @Test
    void mbeanThatSendsNothingCannotBeSubscribed() throws Exception {
        server.registerMBean(new Silent(), new ObjectName("org.concert.launcher:type=Silent"));
        NotificationClient client = clients.register("ann", () -> true);

        assertThatThrownBy(() -> clients.add(client, wish("org.concert.launcher:type=Silent"), () -> {}))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("sends no notifications");
        assertThat(client.subscriptions()).isEmpty();
    }
}
