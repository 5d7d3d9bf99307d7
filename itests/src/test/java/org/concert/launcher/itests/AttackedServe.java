/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.remote.JMXConnector;
import org.concert.launcher.access.PasswordHash;
import org.concert.launcher.access.Role;
import org.concert.launcher.access.User;
import org.concert.launcher.access.Users;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A {@code serve} of the distribution with the operator ann and the viewer vic, for a class of tests. Each request comes
 * from an address of its own, by which the audit log tells them apart.
 */
final class AttackedServe implements BeforeAllCallback, AfterAllCallback {

    static final String PASSWORD = "correct horse";
    static final String ARM = "org.concert.launcher:type=Process,session=lab,name=arm";

    /** What injected commands would make. */
    static final String MARKER = "marker";

    private static final AtomicInteger SOURCES = new AtomicInteger();

    private Lab lab;
    private Distribution distribution;
    private Users users;
    private ServingLauncher serve;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        lab = new Lab();
        distribution = Distribution.unpack(lab);
        lab.file("launcher.yaml", """
                context: {session: lab, params: {text: hello}}
                arm:
                  cmd: "printf 'got <%s>\\\\n' '{text}'; exec -a the-arm sleep 100000"
                  variants:
                    fast: {cmd: "echo fast; {cmd}"}
                    ctrl: [{idle: {cmd: "echo idle; {cmd}"}}, {dummy: {cmd: "echo dummy; {cmd}"}}]
                leg: {cmd: exec -a the-leg sleep 100000}
                """);
        users = new Users(distribution.home().resolve("etc/users"));
        PasswordHash hash = PasswordHash.of(PASSWORD);
        users.put(new User("ann", Role.OPERATOR, hash));
        users.put(new User("vic", Role.VIEWER, hash));
        serve = ServingLauncher.start(lab, distribution, 0);
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        lab.close();
    }

    Lab lab() {
        return lab;
    }

    Distribution distribution() {
        return distribution;
    }

    Users users() {
        return users;
    }

    Process process() {
        return serve.process();
    }

    int port() {
        return serve.port();
    }

    /** Return how many bytes of the heap are in use after a collection. */
    long heapAfterCollection() throws Exception {
        try (JMXConnector connector = serve.connect()) {
            MemoryMXBean memory = ManagementFactory.newPlatformMXBeanProxy(
                    connector.getMBeanServerConnection(), ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
            memory.gc();
            return memory.getHeapMemoryUsage().getUsed();
        }
    }

    /** Return an address that no other request comes from. */
    static InetAddress newSource() {
        return RawHttp.source(SOURCES.incrementAndGet());
    }

    /** Return a request that closes the connection; single quotes in its body stand for double ones. */
    RawRequest request(String method, String target) {
        return new RawRequest(method, target, List.of("Host: 127.0.0.1:" + port(), "Connection: close"), "");
    }

    RawHttp.Answer send(RawRequest request) throws IOException {
        return send(request, newSource());
    }

    RawHttp.Answer send(RawRequest request, InetAddress source) throws IOException {
        return RawHttp.send(port(), source, request.bytes());
    }

    /** Return the header that logs a user in. */
    static String basic(String user, String password) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    static String as(String user) {
        return basic(user, PASSWORD);
    }

    RawRequest login(String user, String password) {
        return request("POST", "/api/v1/login").json("{'user':'" + user + "','password':'" + password + "'}");
    }

    /** Log in, and return the header with the cookie of the session. */
    String cookie(String user) throws IOException {
        String cookie = send(login(user, PASSWORD)).header("Set-Cookie").orElseThrow();
        return "Cookie: " + cookie.split(";", 2)[0];
    }

    /** Log in, and return the header with the token of the session. */
    String token(String user) throws IOException {
        String body = send(login(user, PASSWORD)).body();
        Matcher token = Pattern.compile("\"token\":\"([^\"]+)\"").matcher(body);
        assertThat(token.find()).as(body).isTrue();
        return "Authorization: Bearer " + token.group(1);
    }

    /** Return what the audit log has of an address, an object in each line. */
    List<String> audit(InetAddress source) throws InterruptedException {
        Lab.Ended audit = lab.launcher("audit", "-n", "100000", "--json");
        assertThat(audit.exitCode()).as(audit.stderr()).isZero();
        return audit.stdout()
                .lines()
                .filter(line -> line.contains("\"http " + source.getHostAddress() + "\""))
                .toList();
    }

    /** Make sure that nothing of the launcher file runs, and that no injected command has run. */
    void assertNothingRan() throws IOException {
        assertThat(lab.programs("the-arm")).isEmpty();
        assertThat(lab.programs("the-leg")).isEmpty();
        assertThat(Files.exists(lab.log("arm"))).as("arm has put out something").isFalse();
        assertNothingInjected();
    }

    /** Make sure that no injected command has run. */
    void assertNothingInjected() throws IOException {
        List<Path> made = new ArrayList<>();
        try (Stream<Path> files = Files.walk(lab.folder())) {
            files.filter(file -> file.getFileName().toString().startsWith(MARKER))
                    .forEach(made::add);
        }
        assertThat(made).isEmpty();
        assertThat(Path.of(MARKER)).doesNotExist();
    }
}
