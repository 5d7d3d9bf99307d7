/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.services.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.ProcessState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventQueueTests {

    private final PlayedLauncher played = new PlayedLauncher();
    private final Launcher launcher = played.launcher();
    private final BlockingQueue<Map.Entry<String, Map<String, Object>>> posted = new LinkedBlockingQueue<>();

    @Test
    void everyChangeIsAnEventInOrder() throws Exception {
        played.processes("imu");
        try (var queue = new EventQueue((topic, properties) -> posted.add(entry(topic, properties)));
                var listening = launcher.listen(event -> queue.add(launcher, event))) {
            assertThat(listening).isNotNull();

            played.comes("imu", ProcessState.STARTING);
            played.comes("imu", ProcessState.READY);
            played.comes("imu", ProcessState.FAILED);

            assertThat(topics(3))
                    .containsExactly("concert/process/STARTING", "concert/process/READY", "concert/process/FAILED");
        }
    }

    @Test
    void eventTellsWhatChangedAndHow() throws Exception {
        played.processes("imu");
        try (var queue = new EventQueue((topic, properties) -> posted.add(entry(topic, properties)));
                var listening = launcher.listen(event -> queue.add(launcher, event))) {
            assertThat(listening).isNotNull();

            played.comes("imu", ProcessState.FAILED);

            assertThat(next().getValue())
                    .contains(
                            entry("process", "imu"),
                            entry("session", "lab"),
                            entry("machine", "local"),
                            entry("category", "sensors"),
                            entry("state", "FAILED"),
                            entry("previousState", "STOPPED"),
                            entry("code", -1),
                            entry("exitCode", 7),
                            entry("message", "exit code 7"),
                            entry("timestamp", 1000L))
                    .doesNotContainKeys("signal", "pid", "container");
        }
    }

    @Test
    void whoPostsSlowlyMissesTheOldestAndHoldsUpNobody() throws Exception {
        played.processes("imu");
        var held = new CountDownLatch(1);
        var letGo = new CountDownLatch(1);
        try (var queue = new EventQueue((topic, properties) -> {
                    held.countDown();
                    awaitDone(letGo);
                    posted.add(entry(topic, properties));
                });
                var listening = launcher.listen(event -> queue.add(launcher, event))) {
            assertThat(listening).isNotNull();
            played.comes("imu", ProcessState.WAITING);
            held.await();

            for (int i = 0; i < 2 * EventQueue.CAPACITY; i++) {
                played.comes("imu", ProcessState.STARTING);
            }
            played.comes("imu", ProcessState.READY);
            letGo.countDown();

            List<String> topics = topics(1 + EventQueue.CAPACITY);
            assertThat(topics).startsWith("concert/process/WAITING").endsWith("concert/process/READY");
            assertThat(posted).isEmpty();
        }
    }

    @Test
    void failureToPostOneIsNotTheEndOfTheOthers() throws Exception {
        played.processes("imu");
        try (var queue = new EventQueue((topic, properties) -> {
                    if (topic.endsWith("STARTING")) {
                        throw new IllegalStateException("as the test wants it");
                    }
                    posted.add(entry(topic, properties));
                });
                var listening = launcher.listen(event -> queue.add(launcher, event))) {
            assertThat(listening).isNotNull();

            played.comes("imu", ProcessState.STARTING);
            played.comes("imu", ProcessState.READY);

            assertThat(topics(1)).containsExactly("concert/process/READY");
        }
    }

    private static void awaitDone(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> topics(int count) throws InterruptedException {
        List<String> topics = new ArrayList<>();
        while (topics.size() < count) {
            topics.add(next().getKey());
        }
        return topics;
    }

    private Map.Entry<String, Map<String, Object>> next() throws InterruptedException {
        Map.Entry<String, Map<String, Object>> next = posted.poll(30, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }
}
