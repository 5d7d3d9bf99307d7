/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.services.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.concert.launcher.api.ManagedProcess;
import org.concert.launcher.api.ProcessState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProcessServicesTests {

    private final PlayedLauncher played = new PlayedLauncher();
    private final Services registry = new Services();

    @Test
    void everyProcessIsAServiceThatTellsHowItIs() throws Exception {
        played.processes("imu", "arm");
        try (var shown = ProcessServices.show(played.launcher(), registry)) {
            registry.await(Map.of("imu", "STOPPED", "arm", "STOPPED"));

            played.comes("imu", ProcessState.READY);
            registry.await(Map.of("imu", "READY", "arm", "STOPPED"));

            assertThat(registry.properties("imu"))
                    .contains(
                            entry("process", "imu"),
                            entry("session", "lab"),
                            entry("machine", "local"),
                            entry("code", 2),
                            entry("ready", true),
                            entry("pid", 4711L),
                            entry("category", "sensors"),
                            entry("variants", new String[] {"loud"}))
                    .doesNotContainKeys("exitCode", "signal", "container");
            assertThat(registry.process("imu").snapshot().state()).isEqualTo(ProcessState.READY);
            assertThat(shown).isNotNull();
        }
        assertThat(registry.services).isEmpty();
        assertThat(played.listeners()).isZero();
    }

    @Test
    void whatTheFirstLookFindsIsShown() throws Exception {
        played.processes("imu");
        try (var shown = ProcessServices.show(played.launcher(), registry)) {
            registry.await(Map.of("imu", "STOPPED"));

            played.isFound("imu", ProcessState.READY);

            registry.await(Map.of("imu", "READY"));
            assertThat(shown).isNotNull();
        }
    }

    @Test
    void servicesComeAndGoWithTheLauncherFileAndOthersStay() throws Exception {
        played.processes("imu", "arm");
        try (var shown = ProcessServices.show(played.launcher(), registry)) {
            registry.await(Map.of("imu", "STOPPED", "arm", "STOPPED"));
            ManagedProcess arm = registry.process("arm");

            played.processes("arm", "gps");
            registry.await(Map.of("arm", "STOPPED", "gps", "STOPPED"));

            assertThat(registry.process("arm")).isSameAs(arm);
            assertThat(registry.registered).containsExactly("imu", "arm", "gps");
            assertThat(shown).isNotNull();
        }
    }

    @Test
    void slowServiceListenerHoldsUpNobodyAndTheLastStateIsShown() throws Exception {
        played.processes("imu", "arm");
        try (var shown = ProcessServices.show(played.launcher(), registry)) {
            registry.await(Map.of("imu", "STOPPED", "arm", "STOPPED"));
            registry.hold();
            played.comes("imu", ProcessState.STARTING);
            registry.awaitHeld();

            // On this thread, as on that of a launcher: it does not wait.
            IntStream.range(0, 10_000).forEach(i -> {
                played.comes("imu", ProcessState.RUNNING);
                played.comes("imu", ProcessState.STARTING);
            });
            played.comes("imu", ProcessState.FAILED);
            registry.letGo();

            registry.await(Map.of("imu", "FAILED", "arm", "STOPPED"));
            assertThat(registry.properties("imu")).contains(entry("exitCode", 7));
            assertThat(registry.updates.size())
                    .as("what lasted for a moment only is passed over")
                    .isLessThan(10);
            assertThat(shown).isNotNull();
        }
    }

    @Test
    void statesAreNeverShownInAnotherOrder() throws Exception {
        List<ProcessState> order = List.of(
                ProcessState.WAITING,
                ProcessState.STARTING,
                ProcessState.RUNNING,
                ProcessState.READY,
                ProcessState.STOPPING);
        played.processes("imu");
        try (var shown = ProcessServices.show(played.launcher(), registry)) {
            registry.await(Map.of("imu", "STOPPED"));

            order.forEach(state -> played.comes("imu", state));
            registry.await(Map.of("imu", "STOPPING"));

            assertThat(List.copyOf(registry.updates))
                    .isSubsetOf(order.stream().map(Enum::name).toList())
                    .isSortedAccordingTo((one, other) -> Integer.compare(
                            order.indexOf(ProcessState.valueOf(one)), order.indexOf(ProcessState.valueOf(other))));
            assertThat(shown).isNotNull();
        }
    }

    @Test
    void serviceThatIsBeingRegisteredAtTheEndIsTakenAway() throws Exception {
        played.processes("imu");
        registry.hold();
        ProcessServices shown = ProcessServices.show(played.launcher(), registry);
        registry.awaitHeld();

        shown.close();
        registry.letGo();

        registry.await(Map.of());
        assertThat(registry.registered).containsExactly("imu");
    }

    @Test
    void hundredProcessesNeedOneThread() throws Exception {
        String[] names = IntStream.range(0, 100).mapToObj(i -> "p" + i).toArray(String[]::new);
        played.processes(names);
        try (var shown = ProcessServices.show(played.launcher(), registry)) {
            Stream.of(names).forEach(name -> played.comes(name, ProcessState.READY));
            registry.await(Map.of("p0", "READY", "p99", "READY"));

            assertThat(registry.threads).hasSize(1);
            assertThat(shown).isNotNull();
        }
    }

    /** The services there are. */
    private static final class Services implements Registrar {

        final Map<String, Map<String, Object>> services = new ConcurrentHashMap<>();
        final Map<String, ManagedProcess> processes = new ConcurrentHashMap<>();
        final ConcurrentLinkedQueue<String> registered = new ConcurrentLinkedQueue<>();
        final ConcurrentLinkedQueue<String> updates = new ConcurrentLinkedQueue<>();
        final Set<Thread> threads = ConcurrentHashMap.newKeySet();
        private final Phaser changes = new Phaser(1);
        private final Semaphore gate = new Semaphore(1);
        private final Semaphore held = new Semaphore(0);

        @Override
        public Service register(ManagedProcess process, Map<String, Object> properties) {
            registered.add(process.name());
            processes.put(process.name(), process);
            put(process.name(), properties);
            return new Service() {
                @Override
                public void update(Map<String, Object> changed) {
                    updates.add((String) changed.get(ManagedProcess.STATE));
                    put(process.name(), changed);
                }

                @Override
                public void close() {
                    services.remove(process.name());
                    changes.arrive();
                }
            };
        }

        private void put(String name, Map<String, Object> properties) {
            threads.add(Thread.currentThread());
            held.release();
            gate.acquireUninterruptibly();
            gate.release();
            services.put(name, properties);
            changes.arrive();
        }

        /** Let whoever registers or updates a service wait. */
        void hold() {
            gate.acquireUninterruptibly();
            held.drainPermits();
        }

        void awaitHeld() throws InterruptedException {
            assertThat(held.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        }

        void letGo() {
            gate.release();
        }

        Map<String, Object> properties(String name) {
            return services.get(name);
        }

        ManagedProcess process(String name) {
            return processes.get(name);
        }

        /** Wait until these have these states, and if they are fewer than ten, there are no others. */
        void await(Map<String, String> states) throws InterruptedException, TimeoutException {
            int phase = changes.getPhase();
            while (!are(states)) {
                changes.awaitAdvanceInterruptibly(phase, 30, TimeUnit.SECONDS);
                phase = changes.getPhase();
            }
        }

        private boolean are(Map<String, String> states) {
            return (services.size() > 10 || services.keySet().equals(states.keySet()))
                    && states.entrySet().stream()
                            .allMatch(state -> services.containsKey(state.getKey())
                                    && state.getValue()
                                            .equals(services.get(state.getKey()).get(ManagedProcess.STATE)));
        }
    }
}
