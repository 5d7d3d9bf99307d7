/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class NotifierTests {

    private final Delivery delivery = new Delivery();
    private final Notifier notifier = new Notifier(delivery);
    private final BlockingQueue<Long> heard = new LinkedBlockingQueue<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch stuck = new CountDownLatch(1);

    @AfterEach
    void close() {
        release.countDown();
        delivery.close();
    }

    @Test
    void slowListenerHoldsUpNobody() throws Exception {
        notifier.addNotificationListener(this::hang, null, null);
        notifier.addNotificationListener(this::hear, null, null);

        send(100);

        assertThat(LongStream.rangeClosed(1, 100).map(any -> take()).toArray())
                .isEqualTo(LongStream.rangeClosed(1, 100).toArray());
        assertThat(stuck.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void oldestAreDroppedForAListenerThatDoesNotKeepUp() throws Exception {
        NotificationListener slow = (notification, handback) -> {
            hang(notification, handback);
            hear(notification, handback);
        };
        notifier.addNotificationListener(slow, null, null);
        send(1);
        assertThat(stuck.await(10, TimeUnit.SECONDS)).isTrue();

        send(Subscriber.CAPACITY + 5);
        release.countDown();

        assertThat(take()).isEqualTo(1);
        assertThat(take()).as("2 to 6 are dropped").isEqualTo(7);
        assertThat(delivery.dropped()).isEqualTo(5);
    }

    @Test
    void failingListenerHearsOn() {
        NotificationListener failing = (notification, handback) -> {
            hear(notification, handback);
            throw new IllegalStateException("broken listener of a test");
        };
        notifier.addNotificationListener(failing, null, null);

        send(2);

        assertThat(take()).isEqualTo(1);
        assertThat(take()).isEqualTo(2);
    }

    @Test
    void filterDecidesWhatIsHeard() {
        notifier.addNotificationListener(this::hear, notification -> notification.getSequenceNumber() > 2, null);

        send(3);

        assertThat(take()).isEqualTo(3);
    }

    @Test
    void removedListenerHearsNoMore() throws Exception {
        NotificationListener removed = (notification, handback) -> heard.add(-1L);
        notifier.addNotificationListener(removed, null, "a");
        notifier.addNotificationListener(removed, null, "b");
        notifier.addNotificationListener(this::hear, null, null);

        notifier.removeNotificationListener(removed, null, "a");
        notifier.removeNotificationListener(removed);
        send(1);

        assertThat(take()).isEqualTo(1);
        assertThat(heard).isEmpty();
    }

    @Test
    void unknownListenerCannotBeRemoved() {
        NotificationListener stranger = (notification, handback) -> {};

        assertThatExceptionOfType(ListenerNotFoundException.class)
                .isThrownBy(() -> notifier.removeNotificationListener(stranger));
        assertThatExceptionOfType(ListenerNotFoundException.class)
                .isThrownBy(() -> notifier.removeNotificationListener(stranger, null, null));
    }

    @Test
    void hangingListenerIsInterruptedAtTheEnd() throws Exception {
        var interrupted = new CountDownLatch(1);
        notifier.addNotificationListener(
                (notification, handback) -> {
                    stuck.countDown();
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                },
                null,
                null);
        send(1);
        assertThat(stuck.await(10, TimeUnit.SECONDS)).isTrue();

        delivery.close();

        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private void send(int count) {
        for (int i = 0; i < count; i++) {
            notifier.send(sequence -> new Notification("test", this, sequence));
        }
    }

    private void hear(Notification notification, Object handback) {
        heard.add(notification.getSequenceNumber());
    }

    private void hang(Notification notification, Object handback) {
        stuck.countDown();
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long take() {
        try {
            Long next = heard.poll(10, TimeUnit.SECONDS);
            assertThat(next).as("a notification within 10 s").isNotNull();
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
