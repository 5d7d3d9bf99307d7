/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code serve --trust}: who is let in by HTTP from other addresses, and where that is said. */
class TrustIT {

    private static final Pattern URL = Pattern.compile("Web console: (http://[0-9.]+:\\d+)/\\R");

    private Lab lab;
    private Distribution distribution;
    private String here;

    @BeforeEach
    void prepare() throws Exception {
        lab = new Lab();
        distribution = Distribution.unpack(lab);
        lab.launcherFile("imu: {cmd: exec sleep 100000}\n");
        here = ListeningSockets.addressOfThisMachine();
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    private String serve(String network) throws Exception {
        Process serve = lab.start(distribution.command("serve", "--port", "0", "--bind", here, "--trust", network));
        Lab.await(
                "serve prints its address",
                () -> !serve.isAlive() || URL.matcher(lab.printed(serve)).find());
        Matcher url = URL.matcher(lab.printed(serve));
        assertThat(url.find()).as(lab.complained(serve)).isTrue();
        assertThat(lab.printed(serve)).contains("Trusted: " + network + "; everybody there may start and stop");
        return url.group(1);
    }

    private Lab.Ended refused(String... arguments) throws Exception {
        List<String> serve = new ArrayList<>(List.of("serve"));
        serve.addAll(List.of(arguments));
        return lab.end(lab.start(distribution.command(serve.toArray(String[]::new))));
    }

    private static HttpResponse<String> get(String url, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void guiOfATrustedNetworkStartsWhatItWillThoughThereAreUsers() throws Exception {
        distribution.addUser(lab, "ann", "operator");
        String address = serve(here + "/32");

        try (RobotGui gui = RobotGui.of2024(address)) {
            Map<String, Object> started = gui.press("imu", "start", "{}");
            gui.awaitState("imu", "Running");

            assertThat(started).containsEntry("success", true);
        }
        assertThat(get(address + "/health").body()).contains("\"trusted\":[\"" + here + "/32\"]");
        assertThat(get(address + "/api/v1/me").body())
                .contains("\"user\":\"trusted\",\"role\":\"operator\"", "\"trusted\":[\"" + here + "/32\"]");
        assertThat(get(address + "/api/v1/processes", "Authorization", "Basic YW5uOndyb25n")
                        .statusCode())
                .as("a wrong password is one from there, too")
                .isEqualTo(401);
        assertThat(get(address + "/api/v1/processes", "X-Forwarded-For", "203.0.113.9")
                        .statusCode())
                .as("who comes through a proxy may be anybody")
                .isEqualTo(401);
        assertThat(lab.launcher("audit").stdout())
                .containsPattern("trust " + Pattern.quote(here) + "/32")
                .containsPattern("trusted +http " + Pattern.quote(here) + ".*start");
    }

    @Test
    void nobodyElseIsAnsweredByHttpNotEvenToLogIn() throws Exception {
        distribution.addUser(lab, "ann", "operator");
        String address = serve("203.0.113.0/24");

        for (String path : List.of("/", "/health", "/api/v1/me", "/process/get_list", "/ws", "/nowhere")) {
            assertThat(get(address + path).statusCode()).as(path).isEqualTo(403);
        }
        assertThat(get(address + "/health").body()).contains("by TLS only");
    }

    @Test
    void whatCannotBeTrustedIsRefusedBeforeAnythingIsServed() throws Exception {
        assertThat(refused("--trust", "10.24.0.0/33").exitCode()).isEqualTo(2);
        assertThat(refused("--trust", "lab").stderr()).contains("Cannot trust 'lab'", "10.24.0.0/16");
        assertThat(refused("--trust", "10.24.0.0/16", "--tls-keystore", "key.p12")
                        .stderr())
                .contains("leave out --trust or --tls-keystore");
    }
}
