/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.concert.launcher.access.Role;
import org.concert.launcher.access.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people try who may not do what they try: it is refused, recorded, and nothing runs. */
class AttacksIT {

    private static final String START = "/api/v1/processes/lab/arm/start";
    private static final String OLD_START = "/process/arm/command/start";
    private static final String JOLOKIA_START = "/jolokia/exec/" + AttackedServe.ARM + "/start()";
    private static final String EXEC = "{'type':'exec','mbean':'" + AttackedServe.ARM + "','operation':'start()'}";
    private static final String FORM = "application/x-www-form-urlencoded";

    @RegisterExtension
    static final AttackedServe served = new AttackedServe();

    @AfterEach
    void nothingHasRun() throws Exception {
        served.assertNothingRan();
    }

    /** Makes the request of an attack, which may have to log in for that. */
    @FunctionalInterface
    private interface Making {
        RawRequest request() throws IOException;
    }

    /**
     * An attack.
     *
     * @param name what it is, in plain words
     * @param status what it is answered
     * @param reason what the audit log says of it; empty if that does not matter
     */
    private record Attack(String name, int status, String reason, Making making) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static RawRequest get(String path) {
        return served.request("GET", path);
    }

    private static RawRequest post(String path, String json) {
        return served.request("POST", path).json(json);
    }

    private static Attack nobody(String name, Making making) {
        return new Attack("nobody " + name, 401, "not logged in", making);
    }

    private static Attack stranger(String name, String reason, Making making) {
        return new Attack("stranger " + name, 401, reason, making);
    }

    private static Attack viewer(String name, Making making) {
        return new Attack(
                "viewer " + name,
                403,
                "a viewer may not do that",
                () -> making.request().with(AttackedServe.as("vic")));
    }

    /** What the browser of ann, who is logged in, is made to send. */
    private static Attack page(String name, String reason, Making making) {
        return new Attack(
                "page of another site " + name,
                403,
                reason,
                () -> making.request().with(served.cookie("ann")));
    }

    static Stream<Attack> attacks() {
        return Stream.of(nobodies(), strangers(), viewers(), pages(), oddities())
                .flatMap(List::stream);
    }

    private static List<Attack> nobodies() {
        return List.of(
                nobody("asks for Jolokia's version", () -> get("/jolokia/version")),
                nobody("reads by Jolokia", () -> get("/jolokia/read/" + AttackedServe.ARM + "/State")),
                nobody("starts by Jolokia", () -> get(JOLOKIA_START)),
                nobody("starts by Jolokia's POST", () -> post("/jolokia/", EXEC)),
                nobody("reads the processes", () -> get("/api/v1/processes")),
                nobody("reads the output", () -> get("/api/v1/processes/lab/arm/output")),
                nobody("reads the launchers", () -> get("/api/v1/launchers")),
                nobody("reads the machines", () -> get("/api/v1/machines")),
                nobody("reads the audit log", () -> get("/api/v1/audit")),
                nobody("reads the description of the API", () -> get("/api/v1/openapi.json")),
                nobody("starts", () -> post(START, "{}")),
                nobody("starts several", () -> post("/api/v1/start", "{'names':['arm']}")),
                nobody("reloads", () -> post("/api/v1/reload", "{}")),
                nobody("reads the events", () -> get("/events")),
                nobody("reads output as events", () -> get("/events?output=lab/arm")),
                nobody("reads the metrics", () -> get("/metrics")),
                nobody("reads the old list", () -> get("/process/list")),
                nobody("reads the old list of the GUIs", () -> get("/process/get_list")),
                nobody("starts by the old API", () -> served.request("PUT", OLD_START)),
                nobody("asks by HEAD", () -> served.request("HEAD", "/api/v1/processes")),
                nobody("asks what is allowed", () -> served.request("OPTIONS", "/api/v1/processes")),
                nobody("asks for a path that is not there", () -> get("/nowhere")),
                nobody(
                        "claims to be a user that a proxy let in",
                        () -> get("/api/v1/processes")
                                .with("X-Forwarded-User: ann")
                                .with("X-Forwarded-For: 127.0.0.1")
                                .with("X-Remote-User: ann")));
    }

