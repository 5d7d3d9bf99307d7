/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Users and TLS by the commands of the documentation, with {@code serve} of the distribution. */
class AccessIT {

    private static final Path MANUAL = Path.of("../bundles/http/docs/access.md");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PASSWORD = "correct horse";
    private static final String START = "/api/v1/processes/lab/arm/start?wait=true";

    private Lab lab;
    private Distribution distribution;
    private Path passwordFile;

    @BeforeEach
    void unpack() throws Exception {
        lab = new Lab();
        distribution = Distribution.unpack(lab);
        Path file = lab.launcherFile("""
                arm:
                  cmd: exec -a the-arm sleep 100000
                  variants: {fast: {cmd: "echo fast; {cmd}"}}
                """);
        lab.environment().put("CONCERT_LAUNCHER_DEFAULT_CONFIG", file.toString());
        passwordFile = lab.file("password", PASSWORD + "\n");
        Files.setPosixFilePermissions(passwordFile, PosixFilePermissions.fromString("rw-------"));
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    private Lab.Ended launcher(String... arguments) throws Exception {
        return lab.end(lab.start(distribution.command(arguments)));
    }

    private void addUser(String name, String role) throws Exception {
        Lab.Ended added = launcher("user", "add", name, "--role", role, "--password-file", passwordFile.toString());
        assertThat(added.exitCode()).as(added.stderr()).isZero();
    }

    private static HttpResponse<String> send(HttpClient client, String url, String json, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.replace('\'', '"')));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> logIn(HttpClient client, String url, String user) throws Exception {
        return send(client, url + "/api/v1/login", "{'user':'" + user + "','password':'" + PASSWORD + "'}");
    }

    private static String bearer(HttpResponse<String> login) {
        Matcher token = Pattern.compile("\"token\":\"([^\"]+)\"").matcher(login.body());
        assertThat(token.find()).as(login.body()).isTrue();
        return "Bearer " + token.group(1);
    }

    @Test
    void operatorStartsAndViewerOnlyLooks() throws Exception {
        addUser("ann", "operator");
        addUser("vic", "viewer");
        ServingLauncher serve = ServingLauncher.start(lab, distribution, 0);
        HttpClient client = HttpClient.newHttpClient();
        String ann = bearer(logIn(client, serve.address(), "ann"));
        String vic = bearer(logIn(client, serve.address(), "vic"));

        int nobodys = send(client, serve.address() + START, "{}").statusCode();
        int vics = send(client, serve.address() + START, "{}", "Authorization", vic)
                .statusCode();
        List<Long> before = lab.programs("the-arm");
        int anns = send(client, serve.address() + START, "{}", "Authorization", ann)
                .statusCode();

        assertThat(List.of(nobodys, vics, anns)).containsExactly(401, 403, 200);
        assertThat(before).isEmpty();
        assertThat(lab.programs("the-arm")).hasSize(1);
        assertThat(launcher("user", "list").stdout().lines()).containsExactly("ann  operator", "vic  viewer");
    }

    @Test
    void userWhoIsRemovedIsOutAtOnce() throws Exception {
        distribution.addUser(lab, "ann", "operator");
        distribution.addUser(lab, "bob", "operator");
        ServingLauncher serve = ServingLauncher.start(lab, distribution, 0);
        HttpClient client = HttpClient.newHttpClient();
        String ann = bearer(logIn(client, serve.address(), "ann"));
        String bob = bearer(logIn(client, serve.address(), "bob"));
        String plan = serve.address() + "/api/v1/plan";
        int before =
                send(client, plan, "{'names':['arm']}", "Authorization", ann).statusCode();

        Lab.Ended removed = launcher("user", "remove", "ann");

        assertThat(send(client, plan, "{'names':['arm']}", "Authorization", ann).statusCode())
                .isEqualTo(401);
        assertThat(logIn(client, serve.address(), "ann").statusCode()).isEqualTo(401);
        assertThat(send(client, plan, "{'names':['arm']}", "Authorization", bob).statusCode())
                .isEqualTo(200);
        assertThat(removed.exitCode()).as(removed.stderr()).isZero();
        assertThat(before).isEqualTo(200);
    }

