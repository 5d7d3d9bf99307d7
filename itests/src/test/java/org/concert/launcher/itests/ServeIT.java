/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.management.MBeanServerConnection;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code serve} of the distribution, as a user starts it: what curl sees, how it ends, and what it takes in. */
@Order(6)
class ServeIT {

    private static final String IMU = "org.concert.launcher:type=Process,session=lab,name=imu";
    private static final int SIGKILLED = 128 + 9;

    private Lab lab;
    private Distribution distribution;

    @BeforeEach
    void unpack() throws Exception {
        lab = new Lab();
        distribution = Distribution.unpack(lab);
        lab.file("launcher.yaml", """
                context: {session: lab, params: {seconds: 100000}}
                imu:
                  cmd: sleep {seconds}
                  variants:
                    loud: {cmd: "echo first; echo second; {cmd}"}
                """);
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    @Test
    void processIsReadStartedAndStoppedByGet() throws Exception {
        ServingLauncher serve = serve();

        String before = serve.get("/jolokia/read/" + IMU + "/State");
        serve.get("/jolokia/exec/" + IMU + "/start(java.lang.String,java.lang.String)/loud/seconds:=200000");
        serve.awaitState("imu", "READY");
        List<Long> running = lab.programs("sleep 200000");
        String variants = serve.attribute("imu", "SelectedVariants");
        serve.get("/jolokia/exec/" + IMU + "/stop()");
        serve.awaitState("imu", "STOPPED");

        assertThat(before).contains("\"value\":\"STOPPED\"", "\"status\":200");
        assertThat(running).hasSize(1);
        assertThat(variants).isEqualTo("[\"loud\"]");
        assertThat(lab.programs("sleep 200000")).isEmpty();
    }

    @Test
    void processIsReadStartedAndStoppedByPost() throws Exception {
        ServingLauncher serve = serve();

        String started = serve.post("{'type':'exec','mbean':'" + IMU + "',"
                + "'operation':'start(java.lang.String,java.lang.String)','arguments':['loud','seconds:=200000']}");
        serve.awaitState("imu", "READY");
        List<Long> running = lab.programs("sleep 200000");
        String read = serve.post("{'type':'read','mbean':'" + IMU + "','attribute':['State','Pid','Command']}");
        String tail = serve.post("{'type':'exec','mbean':'" + IMU + "','operation':'tail','arguments':[2]}");
        String stopped = serve.post("{'type':'exec','mbean':'" + IMU + "','operation':'stop()'}");
        serve.awaitState("imu", "STOPPED");

        assertThat(started).contains("\"status\":200");
        assertThat(running).hasSize(1);
        assertThat(read).contains("\"State\":\"READY\"", "\"Command\":\"echo first; echo second; sleep 200000\"");
        assertThat(tail).contains("\"value\":[\"first\",\"second\"]");
        assertThat(stopped).contains("\"status\":200");
        assertThat(lab.programs("sleep 200000")).isEmpty();
    }

    @Test
    void stateChangesReachAPlainJmxClient() throws Exception {
        ServingLauncher serve = serve();
        BlockingQueue<Notification> heard = new LinkedBlockingQueue<>();
        try (JMXConnector connector = serve.connect()) {
            MBeanServerConnection client = connector.getMBeanServerConnection();
            client.addNotificationListener(
                    new ObjectName(IMU), (notification, handback) -> heard.add(notification), null, null);

            client.invoke(new ObjectName(IMU), "start", new Object[0], new String[0]);

            List<String> states = new ArrayList<>();
            while (!states.contains("READY")) {
                Notification next = heard.poll(60, TimeUnit.SECONDS);
                assertThat(next).as("after " + states).isNotNull();
                assertThat(next.getType()).isEqualTo("concert.process.state");
                states.add((String) ((CompositeData) next.getUserData()).get("state"));
            }
            assertThat(states).startsWith("STARTING").endsWith("RUNNING", "READY");
        }
    }

    @Test
    void listDescribesEveryKindOfMBean() throws Exception {
        String list = serve().get("/jolokia/list/org.concert.launcher");

        assertThat(list)
                .contains("\"type=Launcher,session=lab\"", "\"type=Process,session=lab,name=imu\"")
                .contains("\"type=Machine,name=local\"", "\"type=Transport,name=local\"")
                .contains("\"tail\":", "The last lines of its captured output");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "KILL"})
    void processOutlivesServeAndTheNextOneFindsIt(String signal) throws Exception {
        ServingLauncher first = serve();
        first.get("/jolokia/exec/" + IMU + "/start()");
        first.awaitState("imu", "READY");
        String pid = first.attribute("imu", "Pid");

        lab.run("kill", "-" + signal, Long.toString(first.process().pid()));
        Lab.Ended ended = lab.end(first.process());

        Lab.Ended status = lab.end(lab.start(distribution.command("status", "--json")));
        ServingLauncher second = ServingLauncher.start(lab, distribution, first.port());
        second.awaitState("imu", "READY");
        assertThat(ended.exitCode()).isEqualTo(signal.equals("TERM") ? 0 : SIGKILLED);
        assertThat(status.stdout()).contains("\"READY\"").containsPattern("\"pid\" ?: ?" + pid + "\\b");
        assertThat(second.attribute("imu", "Pid")).isEqualTo(pid);
        assertThat(lab.programs("sleep 100000")).hasSize(1);

        second.get("/jolokia/exec/" + IMU + "/stop()");
        second.awaitState("imu", "STOPPED");
        assertThat(lab.programs("sleep 100000")).isEmpty();
    }

