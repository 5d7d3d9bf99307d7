/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** JMX over the network: for users, by TLS, and no more of the JVM than over HTTP. */
class RemoteJmxIT {

    private static final int FREE_GUESSES = 5;

    /** More than there are threads for. */
    private static final int SILENT = 150;

    private static Lab lab;
    private static Distribution distribution;
    private static int port;
    private static Process serve;

    @BeforeAll
    static void startServe() throws Exception {
        lab = new Lab();
        lab.launcherFile("imu: {cmd: exec -a the-imu sleep 100000}\n");
        distribution = Distribution.unpack(lab);
        distribution.addUser(lab, "ann", "operator");
        distribution.addUser(lab, "vic", "viewer");
        ExampleAuthenticator.configure(lab);
        makeKey();
        port = ListeningSockets.freePort();
        serve = lab.start(distribution.command("serve", "--port", "0", "--jmx-port", Integer.toString(port)));
        String url = "  JMX: service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi\n";
        Lab.await(
                "serve prints the address of JMX",
                () -> !serve.isAlive() || lab.printed(serve).contains(url));
        assertThat(lab.printed(serve)).as(lab.complained(serve)).contains(url);
    }

    private static void makeKey() throws Exception {
        Path etc = distribution.home().resolve("etc");
        Path password = Files.writeString(etc.resolve("tls.password"), "only-for-tests\n");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        String keystore = etc.resolve("tls.p12").toString();
        String truststore = lab.folder().resolve("trusted.p12").toString();
        String certificate = lab.folder().resolve("certificate").toString();
        keytool(
                "-genkeypair -keyalg EC -groupname secp256r1 -dname CN=robot -ext san=ip:127.0.0.1",
                keystore,
                password);
        keytool("-exportcert -file " + certificate, keystore, password);
        keytool("-importcert -noprompt -file " + certificate, truststore, password);
        lab.environment()
                .put(
                        "JDK_JAVA_OPTIONS",
                        "-Djavax.net.ssl.trustStore=" + truststore
                                + " -Djavax.net.ssl.trustStorePassword=only-for-tests");
    }

