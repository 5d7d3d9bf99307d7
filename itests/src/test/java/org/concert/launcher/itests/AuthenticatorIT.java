/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody else's bundle in {@code deploy/} says who may log in. */
class AuthenticatorIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PROCESSES = "/api/v1/processes";
    private static final String START = "/api/v1/processes/lab/imu/start?wait=true";

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private Lab lab;
    private Distribution distribution;
    private ServingLauncher serve;
    private Path deployed;

    @BeforeEach
    void serveWithTheExample() throws Exception {
        lab = new Lab();
        lab.launcherFile("imu: {cmd: exec sleep 100000}\n");
        distribution = Distribution.unpack(lab);
        ExampleAuthenticator.configure(lab);
        serve = ServingLauncher.start(lab, distribution, 0);
        assertThat(serve.get("/api/v1/me")).contains("\"user\":\"local\"");
        deployed = ExampleAuthenticator.deploy(distribution.deploy());
        awaitLogin(true);
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    private void awaitLogin(boolean required) throws InterruptedException {
        Lab.await("log-in is required: " + required, () -> {
            try {
                return serve.get("/api/v1/me").contains("\"loginRequired\":" + required);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    private HttpResponse<String> send(String method, String path, String authorization) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(serve.address() + path))
                        .timeout(PATIENCE)
                        .header("Authorization", authorization)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private int status(String method, String path, String user, String password) throws Exception {
        return HttpAnswers.status(method, serve.port(), path, user, password);
    }

    private String logIn(String user, String password) throws Exception {
        String body = "{\"user\":\"" + user + "\",\"password\":\"" + password + "\"}";
        return client.send(
                        HttpRequest.newBuilder(URI.create(serve.address() + "/api/v1/login"))
                                .timeout(PATIENCE)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void whomItVouchesForMayWhatTheRoleSaysAndNobodyElseIsLetIn() throws Exception {
        assertThat(serve.get(PROCESSES)).contains("nobody is logged in");
        assertThat(status("GET", PROCESSES, "sam", ExampleAuthenticator.PASSWORD))
                .isEqualTo(200);
        assertThat(status("POST", START, "sam", ExampleAuthenticator.PASSWORD)).isEqualTo(403);
        assertThat(status("POST", START, "ole", ExampleAuthenticator.PASSWORD)).isEqualTo(200);
        assertThat(status("GET", PROCESSES, "ole", "guessed")).isEqualTo(401);
        assertThat(status("GET", PROCESSES, "eve", ExampleAuthenticator.PASSWORD))
                .isEqualTo(401);

        assertThat(lab.programs("sleep 100000")).hasSize(1);
        assertThat(lab.launcher("audit").stdout())
                .containsPattern("ole +http 127\\.0\\.0\\.1 +start +accepted +imu")
                .containsPattern("ole +http 127\\.0\\.0\\.1 +login +denied.*the password is wrong, failure 1");
    }

    @Test
    void guessesAreSlowedDown() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(logIn("sam", "guess " + i)).contains("the user name or the password is wrong");
        }

        assertThat(status("GET", PROCESSES, "sam", ExampleAuthenticator.PASSWORD))
                .isEqualTo(429);
    }

    @Test
    void userOfOurFileIsCheckedByTheFileAlone() throws Exception {
        assertThat(status("POST", START, "ann", ExampleAuthenticator.PASSWORD)).isEqualTo(403);

        distribution.addUser(lab, "ann", "operator");

        assertThat(status("POST", START, "ann", Distribution.PASSWORD)).isEqualTo(200);
        assertThat(status("GET", PROCESSES, "ann", ExampleAuthenticator.PASSWORD))
                .isEqualTo(401);
    }

    @Test
    void sessionIsOverWhenItIsTakenAway() throws Exception {
        Matcher token = Pattern.compile("\"token\":\"([^\"]+)\"").matcher(logIn("sam", ExampleAuthenticator.PASSWORD));
        assertThat(token.find()).isTrue();
        String bearer = "Bearer " + token.group(1);
        assertThat(send("GET", PROCESSES, bearer).statusCode()).isEqualTo(200);
        distribution.addUser(lab, "ann", "operator");

        Files.delete(deployed);

        Lab.await("the session is over", () -> {
            try {
                return send("GET", PROCESSES, bearer).statusCode() == 401;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        assertThat(status("GET", PROCESSES, "sam", ExampleAuthenticator.PASSWORD))
                .isEqualTo(401);
        assertThat(status("GET", PROCESSES, "ann", Distribution.PASSWORD)).isEqualTo(200);
    }
}