    @Test
    void serveEndsWithoutComplaintsAndLeavesNoCache() throws Exception {
        ServingLauncher killed = serve();
        killed.process().destroyForcibly().waitFor();

        ServingLauncher ended = serve();
        ended.awaitState("imu", "STOPPED");
        ended.process().destroy();
        Lab.Ended end = lab.end(ended.process());

        assertThat(end.exitCode()).isZero();
        assertThat(end.stdout()).contains("The processes run on");
        assertThat(end.stderr()).doesNotContain("ERROR", "WARN", "Exception");
        try (Stream<Path> left = Files.list(lab.home().resolve(".local/state/concert-launcher/felix"))) {
            assertThat(left.filter(Files::isDirectory)).isEmpty();
        }
    }

    @Test
    void twoServesAtOnceSeeTheSame() throws Exception {
        ServingLauncher one = serve();
        ServingLauncher other = serve();

        one.get("/jolokia/exec/" + IMU + "/start()");
        other.awaitState("imu", "READY");
        String pid = other.attribute("imu", "Pid");
        one.awaitState("imu", "READY");
        String samePid = one.attribute("imu", "Pid");
        other.get("/jolokia/exec/" + IMU + "/stop()");
        one.awaitState("imu", "STOPPED");

        assertThat(one.port()).isNotEqualTo(other.port());
        assertThat(samePid).isEqualTo(pid);
    }

    @Test
    void portInUseIsToldInALineWithItsRemedy() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Lab.Ended serve =
                    lab.end(lab.start(distribution.command("serve", "--port", Integer.toString(taken.getLocalPort()))));

            assertThat(serve.exitCode()).isEqualTo(1);
            assertThat(serve.stdout()).isEmpty();
            assertThat(serve.stderr().strip().lines()).hasSize(1);
            assertThat(serve.stderr()).contains("127.0.0.1:" + taken.getLocalPort(), "choose another port with --port");
        }
    }

    @Test
    void bundlePutIntoDeployIsTakenInReplacedAndLetGo() throws Exception {
        ServingLauncher serve = serve();
        String version = "/jolokia/read/org.concert.launcher:type=Transport,name=deployed/Version";
        Path jar = distribution.deploy().resolve("deployed.jar");

        deploy(jar, "1.2.3");
        serve.await(version, "\"1.2.3\"");
        deploy(jar, "1.3.0");
        serve.await(version, "\"1.3.0\"");
        String bundle = serve.get("/jolokia/read/org.concert.launcher:type=Transport,name=deployed/Bundle");
        Files.delete(jar);

        serve.await(version, "javax.management.InstanceNotFoundException");
        assertThat(bundle).contains("\"value\":\"org.example.deployed\"");
    }

    @Test
    void bundleInDeployThatLacksAPackageIsToldOf() throws Exception {
        BundleJar.write(
                distribution.deploy().resolve("needy.jar"),
                Map.of("Bundle-SymbolicName", "org.example.needy", "Import-Package", "org.example.missing"),
                List.of());

        ServingLauncher serve = serve();
        Lab.await("the complaint", () -> complaints(serve).contains("org.example.missing"));
        assertThat(complaints(serve)).contains("org.example.needy");
        assertThat(serve.get("/jolokia/read/" + IMU + "/State")).contains("\"value\":\"STOPPED\"");
    }

    @Test
    void commandsOpenNoListeningSocket() throws Exception {
        ServingLauncher serve = serve();
        serve.get("/jolokia/exec/" + IMU + "/start(java.lang.String,java.lang.String)/loud/seconds:=200000");

        Process watch = lab.start(distribution.command("watch", "imu"));
        Process monitor = lab.start(distribution.command("run", "imu", "-v", "loud", "-p", "seconds:=200000", "-w"));
        Lab.await("watch shows the output", () -> printed(watch).contains("second"));
        Lab.await("run -w waits", () -> printed(monitor).contains("imu"));

        assertThat(ListeningSockets.of(serve.process()))
                .as("that is how one is found")
                .isNotEmpty();
        assertThat(ListeningSockets.of(watch)).isEmpty();
        assertThat(ListeningSockets.of(monitor)).isEmpty();
        assertThat(List.of(watch.isAlive(), monitor.isAlive())).containsOnly(true);
    }

    private ServingLauncher serve() throws IOException, InterruptedException {
        return ServingLauncher.start(lab, distribution, 0);
    }

    private static void deploy(Path jar, String version) throws IOException {
        BundleJar.write(
                jar,
                Map.of(
                        "Bundle-SymbolicName",
                        "org.example.deployed",
                        "Bundle-Version",
                        version,
                        "Bundle-Activator",
                        DeployedTransport.class.getName(),
                        "Import-Package",
                        "org.concert.launcher.api,org.osgi.framework"),
                List.of(DeployedTransport.class));
    }

    private String complaints(ServingLauncher serve) {
        try {
            return lab.complained(serve.process());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String printed(Process process) {
        try {
            return lab.printed(process);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