    private static void keytool(String words, String keystore, Path password) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(words.split(" ", -1)));
        command.addAll(List.of(
                "-alias",
                "concert",
                "-storetype",
                "PKCS12",
                "-keystore",
                keystore,
                "-storepass:file",
                password.toString()));
        Lab.Ended ended = lab.run(command.toArray(String[]::new));
        assertThat(ended.exitCode()).as(ended.stdout() + ended.stderr()).isZero();
    }

    @AfterAll
    static void endServe() throws Exception {
        lab.close();
    }

    private static List<String> call(String what, String... who) throws IOException, InterruptedException {
        Lab.Ended ended = lab.end(lab.start(command(what, who)));
        assertThat(ended.exitCode()).as(ended.stderr()).isZero();
        return ended.stdout().lines().toList();
    }

    private static List<String> command(String what, String... who) {
        List<String> arguments = new ArrayList<>(List.of(what, Integer.toString(port)));
        arguments.addAll(List.of(who));
        return LauncherJvm.commandOf(RemoteJmxCaller.class, arguments.toArray(String[]::new));
    }

    @Test
    void operatorStartsAndIsToldOfIt() throws Exception {
        List<String> told = call("start", "ann", Distribution.PASSWORD);

        assertThat(told)
                .contains("tail: true", "heard: true", "heap: true")
                .anyMatch(line -> line.startsWith("start: ") && !line.contains("Exception"))
                .anyMatch(line -> line.startsWith("domains: ") && !line.contains("com.sun.management"));
        Lab.await("it runs", () -> lab.programs("the-imu").size() == 1);
        assertThat(lab.launcher("audit", "--process", "imu").stdout())
                .containsPattern("ann +jmx 127\\.0\\.0\\.1 +start +accepted +imu");
    }

    @Test
    void whomAnAuthenticatorVouchesForLooksAndMayNotStart() throws Exception {
        ExampleAuthenticator.deploy(distribution.deploy());
        Lab.await("it is there", () -> lab.complained(serve).contains("Started bundle: "));

        assertThat(call("look", "sam", ExampleAuthenticator.PASSWORD))
                .contains("tail: true", "heap: true")
                .anyMatch(line -> line.startsWith("start: java.lang.SecurityException: Cannot call start of"));
        assertThat(lab.launcher("audit", "--user", "sam").stdout())
                .containsPattern("sam +jmx 127\\.0\\.0\\.1 +login +accepted")
                .containsPattern("sam +jmx 127\\.0\\.0\\.1 +start +denied +imu");
    }

    @Test
    void viewerLooksAndMayNotStart() throws Exception {
        List<String> told = call("look", "vic", Distribution.PASSWORD);

        assertThat(told)
                .contains("tail: true", "heap: true")
                .anyMatch(line -> line.startsWith("start: java.lang.SecurityException: Cannot call start of"));
        assertThat(lab.launcher("audit", "--user", "vic").stdout())
                .containsPattern("vic +jmx 127\\.0\\.0\\.1 +start +denied +imu");
    }

    @Test
    void nothingOfTheJvmIsRunMadeOrWrittenAndItsSecretsAreNotTold() throws Exception {
        List<String> told = call("attack", "ann", Distribution.PASSWORD);

        assertThat(told)
                .contains("see commands: false", "properties among others: 1")
                .anyMatch(line -> line.startsWith("collect garbage: java.lang.SecurityException"))
                .anyMatch(line -> line.startsWith("be verbose: java.lang.SecurityException"))
                .anyMatch(line -> line.startsWith("make: java.lang.SecurityException"))
                .anyMatch(line -> line.startsWith("remove: java.lang.SecurityException"))
                .anyMatch(line -> line.startsWith("command: javax.management.InstanceNotFoundException"))
                .anyMatch(line -> line.startsWith("properties: java.lang.SecurityException"));
    }

    @Test
    void userWhoIsRemovedIsOutAtOnceAlsoWhileConnected() throws Exception {
        distribution.addUser(lab, "bob", "viewer");
        Process bob = lab.start(command("readUntilRefused", "bob", Distribution.PASSWORD));
        Lab.await("bob reads", () -> lab.printed(bob).contains("reading"));

        Lab.Ended removed = lab.end(lab.start(distribution.command("user", "remove", "bob")));

        assertThat(removed.exitCode()).as(removed.stderr()).isZero();
        assertThat(lab.end(bob).stdout()).contains("refused: Cannot answer: this user was removed or changed");
        assertThat(call("attack", "bob", Distribution.PASSWORD))
                .singleElement()
                .asString()
                .contains("the user name or the password is wrong");
    }

    @Test
    void whoGuessesHasToWait() throws Exception {
        List<String> told = call("look", "eve", "a,b,c,d,e,one more");

        assertThat(told.subList(0, FREE_GUESSES))
                .allMatch(line -> line.contains("the user name or the password is wrong"));
        assertThat(told.get(FREE_GUESSES)).contains("too many wrong passwords; wait");
    }

    /** They connect again and again, so there never are fewer of them. */
    @Test
    void strangersWhoConnectAndSayNothingKeepNobodyOut() throws Exception {
        Deque<Socket> silent = new ArrayDeque<>();
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch crowded = new CountDownLatch(SILENT);
        Thread stranger = new Thread(() -> {
            try {
                while (!over.get()) {
                    silent.add(new Socket(InetAddress.getLoopbackAddress(), port));
                    crowded.countDown();
                    if (silent.size() > SILENT) {
                        silent.remove().close();
                    }
                    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        stranger.start();
        try {
            assertThat(crowded.await(30, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 3; i++) {
                assertThat(call("look", "vic", Distribution.PASSWORD)).contains("heap: true");
            }
        } finally {
            over.set(true);
            stranger.join(Duration.ofSeconds(30).toMillis());
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void nobodyElseOnThisMachineCanPutHisOwnServerInThePlaceOfOurs() throws Exception {
        assertThat(call("rebind")).anyMatch(line -> line.contains("filter status: REJECTED"));
    }

    @Test
    void jconsoleLogsInAndShowsAProcess() throws Exception {
        lab.environment().put("JCONSOLE_USER", "vic");
        lab.environment().put("JCONSOLE_PASSWORD", Distribution.PASSWORD);
        Path picture = Files.createDirectories(Path.of("target", "screenshots"))
                .resolve("jconsole-remote.png")
                .toAbsolutePath();
        try (Desktop desktop = Desktop.open(lab)) {
            Lab.Ended shown = desktop.jconsole(
                    "127.0.0.1:" + port,
                    "attributes",
                    picture.toString(),
                    "org.concert.launcher",
                    "Process",
                    "lab",
                    "imu");

            assertThat(shown.stdout()).as(shown.stderr()).contains("Session=lab", "Machine=");
        }
    }
}
