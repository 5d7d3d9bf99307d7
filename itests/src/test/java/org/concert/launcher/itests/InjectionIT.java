/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that a shell, tmux, HTTP or a terminal could take for more than text: an operator's too is refused, or stays text. */
class InjectionIT {

    private static final String LAUNCHER = "org.concert.launcher:type=Launcher,session=lab";

    /** What parameter values may hold. */
    private static final String LITERAL = "a:=b,@%+-./_C%s%n-9,=";

    @RegisterExtension
    static final AttackedServe served = new AttackedServe();

    @AfterEach
    void nothingHasRun() throws Exception {
        served.assertNothingInjected();
    }

    /** Each makes a file in the folder of the launcher file if a shell or tmux gets to see it as it is. */
    static List<String> evil() {
        return List.of(
                "$(touch marker)",
                "`touch marker`",
                "; touch marker",
                "x; touch marker; x",
                "' ; touch marker ; '",
                "'; touch marker #",
                "\"; touch marker; \"",
                "\\'; touch marker #",
                "x\ntouch marker\n",
                "x\rtouch marker\r",
                "x\u0000; touch marker",
                "| touch marker",
                "&& touch marker",
                "|| touch marker",
                "& touch marker",
                "> marker",
                "<(touch marker)",
                "${IFS}; touch${IFS}marker",
                "$(touch${IFS}marker)",
                "#(touch marker)",
                "#{?1,#(touch marker),}",
                "#{pane_pid} #{E:#(touch marker)}",
                "{text}$(touch marker)",
                "{cmd}; touch marker",
                "\u001b]0;x\u0007; touch marker",
                "~/marker; touch marker",
                "!touch marker",
                "x' Enter 'touch marker' Enter '",
                "-oProxyCommand=marker",
                "--checkpoint-action=exec=marker",
                "\u2019; touch marker",
                "\u00e4");
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(character -> {
            boolean plain = character >= ' ' && character != '"' && character != '\\';
            json.append(plain ? Character.toString(character) : String.format("\\u%04x", character));
        });
        return json.append('"').toString();
    }

    private static RawHttp.Answer operator(String method, String path, String json) throws Exception {
        return operator(method, path, json, AttackedServe.newSource());
    }

    private static RawHttp.Answer operator(String method, String path, String json, InetAddress source)
            throws Exception {
        RawRequest request = served.request(method, path).body("application/json", json);
        return served.send(request.with(AttackedServe.as("ann")), source);
    }

    /** They show a reason that comes with 200 only. */
    private static void assertRefusedAsTheGuisReadIt(RawHttp.Answer answer) throws Exception {
        assertRefused(answer, 200);
        assertThat(answer.body()).contains("\"success\":false");
    }

    private static void assertRefused(RawHttp.Answer answer, int status) throws Exception {
        assertThat(answer.status()).as(answer.head() + answer.body()).isEqualTo(status);
        served.assertNothingRan();
    }

    private static void assertStartIsRefusedAndRecorded(String json) throws Exception {
        InetAddress source = AttackedServe.newSource();
        assertRefused(operator("POST", "/api/v1/processes/lab/arm/start", json, source), 422);

        assertThat(operator("GET", "/api/v1/audit?limit=1", "").body())
                .contains(
                        "\"source\":\"http " + source.getHostAddress() + "\",\"action\":\"start\"",
                        "\"processes\":[\"arm\"]",
                        "\"result\":\"refused\"");
    }

