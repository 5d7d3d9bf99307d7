/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A transport of somebody else, the example of network namespaces, is put into a launcher that serves, and taken away. */
class DeployedTransportIT {

    private static final Path JAR =
            Path.of("examples/transport-netns/target/org.concert.launcher.example.transport.netns-"
                    + Distribution.VERSION + ".jar");
    private static final String NAME = "cl-it-" + ProcessHandle.current().pid();
    private static final String TRANSPORT = "/jolokia/read/org.concert.launcher:type=Transport,name=netns/Bundle";

    private Lab lab;
    private Distribution distribution;
    private Path deployed;
    private ServingLauncher serve;

    @BeforeEach
    void serve() throws Exception {
        lab = new Lab();
        Lab.Ended made = lab.run("ip", "netns", "add", NAME);
        assumeTrue(made.exitCode() == 0, "no network namespace can be made: " + made.stderr());
        lab.undoAtEnd(this::removeNetwork);
        lab.launcherFile("""
                imu: {cmd: sleep 100000}
                radio: {machine: 'netns://%s', cmd: 'ip netns identify $$; sleep 100001'}
                """.formatted(NAME));
        distribution = Distribution.unpack(lab);
        deployed = distribution.deploy().resolve("netns.jar");
        serve = ServingLauncher.start(lab, distribution, 0);
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    /** When nothing of the lab runs: a launcher that connects anew would make its folder again. */
    private void removeNetwork() throws IOException, InterruptedException {
        lab.run("sh", "-c", "TMUX_TMPDIR=/run/netns-tmux/" + NAME + " tmux -L default kill-server");
        lab.run("ip", "netns", "del", NAME);
        lab.run("rm", "-rf", "/run/netns-tmux/" + NAME);
    }

    private void exec(String process, String operation) throws Exception {
        serve.get("/jolokia/exec/org.concert.launcher:type=Process,session=lab,name=" + process + "/" + operation);
    }

    private String logOfRadio() throws IOException {
        Path log = lab.log("radio");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    @Test
    void itsMachinesAreReachedWhileItIsThereAndTheOthersAreNotDisturbed() throws Exception {
        exec("imu", "start()");
        serve.awaitState("imu", "READY");
        String imu = serve.attribute("imu", "Pid");
        serve.awaitState("radio", "UNKNOWN");
        String missing = serve.attribute("radio", "LastMessage");

        Files.copy(JAR, deployed);
        serve.await(TRANSPORT, "netns");
        exec("radio", "start()");
        serve.awaitState("radio", "READY");
        String radio = serve.attribute("radio", "Pid");
        Lab.await("it is in its network", () -> logOfRadio().contains(NAME));

        Files.delete(deployed);
        serve.awaitState("radio", "UNKNOWN");
        String gone = serve.attribute("radio", "LastMessage");
        boolean alive = !lab.programs("sleep 100001").isEmpty();
        String others = serve.attribute("imu", "State");

        Files.copy(JAR, deployed);
        serve.awaitState("radio", "READY");

        String[] command = distribution.command("status", "radio").toArray(String[]::new);
        assertThat(lab.run(command).stdout()).containsPattern("radio +lab +netns://" + NAME + " +READY");

        assertThat(missing)
                .isEqualTo("\"Cannot reach netns://%s: no transport for it; there is: [docker, local, ssh]\""
                        .formatted(NAME));
        assertThat(gone).isEqualTo(missing);
        assertThat(alive).isTrue();
        assertThat(others).isEqualTo("\"READY\"");
        assertThat(serve.attribute("radio", "Pid")).isEqualTo(radio);
        assertThat(serve.attribute("imu", "Pid")).isEqualTo(imu);
    }
}
