/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalLong;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The launcher runs in Apache Karaf and in Equinox, by the commands of the documentation, and middleware reacts to it. */
class OtherFrameworksIT {

    private static final Path EXAMPLES = Path.of("examples").toAbsolutePath();
    private static final Path MIDDLEWARE = EXAMPLES.resolve(
            "middleware/target/org.concert.launcher.example.middleware-" + Distribution.VERSION + ".jar");
    private static final Path MANUAL = Path.of("../bundles/services/docs/osgi.md");

    private Lab lab;

    @BeforeEach
    void makeALab() throws IOException {
        lab = new Lab();
        lab.environment().put("JAVA_HOME", System.getProperty("java.home"));
        lab.environment()
                .put("CHECKOUT", Path.of("..").toAbsolutePath().normalize().toString());
        // Its name need not lead anywhere.
        lab.environment().put("JDK_JAVA_OPTIONS", "-Djava.rmi.server.hostname=127.0.0.1");
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    @Test
    void launcherAndMiddlewareRunInKaraf() throws Exception {
        Path karaf = lab.folder().resolve("karaf");
        lab.run("cp", "-r", System.getProperty("karaf"), karaf.toString());
        Path robot = lab.file("robot-features.xml", """
                <features name="robot" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
                  <feature name="robot"><feature>concert-launcher-services</feature><bundle>%s</bundle></feature>
                </features>
                """.formatted(MIDDLEWARE.toUri()));
        replace(karaf.resolve("etc/org.apache.karaf.features.cfg"), "featuresBoot = ", "featuresBoot = robot, ");
        replace(
                karaf.resolve("etc/org.apache.karaf.features.cfg"),
                "featuresRepositories = ",
                "featuresRepositories = " + robot.toUri() + ", ");
        replace(karaf.resolve("etc/org.apache.karaf.shell.cfg"), "sshPort = 8101", "sshPort = 0");
        append(karaf.resolve("etc/org.ops4j.pax.url.mvn.cfg"), "\norg.ops4j.pax.url.mvn.offline = true\n");
        append(karaf.resolve("etc/custom.properties"), "\norg.example.jaas.realm = karaf\n");
        append(
                karaf.resolve("etc/users.properties"),
                "\nole = %1$s,operator\nsam = %1$s,viewer\neve = %1$s,ssh\n".formatted(ExampleAuthenticator.PASSWORD));
        int port = ListeningSockets.freePort();
        Files.writeString(
                karaf.resolve("etc/org.apache.felix.http.cfg"), "org.osgi.service.http.port = " + port + "\n");

        follow("### In Apache Karaf", karaf);

        middlewareReacts("org.apache.karaf.main.Main", () -> text(karaf.resolve("data/log/karaf.log")), port);
        // With the line of the port only, Karaf listens on all addresses.
        String outside = "http://" + ListeningSockets.addressOfThisMachine() + ":" + port;
        for (String path : List.of("/", "/health", "/api/v1/processes", "/api/v1/login", "/jolokia/version")) {
            assertThat(HttpAnswers.get(outside + path))
                    .as("what comes from elsewhere without TLS, for " + path)
                    .contains("\"status\":403", "by TLS only");
        }
        ExampleAuthenticator.deploy(karaf.resolve("deploy"));
        usersOfKarafMayLogIn(port);
    }

    private static void usersOfKarafMayLogIn(int port) throws Exception {
        String stop = "/api/v1/processes/example/camera/stop?wait=true";
        HttpAnswers.await(port, "/api/v1/me", "\"loginRequired\":true");
        assertThat(HttpAnswers.status("GET", port, "/api/v1/processes", "sam", ExampleAuthenticator.PASSWORD))
                .isEqualTo(200);
        assertThat(HttpAnswers.status("POST", port, stop, "sam", ExampleAuthenticator.PASSWORD))
                .isEqualTo(403);
        assertThat(HttpAnswers.status("POST", port, stop, "ole", ExampleAuthenticator.PASSWORD))
                .isEqualTo(200);
        assertThat(HttpAnswers.status("GET", port, "/api/v1/processes", "ole", "guessed"))
                .isEqualTo(401);
        assertThat(HttpAnswers.status("GET", port, "/api/v1/processes", "eve", ExampleAuthenticator.PASSWORD))
                .as("who has no role that counts here")
                .isEqualTo(401);
    }

    @Test
    void launcherAndMiddlewareRunInEquinox() throws Exception {
        Path home = Distribution.unpack(lab).home();
        Files.copy(FeatureFile.artifact("org.eclipse.osgi"), home.resolve("org.eclipse.osgi-3.23.0.jar"));
        int port = ListeningSockets.freePort();
        replace(
                home.resolve("etc/framework.properties"),
                "# Errors only",
                "org.osgi.service.http.port=" + port + "\n# Errors only");
        Files.copy(MIDDLEWARE, home.resolve("deploy/middleware.jar"));
        lab.environment()
                .put(
                        "JDK_JAVA_OPTIONS",
                        lab.environment().get("JDK_JAVA_OPTIONS")
                                + " -Dorg.slf4j.simpleLogger.defaultLogLevel=info -Dconcert.launcher.home=" + home
                                + " -Dconcert.launcher.cache=" + home.resolve("equinox"));

        Process equinox = follow("### In Equinox", home);

        middlewareReacts("EclipseStarter", () -> lab.complained(equinox), port);
    }

    /** Do what the documentation says in the block of commands below a heading. */
    private Process follow(String heading, Path folder) throws IOException {
        Files.copy(EXAMPLES.resolve("robot.yaml"), folder.resolve("robot.yaml"));
        List<String> lines = Files.readAllLines(MANUAL);
        List<String> below = lines.subList(lines.indexOf(heading) + 1, lines.size()).stream()
                .dropWhile(line -> !line.startsWith("    "))
                .takeWhile(line -> line.startsWith("    "))
                .map(String::strip)
                .toList();
        return lab.start(List.of("bash", "-ec", "cd " + folder + "\n" + String.join("\n", below)));
    }

    private interface Log {
        String text() throws IOException;
    }

    private void middlewareReacts(String program, Log log, int port) throws Exception {
        try {
            ObjectName camera = new ObjectName("org.concert.launcher:type=Process,session=example,name=camera");
            // Of a JVM that has only just begun, to be asked for a connection would be the end.
            HttpAnswers.await(port, "/metrics", "concert_build_info");
            try (JMXConnector connector = ServingLauncher.connect(jvm(program).orElseThrow())) {
                MBeanServerConnection mbeans = connector.getMBeanServerConnection();
                Lab.await("the MBean of the camera is there", () -> mbeans.isRegistered(camera));
                mbeans.invoke(camera, "start", new Object[0], new String[0]);
                Lab.await("it is ready", () -> "READY".equals(attribute(mbeans, camera, "State")));
                long pid = (Long) attribute(mbeans, camera, "Pid");
                assertThat(ProcessHandle.of(pid)).isPresent();
                awaitLog(log, "camera is ready as " + pid);
                HttpAnswers.await(port, "/jolokia/read/" + camera + "/State", "\"value\":\"READY\"");
                HttpAnswers.await(port, "/metrics", "concert_process_ready{");
                awaitLog(log, "name=gripper, result=STARTED");

                lab.run(
                        "kill",
                        "-KILL",
                        Long.toString(lab.programs("picture at").get(0)));

                awaitLog(log, "No grasping: the camera is ready no more");
                awaitLog(log, "ALARM: camera was READY and failed: ");
                assertThat(attribute(mbeans, camera, "Signal")).isEqualTo("SIGKILL");
            }
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + log.text(), e);
        }
    }

    /** The shell that starts it has the same words on its command line. */
    private OptionalLong jvm(String program) {
        return lab.programs(program).stream()
                .mapToLong(Long::longValue)
                .filter(pid -> ProcessHandle.of(pid)
                        .flatMap(handle -> handle.info().command())
                        .filter(command -> command.endsWith("/java"))
                        .isPresent())
                .findFirst();
    }

    private static void awaitLog(Log log, String text) throws InterruptedException {
        Lab.await(text, () -> log.text().contains(text));
    }

    private static Object attribute(MBeanServerConnection mbeans, ObjectName name, String attribute)
            throws IOException {
        try {
            return mbeans.getAttribute(name, attribute);
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }

    private static void replace(Path file, String old, String with) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(old);
        Files.writeString(file, text.replace(old, with));
    }
}