    private static void assertRefusedByJolokia(RawHttp.Answer answer) throws Exception {
        assertThat(answer.body()).contains("\"error\":").doesNotContain("\"status\":200");
        served.assertNothingRan();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @ParameterizedTest
    @MethodSource("evil")
    void evilNameInAPathIsRefused(String evil) throws Exception {
        for (String path : List.of("/api/v1/processes/lab/" + encoded(evil), "/api/v1/processes/" + encoded(evil))) {
            RawHttp.Answer answer = operator("POST", path + "/start", "{}");

            assertThat(answer.status()).as(answer.head() + answer.body()).isIn(400, 404);
        }
        served.assertNothingRan();
    }

    @ParameterizedTest
    @MethodSource("evil")
    void evilNameInABodyIsNotFound(String evil) throws Exception {
        assertRefused(operator("POST", "/api/v1/start", "{\"names\":[" + quoted(evil) + "]}"), 404);
        assertRefused(operator("POST", "/api/v1/stop", "{\"names\":[" + quoted(evil) + "]}"), 404);
        assertRefused(operator("POST", "/api/v1/start", "{\"session\":" + quoted(evil) + ",\"names\":[\"arm\"]}"), 404);
    }

    @ParameterizedTest
    @MethodSource("evil")
    void evilVariantIsRefused(String evil) throws Exception {
        assertStartIsRefusedAndRecorded("{\"variants\":[" + quoted(evil) + "]}");
    }

    @ParameterizedTest
    @MethodSource("evil")
    void evilParameterIsRefused(String evil) throws Exception {
        assertStartIsRefusedAndRecorded("{\"params\":{\"text\":" + quoted(evil) + "}}");
        assertStartIsRefusedAndRecorded("{\"params\":{" + quoted(evil) + ":\"x\"}}");
    }

    @ParameterizedTest
    @MethodSource("evil")
    void evilParameterIsRefusedInAPlanToo(String evil) throws Exception {
        assertRefused(
                operator("POST", "/api/v1/plan", "{\"names\":[\"arm\"],\"params\":{\"text\":" + quoted(evil) + "}}"),
                422);
    }

    @ParameterizedTest
    @MethodSource("evil")
    void evilTextIsRefusedByTheOldApi(String evil) throws Exception {
        String options = "{\"options\":{%s:%s}}";

        RawHttp.Answer name = operator("PUT", "/process/" + encoded(evil) + "/command/start", "{}");
        RawHttp.Answer command = operator("PUT", "/process/arm/command/" + encoded(evil), "{}");

        assertThat(List.of(name.status(), command.status())).isSubsetOf(400, 404);
        String start = "/process/arm/command/start";
        assertRefusedAsTheGuisReadIt(operator("PUT", start, options.formatted(quoted(evil), "true")));
        assertRefusedAsTheGuisReadIt(operator("PUT", start, options.formatted("\"ctrl\"", quoted(evil))));
        assertRefusedAsTheGuisReadIt(operator("PUT", start, options.formatted("\"fast\"", quoted(evil))));
    }

    @ParameterizedTest
    @MethodSource("evil")
    void evilTextIsRefusedByJolokia(String evil) throws Exception {
        String exec = "{\"type\":\"exec\",\"mbean\":\"%s\",\"operation\":\"%s\",\"arguments\":[%s]}";
        String two = "start(java.lang.String,java.lang.String)";
        String three = "start(java.lang.String,java.lang.String,java.lang.String)";

        for (String json : List.of(
                exec.formatted(AttackedServe.ARM, two, quoted(evil + "x") + ",\"\""),
                exec.formatted(AttackedServe.ARM, two, "\"\"," + quoted("text:=" + evil)),
                exec.formatted(AttackedServe.ARM, two, "\"\"," + quoted(evil + ":=x")),
                exec.formatted(LAUNCHER, three, quoted(evil) + ",\"\",\"\""),
                exec.formatted(LAUNCHER, three, "\"arm\",\"\"," + quoted("text:=" + evil)))) {
            assertRefusedByJolokia(operator("POST", "/jolokia/", json));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"REST", "Jolokia"})
    void parameterThatIsAllowedArrivesAsItIs(String way) throws Exception {
        RawHttp.Answer started = way.equals("REST")
                ? operator(
                        "POST",
                        "/api/v1/processes/lab/arm/start?wait=true",
                        "{\"params\":{\"text\":" + quoted(LITERAL) + "}}")
                : operator(
                        "POST",
                        "/jolokia/",
                        "{\"type\":\"exec\",\"mbean\":\"" + AttackedServe.ARM
                                + "\",\"operation\":\"start(java.lang.String,java.lang.String)\",\"arguments\":[\"\","
                                + quoted("text:=" + LITERAL) + "]}");

        assertThat(started.status()).as(started.body()).isEqualTo(200);
        assertThat(served.lab().awaitOutput("arm", "got <" + LITERAL + ">\n")).isEqualTo("got <" + LITERAL + ">\n");

        RawHttp.Answer stopped = operator("POST", "/api/v1/processes/lab/arm/stop?wait=true", "{}");
        assertThat(stopped.status()).as(stopped.body()).isEqualTo(200);
        Files.delete(served.lab().log("arm"));
    }

    /** A header of its own is what whoever gets a line break into the head of an answer would make. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/processes?session=x%0d%0aX-Evil:%201",
                "/api/v1/processes/lab/arm/output?lines=x%0d%0aX-Evil:%201",
                "/api/v1/operations/x%0d%0aX-Evil:%201",
                "/api/v1/x%0aX-Evil:%201",
                "/events?output=x%0d%0aX-Evil:%201",
                "/events?lines=1%0d%0aX-Evil:%201",
                "/jolokia/version?mimeType=text/html%0d%0aX-Evil:%201",
                "/jolokia/version?callback=x%0d%0aX-Evil:%201",
                "/jolokia/read/x%0d%0aX-Evil:%201/y",
                "/process/x%0d%0aX-Evil:%201/state",
                "/console/x%0d%0aX-Evil:%201",
                "/metrics?x%E5%98%8A%E5%98%8DX-Evil:%201",
                "/audit?limit=1%0d%0aX-Evil:%201",
                "/api/v1/audit?limit=1%0d%0aX-Evil:%201"
            })
    void noLineBreakInATargetBecomesAHeader(String target) throws Exception {
        RawRequest request = served.request("GET", target).with(AttackedServe.as("ann"));
        try (RawHttp connection = RawHttp.connect(served.port(), AttackedServe.newSource())) {
            connection.write(request.bytes());

            assertThat(connection.head().header("X-Evil")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Last-Event-ID: 1-1\rX-Evil: 1",
                "Last-Event-ID: 1-1\nX-Evil: 1",
                "Last-Event-ID: 1-1%0d%0aX-Evil: 1",
                "Last-Event-ID: 1-1;lab/arm@1\u0000X-Evil: 1",
                "Last-Event-ID: 1-1\r\n X-Evil: 1",
                "If-None-Match: \"x%0d%0aX-Evil: 1\"",
                "Origin: http://127.0.0.1%0d%0aX-Evil: 1",
                "Cookie: concert_session=x%0d%0aX-Evil: 1",
                "Accept: application/json%0d%0aX-Evil: 1",
                "X-Request-Id: %0d%0aX-Evil: 1"
            })
    void noLineBreakInAHeaderBecomesOneOfTheAnswer(String header) throws Exception {
        RawRequest request =
                served.request("GET", "/events").with(AttackedServe.as("ann")).with(header);
        try (RawHttp connection = RawHttp.connect(served.port(), AttackedServe.newSource())) {
            connection.write(request.bytes());

            assertThat(connection.head().header("X-Evil")).isEmpty();
        }
    }

    @Test
    void lineBreakInAUserNameBecomesNeitherAHeaderNorALineOfTheLog() throws Exception {
        InetAddress source = AttackedServe.newSource();
        String evil = "ann\r\nX-Evil: 1\r\n{\"time\":\"2026-01-01T00:00:00Z\",\"user\":\"root\"}\u001b[2J";
        RawRequest login = served.request("POST", "/api/v1/login")
                .body("application/json", "{\"user\":" + quoted(evil) + ",\"password\":\"wrong horse\"}");

        List<RawHttp.Answer> answers = List.of(
                served.send(login, source),
                served.send(
                        served.request("GET", "/api/v1/processes").with(AttackedServe.basic(evil, "wrong horse")),
                        source));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.head() + answer.body()).doesNotContain("X-Evil");
        });
        assertThat(served.audit(source)).hasSize(2).allMatch(line -> line.contains("\"user\":\"?\""));
        assertThat(served.lab().launcher("audit", "--json").stdout()).doesNotContain("X-Evil", "\u001b", "root");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/jolokia/read/%3cscript%3ealert(1)/x?mimeType=text/html",
                "/jolokia/read/x:y=%3cscript%3ealert(1)/x?mimeType=image/svg%2Bxml",
                "/api/v1/%3cscript%3ealert(1)",
                "/process/%3cscript%3ealert(1)/state",
                "/console/%3cscript%3ealert(1)",
                "/%3cscript%3ealert(1)",
                "/events?output=<script>alert(1)</script>",
                "/api/v1/audit?limit=<script>alert(1)</script>"
            })
    void noScriptInATargetIsSentBackAsAPage(String target) throws Exception {
        RawHttp.Answer answer = served.send(served.request("GET", target).with(AttackedServe.as("ann")));

        assertThat(answer.body())
                .satisfiesAnyOf(
                        body -> assertThat(body).doesNotContain("<script>"),
                        body -> assertThat(answer.header("Content-Type").orElse("text/html"))
                                .matches("(application/(problem\\+)?json|text/plain).*"));
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void jsonThatIsVeryDeepIsRefusedInGoodOrder() throws Exception {
        String deep = "[".repeat(200_000);

        RawHttp.Answer rest = operator("POST", "/api/v1/start", "{\"names\":" + deep);
        RawHttp.Answer jolokia = operator("POST", "/jolokia/", deep);

        assertThat(rest.status()).as(rest.body()).isEqualTo(400);
        assertThat(jolokia.body()).contains("\"error\"").doesNotContain("StackOverflow");
        assertThat(served.send(served.request("GET", "/health")).status()).isEqualTo(200);
    }

    @Test
    void eventIdThatIsVeryLongIsTakenInGoodOrder() throws Exception {
        RawRequest request = served.request("GET", "/events")
                .with(AttackedServe.as("ann"))
                .with("Last-Event-ID: 1-1" + ";a/b@1".repeat(1_200));
        try (RawHttp connection = RawHttp.connect(served.port(), AttackedServe.newSource())) {
            connection.write(request.bytes());

            assertThat(connection.head().status()).isEqualTo(200);
        }
    }
}