    @Test
    void firstUserShutsTheDoorOfARunningServe() throws Exception {
        ServingLauncher serve = ServingLauncher.start(lab, distribution, 0);
        HttpClient client = HttpClient.newHttpClient();
        int before = send(client, serve.address() + "/api/v1/plan", "{'names':['arm']}")
                .statusCode();

        addUser("ann", "operator");

        assertThat(before).isEqualTo(200);
        assertThat(send(client, serve.address() + "/api/v1/plan", "{'names':['arm']}")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void auditShowsWhoStartedWhatFromWhere() throws Exception {
        distribution.addUser(lab, "ann", "operator");
        ServingLauncher serve = ServingLauncher.start(lab, distribution, 0);
        HttpClient client = HttpClient.newHttpClient();
        String ann = bearer(logIn(client, serve.address(), "ann"));
        send(client, serve.address() + START, "{'variants':['fast']}", "Authorization", ann);
        lab.program("kill", "arm");

        List<String> audit = lab.launcher("audit").stdout().lines().toList();
        List<String> ofAnn = lab.launcher("audit", "--user", "ann", "--process", "arm", "--json")
                .stdout()
                .lines()
                .toList();

        assertThat(audit)
                .anyMatch(line -> line.matches(".* ann +http 127\\.0\\.0\\.1 +login +accepted .*"))
                .anyMatch(line -> line.matches(".* ann +http 127\\.0\\.0\\.1 +start +accepted +arm -v fast *"))
                .anyMatch(line -> line.matches(
                        ".* " + System.getProperty("user.name") + " +command line.* +stop +accepted +arm *"));
        assertThat(ofAnn)
                .singleElement()
                .asString()
                .contains("\"source\":\"http 127.0.0.1\"", "\"action\":\"start\"", "\"variants\":[\"fast\"]");
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, no user and no TLS key",
        "true, false, no TLS key",
        "false, true, no user",
    })
    void addressThatOthersReachIsRefusedWithoutUsersAndTls(boolean users, boolean tls, String lacking)
            throws Exception {
        if (users) {
            distribution.addUser(lab, "ann", "operator");
        }
        if (tls) {
            follow(commands().subList(0, 2));
        }

        Lab.Ended serve = launcher("serve", "--port", "0", "--bind", "0.0.0.0");

        assertThat(serve.exitCode()).isEqualTo(2);
        assertThat(serve.stdout()).isEmpty();
        assertThat(serve.stderr())
                .contains("Cannot serve on 0.0.0.0", "there is " + lacking + ";", "concert_launcher user add NAME")
                .contains("--tls-keystore FILE", "ssh -L");
    }

    @Test
    void othersAreServedByTlsWithAKeyMadeAsTheDocumentationSays() throws Exception {
        distribution.addUser(lab, "ann", "operator");
        List<String> commands = commands();
        String address = ListeningSockets.addressOfThisMachine();
        follow(commands.subList(0, 2).stream()
                .map(command -> command.replace("10.0.0.1", address))
                .toList());

        Process serve = shell(List.of(commands.get(2) + " --port 0"));

        Pattern url = Pattern.compile("https://[^/]+:(\\d+)/jolokia\\R");
        Lab.await(
                "serve prints its address",
                () -> !serve.isAlive() || url.matcher(lab.printed(serve)).find());
        Matcher announced = url.matcher(lab.printed(serve));
        assertThat(announced.find()).as(lab.complained(serve)).isTrue();
        String authority = address + ":" + announced.group(1);
        HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build();
        HttpResponse<String> login = logIn(client, "https://" + authority, "ann");
        HttpResponse<String> started =
                send(client, "https://" + authority + START, "{}", "Authorization", bearer(login));
        assertThat(login.statusCode()).as(login.body()).isEqualTo(200);
        assertThat(login.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
        assertThat(login.headers().firstValue("Set-Cookie").orElse(""))
                .contains("; Secure", "; HttpOnly", "; SameSite=Strict");
        assertThat(started.statusCode()).as(started.body()).isEqualTo(200);
        assertThat(lab.programs("the-arm")).hasSize(1);
        assertThatThrownBy(() -> logIn(HttpClient.newHttpClient(), "http://" + authority, "ann"))
                .isInstanceOf(IOException.class);
        assertThat(lab.launcher("audit", "--user", "ann").stdout()).contains("http " + address);
    }

    /** Return the commands by which the documentation makes a key and serves with it: three, of which one has two lines. */
    private static List<String> commands() throws IOException {
        List<String> lines = Files.readAllLines(MANUAL);
        List<String> commands = List.of(String.join(
                        "\n",
                        lines.subList(lines.indexOf("## Other addresses, and TLS"), lines.size()).stream()
                                .dropWhile(line -> !line.startsWith("    "))
                                .takeWhile(line -> line.startsWith("    "))
                                .map(String::strip)
                                .toList())
                .split("(?<!\\\\)\n", -1));
        assertThat(commands).hasSize(3);
        assertThat(commands.get(1)).startsWith("keytool ");
        assertThat(commands.get(2)).startsWith("concert_launcher serve ");
        return commands;
    }

    private void follow(List<String> commands) throws Exception {
        Lab.Ended followed = lab.end(shell(commands));
        assertThat(followed.exitCode()).as(followed.stderr()).isZero();
    }

    /** Start a shell as the user has it, in the folder of the distribution. */
    private Process shell(List<String> commands) throws IOException {
        String path = distribution.home().resolve("bin") + ":" + System.getProperty("java.home") + "/bin:"
                + lab.environment().get("PATH");
        return lab.start(List.of(
                "bash", "-ec", "PATH=" + path + "\ncd " + distribution.home() + "\n" + String.join("\n", commands)));
    }

    private SSLContext trusting() throws Exception {
        Path etc = distribution.home().resolve("etc");
        char[] password = Files.readAllLines(etc.resolve("tls.password")).get(0).toCharArray();
        KeyStore key = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(etc.resolve("tls.p12"))) {
            key.load(in, password);
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("concert", key.getCertificate("concert"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
