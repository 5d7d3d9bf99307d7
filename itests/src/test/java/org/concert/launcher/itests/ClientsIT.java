/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jolokia.client.JolokiaClient;
import org.jolokia.client.JolokiaClientBuilder;
import org.jolokia.client.exception.JolokiaRemoteException;
import org.jolokia.client.request.JolokiaExecRequest;
import org.jolokia.client.request.JolokiaReadRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients of others without windows: jmxterm, and the Java client of Jolokia. */
class ClientsIT {

    private static final String PROCESS = "org.concert.launcher:type=Process,session=lab,name=";

    private static Lab lab;
    private static ServingLauncher serve;

    @BeforeAll
    static void startServe() throws Exception {
        lab = new Lab();
        lab.launcherFile("""
                imu: {cmd: echo first; exec sleep 100001}
                arm: {cmd: echo up; exec sleep 100001}
                """);
        Distribution distribution = Distribution.unpack(lab);
        distribution.addUser(lab, "ann", "operator");
        distribution.addUser(lab, "vic", "viewer");
        serve = ServingLauncher.start(lab, distribution, 0);
    }

    @AfterAll
    static void endServe() throws Exception {
        lab.close();
    }

    @Test
    void jmxtermFindsReadsAndStartsAProcess() throws Exception {
        Path script = lab.file("jmxterm", """
                open %d
                beans -d org.concert.launcher
                bean %simu
                get State
                run start
                quit
                """.formatted(serve.process().pid(), PROCESS));

        Lab.Ended ended = lab.run(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-exports",
                "jdk.jconsole/sun.tools.jconsole=ALL-UNNAMED",
                "-jar",
                Hawtio.tool("jmxterm-uber.jar").toString(),
                "-n",
                "-i",
                script.toString());

        assertThat(ended.stdout())
                .as(ended.stderr())
                .contains("org.concert.launcher:name=arm,session=lab,type=Process", "State = STOPPED;");
        awaitState("imu", "READY");
    }

    @Test
    void jolokiaClientOfAnOperatorReadsAndStartsAProcess() throws Exception {
        try (JolokiaClient client = client("ann")) {
            client.execute(new JolokiaExecRequest(PROCESS + "arm", "start()"));

            awaitState("arm", "READY");
            List<String> tail = client.execute(new JolokiaExecRequest(PROCESS + "arm", "tail", 5))
                    .getValue();
            assertThat(tail).contains("up");
        }
    }

    @Test
    void jolokiaClientOfAViewerIsToldThatHeMayNotStart() throws Exception {
        try (JolokiaClient client = client("vic")) {
            assertThatThrownBy(() -> client.execute(new JolokiaExecRequest(PROCESS + "arm", "stop()")))
                    .isInstanceOf(JolokiaRemoteException.class)
                    .hasMessageContaining("forbidden");
        }
    }

    private static void awaitState(String process, String state) throws Exception {
        try (JolokiaClient client = client("vic")) {
            Lab.await(process + " is " + state, () -> {
                try {
                    return state.equals(client.execute(new JolokiaReadRequest(PROCESS + process, "State"))
                            .getValue());
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
        }
    }

    private static JolokiaClient client(String user) {
        return new JolokiaClientBuilder()
                .url(URI.create(serve.address() + "/jolokia"))
                .user(user)
                .password(Distribution.PASSWORD)
                .build();
    }
}