    private static List<Attack> strangers() {
        return List.of(
                stranger(
                        "has a wrong password",
                        "the user name or the password is wrong",
                        () -> post(START, "{}").with(AttackedServe.basic("ann", "wrong horse"))),
                stranger(
                        "has a name that nobody has",
                        "the user name or the password is wrong",
                        () -> post(START, "{}").with(AttackedServe.basic("eve", AttackedServe.PASSWORD))),
                stranger(
                        "has an empty password",
                        "the user name or the password is wrong",
                        () -> post(START, "{}").with(AttackedServe.basic("ann", ""))),
                stranger(
                        "makes up a token",
                        "the session is over",
                        () -> post(START, "{}")
                                .with("Authorization: Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")),
                stranger(
                        "makes up a cookie",
                        "the session is over",
                        () -> post(START, "{}")
                                .with("Cookie: concert_session_" + served.port() + "=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")),
                stranger(
                        "sends no token at all",
                        "neither Bearer",
                        () -> post(START, "{}").with("Authorization: Bearer ")),
                stranger(
                        "logs in by a scheme that is none",
                        "neither Bearer",
                        () -> post(START, "{}").with("Authorization: Digest username=ann")),
                stranger(
                        "sends what is no Base64",
                        "neither Bearer",
                        () -> post(START, "{}").with("Authorization: Basic $(touch marker)")),
                stranger(
                        "logs in twice",
                        "twice",
                        () -> post(START, "{}").with(AttackedServe.as("ann")).with("authorization: Bearer x")),
                stranger(
                        "sends a token as long as a book",
                        "too long",
                        () -> post(START, "{}").with("Authorization: Bearer " + "A".repeat(5000))),
                stranger(
                        "guesses in the log-in form",
                        "the user name or the password is wrong",
                        () -> served.login("ann", "wrong horse")));
    }

    private static List<Attack> viewers() {
        return List.of(
                viewer("starts", () -> post(START, "{}")),
                viewer("starts with a variant", () -> post(START, "{'variants':['fast']}")),
                viewer("starts several", () -> post("/api/v1/start", "{'names':['arm','leg']}")),
                viewer("stops", () -> post("/api/v1/processes/lab/arm/stop", "{}")),
                viewer("kills", () -> post("/api/v1/processes/lab/arm/kill", "{}")),
                viewer("restarts", () -> post("/api/v1/processes/lab/arm/restart", "{}")),
                viewer("stops all", () -> post("/api/v1/stop", "{'all':true}")),
                viewer("reloads", () -> post("/api/v1/reload", "{}")),
                viewer("starts by the old API", () -> served.request("PUT", OLD_START)),
                viewer("starts by the old API's POST", () -> post(OLD_START, "{}")),
                viewer("kills by the old API", () -> served.request("PUT", "/process/arm/command/kill")),
                viewer("deletes", () -> served.request("DELETE", "/api/v1/processes/lab/arm")),
                viewer("starts by a path in another case", () -> post("/API/v1/processes/lab/arm/start", "{}")),
                viewer("starts by a path that is encoded", () -> post("/%61pi/v1/processes/lab/arm/start", "{}")));
    }

