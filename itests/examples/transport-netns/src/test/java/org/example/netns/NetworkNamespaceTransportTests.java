/* SPDX-License-Identifier: Apache-2.0 */
package org.example.netns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.Target;
import org.concert.launcher.api.Transport;
import org.concert.launcher.api.TransportContract;
import org.concert.launcher.api.TransportException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract of all transports, kept by one that the project does not have. */
class NetworkNamespaceTransportTests extends TransportContract {

    private static final String NAME = "cl-test-" + ProcessHandle.current().pid();
    private static final Target NAMESPACE = Target.machine("netns://" + NAME);

    private static boolean made;

    private final Transport transport = new NetworkNamespaceTransport();
    private Host machine;

    @BeforeAll
    static void makeNamespace() throws Exception {
        assumeTrue(
                run("ip", "netns", "add", NAME),
                "no network namespace can be made here; it takes root, and ip of iproute2");
        made = true;
    }

    @AfterAll
    static void removeNamespace() throws Exception {
        if (made) {
            run("ip", "netns", "del", NAME);
            Files.deleteIfExists(Path.of("/run/netns-tmux", NAME));
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @AfterEach
    void closeMachine() {
        machine.close();
    }

    @Override
    protected Host open() throws Exception {
        return open(NAMESPACE);
    }

    private Host open(Target target) throws Exception {
        Transport local = ServiceLoader.load(Transport.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(candidate -> candidate.name().equals("local"))
                .findFirst()
                .orElseThrow();
        machine = local.open(Target.machine(Target.LOCAL), none -> {
            throw new AssertionError("this machine stands on no other");
        });
        return transport.open(target, name -> {
            assertThat(name).isEqualTo(Target.LOCAL);
            return machine;
        });
    }

    @Test
    void commandsSeeTheNetworkOfTheNamespaceOnly() throws Exception {
        var links = sh("ip -o link | wc -l; ip netns identify $$");

        assertThat(links.stdout()).isEqualTo("1\n" + NAME + "\n");
    }

    @Test
    void missingNamespaceIsToldWithTheRemedy() {
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> open(Target.machine("netns://nowhere")))
                .withMessage("Cannot reach netns://nowhere: there is no network namespace 'nowhere';"
                        + " 'ip netns add nowhere' makes one");
    }

    @Test
    void lossOfTheMachineIsItsLoss() {
        machine.close();

        assertThat(host().lost().toCompletableFuture()).isCompletedWithValue("closed");
    }

    @Test
    void onlyNamespacesAreServed() {
        assertThat(List.of("netns://lab", "netns://ann@robot:22/lab"))
                .allMatch(name -> transport.serves(Target.machine(name)));
        assertThat(List.of("local", "netns", "netns://", "netns://-x", "netns://a/b/c"))
                .noneMatch(name -> transport.serves(Target.machine(name)));
        assertThat(transport.serves(new Target("netns://lab", "box"))).isFalse();
    }
}
