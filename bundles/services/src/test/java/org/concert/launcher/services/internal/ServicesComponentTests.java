/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.services.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.ManagedProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ServicesComponentTests {

    private final PlayedLauncher played = new PlayedLauncher();

    /** A bundle that is exchanged takes its launcher away while it is still being shown. */
    @Test
    void launcherThatGoesWhileItIsAddedLeavesNoService() throws Exception {
        played.processes("imu");
        CountDownLatch listening = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        Launcher launcher = slowToListenTo(listening, mayGoOn);
        Set<String> registered = ConcurrentHashMap.newKeySet();
        ServicesComponent component = new ServicesComponent(new Named(registered));

        CompletableFuture<Void> adding = CompletableFuture.runAsync(() -> component.addLauncher(launcher));
        listening.await();
        Thread removing = new Thread(() -> component.removeLauncher(launcher));
        removing.start();
        while (removing.getState() != Thread.State.BLOCKED && removing.isAlive()) {
            Thread.onSpinWait();
        }
        mayGoOn.countDown();
        adding.join();
        removing.join();
        awaitEndOfThreads("concert-services-" + launcher.session());

        assertThat(played.listeners()).isZero();
        assertThat(registered).isEmpty();
    }

    /** What is registered is taken away again by a thread of its own, which ends then. */
    private static void awaitEndOfThreads(String name) throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals(name)) {
                thread.join(TimeUnit.SECONDS.toMillis(30));
                assertThat(thread.isAlive()).as(name).isFalse();
            }
        }
    }

    private Launcher slowToListenTo(CountDownLatch listening, CountDownLatch mayGoOn) {
        Launcher launcher = played.launcher();
        return (Launcher) Proxy.newProxyInstance(
                Launcher.class.getClassLoader(), new Class<?>[] {Launcher.class}, (proxy, method, arguments) -> {
                    Object answer = Proxy.getInvocationHandler(launcher).invoke(proxy, method, arguments);
                    if (method.getName().equals("listen")) {
                        listening.countDown();
                        mayGoOn.await();
                    }
                    return answer;
                });
    }

    private record Named(Set<String> registered) implements Registrar {

        @Override
        public Service register(ManagedProcess process, Map<String, Object> properties) {
            registered.add(process.name());
            return new Service() {
                @Override
                public void update(Map<String, Object> now) {
                    registered.add(process.name());
                }

                @Override
                public void close() {
                    registered.remove(process.name());
                }
            };
        }
    }
}