    private static List<Attack> pages() {
        return List.of(
                page("starts", "a page of another site", () -> post(START, "{}").with("Origin: http://evil.example")),
                page(
                        "starts by Jolokia",
                        "a page of another site",
                        () -> post("/jolokia/", EXEC).with("Origin: http://evil.example")),
                page(
                        "on another port starts",
                        "a page of another site",
                        () -> post(START, "{}").with("Origin: http://127.0.0.1:1")),
                page(
                        "of our name, but without TLS or with it, starts",
                        "a page of another site",
                        () -> post(START, "{}").with("Origin: https://127.0.0.1:" + served.port())),
                page(
                        "that puts a user before our name starts",
                        "a page of another site",
                        () -> post(START, "{}").with("Origin: http://ann@127.0.0.1:" + served.port())),
                page(
                        "that puts a place behind our name starts",
                        "a page of another site",
                        () -> post(START, "{}").with("Origin: http://127.0.0.1:" + served.port() + "#x")),
                page(
                        "that hides where it is from starts",
                        "a page of another site",
                        () -> post(START, "{}").with("Origin: null")),
                page(
                        "is told by its Referer alone",
                        "a page of another site",
                        () -> post(START, "{}").with("Referer: http://evil.example/page")),
                page(
                        "has a form of fields",
                        "a page of another site",
                        () -> served.request("POST", START)
                                .body(FORM, "variants=fast")
                                .with("Origin: http://evil.example")),
                page(
                        "has a form of JSON in plain text",
                        "a page of another site",
                        () -> served.request("POST", START)
                                .body("text/plain", "{\"variants\":[]}")
                                .with("Origin: http://evil.example")),
                page(
                        "has a form without an Origin",
                        "from another site",
                        () -> served.request("POST", START)
                                .body(FORM, "variants=fast")
                                .with("Sec-Fetch-Site: cross-site")),
                page(
                        "has a form of plain text without an Origin",
                        "from another site",
                        () -> served.request("POST", "/jolokia/")
                                .body("text/plain", EXEC.replace('\'', '"'))
                                .with("Sec-Fetch-Site: cross-site")),
                page(
                        "of the same domain has a form",
                        "from another site",
                        () -> post(START, "{}").with("Sec-Fetch-Site: same-site")),
                page(
                        "has a form, of which an old browser tells nothing",
                        "a form of a page",
                        () -> served.request("POST", START).body(FORM, "variants=fast")),
                page(
                        "has a form for the old API, of which nothing is told",
                        "a form of a page",
                        () -> served.request("POST", OLD_START).body("multipart/form-data; boundary=x", "--x--")),
                page(
                        "has a form of plain text, of which nothing is told",
                        "a form of a page",
                        () -> served.request("POST", "/jolokia/")
                                .body("Text/Plain; charset=utf-8", EXEC.replace('\'', '"'))),
                page(
                        "leads to a start by GET",
                        "from another site",
                        () -> get(JOLOKIA_START)
                                .with("Sec-Fetch-Site: cross-site")
                                .with("Sec-Fetch-Mode: navigate")),
                page(
                        "shows an image that is a start",
                        "a page of another site",
                        () -> get(JOLOKIA_START).with("Referer: http://evil.example/")),
                page(
                        "asks whether it may start",
                        "a page of another site",
                        () -> served.request("OPTIONS", START)
                                .with("Origin: http://evil.example")
                                .with("Access-Control-Request-Method: POST")),
                page(
                        "has its name point here",
                        "not known by the host name",
                        () -> post(START, "{}")
                                .with("Host: evil.example:" + served.port())
                                .with("Origin: http://evil.example:" + served.port())),
                page(
                        "has its name point here, and reads",
                        "not known by the host name",
                        () -> get("/api/v1/processes").with("Host: evil.example:" + served.port())),
                page(
                        "has a name that begins as ours",
                        "not known by the host name",
                        () -> get("/api/v1/processes").with("Host: 127.0.0.1.evil.example:" + served.port())),
                page(
                        "names itself in the first line",
                        "not known by the host name",
                        () -> served.request("GET", "http://evil.example:" + served.port() + "/api/v1/processes")
                                .with("Host: evil.example:" + served.port())));
    }

    private static List<Attack> oddities() {
        return List.of(
                new Attack(
                        "TRACE shows the cookie",
                        405,
                        "",
                        () -> served.request("TRACE", "/api/v1/processes").with(served.cookie("ann"))),
                new Attack(
                        "a method that is none",
                        405,
                        "",
                        () -> served.request("BREW", START).with(AttackedServe.as("ann"))),
                new Attack("a start as a GET", 405, "", () -> get(START).with(AttackedServe.as("ann"))),
                new Attack(
                        "a start as a GET that calls itself POST",
                        405,
                        "",
                        () -> get(START).with("X-HTTP-Method-Override: POST").with(AttackedServe.as("vic"))),
                new Attack(
                        "two hosts",
                        400,
                        "",
                        () -> post(START, "{}").with(AttackedServe.as("ann")).with("host: evil.example")),
                new Attack(
                        "two ends of the body",
                        400,
                        "",
                        () -> post(START, "{}").with(AttackedServe.as("ann")).with("Transfer-Encoding: chunked")),
                new Attack(
                        "two lengths of the body",
                        400,
                        "",
                        () -> post(START, "{}").with(AttackedServe.as("ann")).with("content-length: 20")),
                new Attack(
                        "a start that is no JSON",
                        415,
                        "",
                        () -> served.request("POST", START)
                                .with(AttackedServe.as("ann"))
                                .body(FORM, "variants=fast")),
                new Attack(
                        "a log-in that is a form",
                        415,
                        "",
                        () -> served.request("POST", "/api/v1/login")
                                .body(FORM, "user=ann&password=" + AttackedServe.PASSWORD)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void attackIsRefused(Attack attack) throws Exception {
        RawRequest request = attack.making().request();
        InetAddress source = AttackedServe.newSource();

        RawHttp.Answer answer = served.send(request, source);

        assertThat(answer.status()).as(answer.head() + answer.body()).isEqualTo(attack.status());
        assertThat(answer.body()).doesNotContain("the-arm", "STOPPED");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        if (!attack.reason().isEmpty()) {
            assertThat(served.audit(source))
                    .allMatch(entry -> entry.contains("\"result\":\"denied\""))
                    .anyMatch(entry -> entry.contains(attack.reason()));
        }
    }

    /** A proxy takes the body for longer than a careless server does, which takes the rest for a request of its own. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1;ext=\"val\r\nX\r\n0\r\n\r\n",
                "1;ext\nX\r\n0\r\n\r\n",
                "1\r\nX0\r\n\r\n",
            })
    void requestThatIsHiddenInTheChunksOfAnotherIsNotAnswered(String chunks) throws Exception {
        String hidden = new String(get("/health").with("X-Rest: \"").bytes(), StandardCharsets.UTF_8);
        RawRequest request = served.request("POST", "/api/v1/plan")
                .with("Connection: keep-alive")
                .with("Content-Type: application/json")
                .with("Transfer-Encoding: chunked")
                .with(AttackedServe.as("ann"));

        RawHttp.Answer answer =
                served.send(new RawRequest(request.method(), request.target(), request.headers(), chunks + hidden));

        assertThat(answer.status()).as(answer.head() + answer.body()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("HTTP/1.1");
    }

    @Test
    void nobodyFillsTheLogByHostsThatAreNone() throws Exception {
        for (int i = 0; i < 50; i++) {
            RawRequest bad = new RawRequest("GET", "/health", List.of("Host: x@y" + i, "Connection: close"), "");
            assertThat(served.send(bad).status()).isEqualTo(400);
        }

        assertThat(served.lab().complained(served.process())).doesNotContain("x@y");
    }

    @Test
    void cookieIsOfNoUseAfterTheLogOut() throws Exception {
        String cookie = served.cookie("ann");
        InetAddress source = AttackedServe.newSource();
        RawHttp.Answer before = served.send(get("/api/v1/processes").with(cookie));

        RawHttp.Answer logout =
                served.send(served.request("POST", "/api/v1/logout").with(cookie));
        RawHttp.Answer replayed = served.send(post(START, "{}").with(cookie), source);

        assertThat(List.of(before.status(), logout.status(), replayed.status())).containsExactly(200, 204, 401);
        assertThat(served.audit(source)).singleElement().asString().contains("the session is over");
    }

    @Test
    void tokenCookieAndKnownPasswordAreOfNoUseWhenTheUserIsRemoved() throws Exception {
        served.users().put(new User("bob", Role.OPERATOR, Distribution.QUICK_HASH));
        List<String> keys = List.of(served.token("bob"), served.cookie("bob"), AttackedServe.as("bob"));
        for (String key : keys) {
            assertThat(served.send(get("/api/v1/processes").with(key)).status()).isEqualTo(200);
        }

        served.users().remove("bob");

        for (String key : keys) {
            assertThat(served.send(post(START, "{}").with(key)).status())
                    .as(key)
                    .isEqualTo(401);
        }
    }

    @Test
    void tokenOfAnOperatorIsOfNoUseWhenTheUserBecomesAViewer() throws Exception {
        served.users().put(new User("kim", Role.OPERATOR, Distribution.QUICK_HASH));
        String token = served.token("kim");
        String password = AttackedServe.as("kim");
        assertThat(served.send(get("/api/v1/processes").with(password)).status())
                .isEqualTo(200);

        served.users().put(new User("kim", Role.VIEWER, Distribution.QUICK_HASH));

        assertThat(served.send(post(START, "{}").with(token)).status()).isEqualTo(401);
        assertThat(served.send(post(START, "{}").with(password)).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @MethodSource
    void noAnswerMayBeFramedSniffedOrLeaked(String path) throws Exception {
        for (String user : List.of("ann", "eve")) {
            RawHttp.Answer answer = served.send(get(path).with(AttackedServe.as(user)));

            assertThat(answer.header("X-Frame-Options")).contains("DENY");
            assertThat(answer.header("Content-Security-Policy").orElse("")).contains("frame-ancestors 'none'");
            assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.header("Referrer-Policy")).contains("no-referrer");
            assertThat(answer.header("Server")).isEmpty();
        }
    }

    static List<String> noAnswerMayBeFramedSniffedOrLeaked() {
        return List.of(
                "/", "/api/v1/processes", "/jolokia/version", "/metrics", "/process/list", "/nowhere", "/a/../b");
    }
}
