/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths that lead around the guard, or out of where files are: none of them does. */
class PathAttacksIT {

    private static final String SECRET = "only for the user of the launcher";

    @RegisterExtension
    static final AttackedServe served = new AttackedServe();

    @AfterEach
    void nothingHasRun() throws Exception {
        served.assertNothingRan();
    }

    /** Begins where everybody may ask, and would end where only users may. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "//api/v1/processes",
                "//console//../api/v1/processes",
                "/./api/v1/processes",
                "/api/./v1/processes",
                "/api/v1//processes",
                "/api/v1/processes/",
                "/api/v1/processes/.",
                "/API/V1/processes",
                "/%61pi/v1/processes",
                "/api%2fv1%2fprocesses",
                "/api/v1/processes;a=b",
                "/api/v1/processes;.js",
                "/api/v1;x/processes",
                "/;/api/v1/processes",
                "/console/../api/v1/processes",
                "/console/..;/api/v1/processes",
                "/console/..;a=b/api/v1/processes",
                "/console/;/../api/v1/processes",
                "/console/%2e%2e/api/v1/processes",
                "/console/.%2e/api/v1/processes",
                "/console/%2E./api/v1/processes",
                "/console/%252e%252e/api/v1/processes",
                "/console/..%2fapi/v1/processes",
                "/console/..%5capi/v1/processes",
                "/console/..\\api/v1/processes",
                "/console\\..\\api\\v1\\processes",
                "/console/%c0%ae%c0%ae/api/v1/processes",
                "/console/..%c0%afapi/v1/processes",
                "/console/%u002e%u002e/api/v1/processes",
                "/api/v1/me/../processes",
                "/api/v1/me;/../processes",
                "/api/v1/login/../processes",
                "/health/../metrics",
                "/health/..;/metrics",
                "/metrics/",
                "/metrics;a=b",
                "/metrics%00",
                "/metrics%00.html",
                "/metrics%0a",
                "/metrics%20",
                "/metrics?/console/index.html",
                "/metrics#/console/index.html",
                "/metrics/..;/console/index.html",
                "/%6detrics",
                "/jolokia;x/version",
                "/jolokia/;/version",
                "//jolokia/version",
                "/jolokia//version",
                "/events;x",
                "/%65vents",
                "/process/list;x",
                "/process/%2e/list",
                "*",
                "metrics",
                "http://127.0.0.1/console/../metrics",
                "?/api/v1/processes",
                "/\tmetrics",
                "/\u0001/../metrics"
            })
    void noPathLeadsAroundTheLogIn(String path) throws Exception {
        RawHttp.Answer answer = served.send(served.request("GET", path));

        assertThat(answer.status()).as(answer.head() + answer.body()).isIn(400, 401, 404);
        assertThat(answer.body()).doesNotContain("STOPPED", "concert_", "\"arm\"", "\"agent\"");
    }

    /** Looks like what a viewer may ask for, and would end at a start. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/plan/../start",
                "/api/v1/plan/..;/start",
                "/api/v1/plan/%2e%2e/start",
                "/api/v1/plan;/../start",
                "/api/v1/plan%2f..%2fstart",
                "/api/v1/start;/api/v1/plan",
                "/api/v1/start;a=b",
                "/api/v1//start",
                "/api/v1/start/",
                "/api/v1/st%61rt",
                "/api/v1/start%00",
                "/api/v1/start?/api/v1/plan",
                "/api/v1/plan\\..\\start",
                "/api/v1/logout/../start",
                "//api/v1/start",
                "/./api/v1/start",
                "/jolokia/../api/v1/start",
                "/jolokia/..;/api/v1/start",
                "/jolokia/%2e%2e/api/v1/start",
                "/jolokia/..%2fapi/v1/start",
                "/jolokia/;/../api/v1/start",
                "/jolokia/..\\api/v1/start",
                "/console/../api/v1/start",
                "/console/..;/api/v1/start",
                "/health/..;/api/v1/start"
            })
    void noPathMakesAViewerAnOperator(String path) throws Exception {
        RawHttp.Answer answer = served.send(
                served.request("POST", path).json("{'names':['arm']}").with(AttackedServe.as("vic")));

        assertThat(answer.status()).as(answer.head() + answer.body()).isIn(400, 403, 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/jolokia/exec/org.concert.launcher:type=Process,session=lab,name=arm/start()",
                "/jolokia;x/exec/org.concert.launcher:type=Process,session=lab,name=arm/start()",
                "/jolokia//exec/org.concert.launcher:type=Process,session=lab,name=arm/start()",
                "/jolokia/exec/org.concert.launcher:type=Process,session=lab,name=arm/st%61rt()",
                "/jolokia/exec/org.concert.launcher:name=arm,type=Process,session=lab/start",
                "/jolokia/exec/org.concert.launcher:name=%22arm%22,type=Process,session=lab/start",
                "/jolokia/exec/org.concert.launcher:type=Process,*/start",
                "/jolokia/?p=exec/org.concert.launcher:type=Process,session=lab,name=arm/start()",
                "/jolokia?p=/exec/org.concert.launcher:type=Process,session=lab,name=arm/start()",
                "/jolokia/version?p=exec/org.concert.launcher:type=Process,session=lab,name=arm/start()"
            })
    void noPathMakesAViewerAnOperatorOfJolokia(String path) throws Exception {
        RawHttp.Answer answer = served.send(served.request("GET", path).with(AttackedServe.as("vic")));

        assertThat(answer.body()).as(answer.head()).doesNotContain("\"type\":\"exec\"},\"value\"");
        if (answer.status() == 200) {
            assertThat(answer.body()).containsPattern("\"status\":(400|403|404)|\"agent\"");
        }
    }

    /** Asked for by an operator, who may read all that is meant to be read. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../../../../../../etc/passwd",
                "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
                "/..%2f..%2f..%2f..%2fetc/passwd",
                "/..%252f..%252fetc/passwd",
                "/console/../../../etc/users",
                "/console/..;/..;/etc/users",
                "/console/..%2f..%2fetc%2fusers",
                "/console/..\\..\\etc\\users",
                "/console/....//....//etc/users",
                "/console//etc/passwd",
                "/console/%2fetc%2fpasswd",
                "/console/file:%2f%2f%2fetc%2fpasswd",
                "/console/",
                "/console",
                "/console/console.js%00.html",
                "/console/web/index.html",
                "/console/../WebFile.class",
                "/console/WebFile.class",
                "/WebFile.class",
                "/web/index.html",
                "/META-INF/MANIFEST.MF",
                "/console/META-INF/MANIFEST.MF",
                "/WEB-INF/web.xml",
                "/OSGI-INF/org.concert.launcher.console.xml",
                "/etc/users",
                "/system/console/bundles"
            })
    void consoleServesNoFileButItsOwn(String path) throws Exception {
        RawHttp.Answer answer = served.send(served.request("GET", path).with(AttackedServe.as("ann")));

        assertThat(answer.status()).as(answer.head() + answer.body()).isIn(400, 404);
        assertThat(answer.body())
                .doesNotContain("root:", "ann:operator", "Bundle-SymbolicName", "\u00ca\u00fe\u00ba\u00be");
    }

    @ParameterizedTest
    @MethodSource
    void outputIsThatOfAProcessAndNoOtherFile(String path) throws Exception {
        Path logs = served.lab().log("arm").getParent();
        Path secret = logs.resolveSibling("secret.log");
        Files.createDirectories(logs);
        Files.writeString(secret, SECRET + "\n");

        RawHttp.Answer answer = served.send(served.request("GET", path).with(AttackedServe.as("ann")));

        assertThat(answer.status()).as(answer.head() + answer.body()).isIn(400, 404);
        assertThat(answer.body()).doesNotContain(SECRET);
    }

    static List<String> outputIsThatOfAProcessAndNoOtherFile() {
        return List.of(
                "/api/v1/processes/lab/../secret/output",
                "/api/v1/processes/lab/..%2fsecret/output",
                "/api/v1/processes/lab/%2e%2e%2fsecret/output",
                "/api/v1/processes/lab/..%252fsecret/output",
                "/api/v1/processes/lab/..\\secret/output",
                "/api/v1/processes/lab/..;/secret/output",
                "/api/v1/processes/lab/arm%2f..%2f..%2fsecret/output",
                "/api/v1/processes/lab/arm/../../secret/output",
                "/api/v1/processes/../secret/output",
                "/api/v1/processes/%2e/secret/output",
                "/api/v1/processes/./secret/output",
                "/api/v1/processes/lab/secret/output",
                "/api/v1/processes/lab/secret%00/output",
                "/api/v1/processes/lab/arm%00/output",
                "/api/v1/processes/lab/..%2fsecret/tree",
                "/events?output=lab/../secret",
                "/events?output=../secret",
                "/events?output=lab/..%2fsecret",
                "/events?output=lab/arm,lab/..%2fsecret",
                "/process/..%2fsecret/state",
                "/process/%2e%2e/state",
                "/process/arm/../secret/state",
                "/process/../process/arm/state");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a", "/..", "/%2e", ";a", "/a;b", "//", "%61", "/a/../b"})
    void pathThatIsVeryLongIsRefusedInGoodOrder(String piece) throws Exception {
        RawHttp.Answer answer = served.send(served.request("GET", "/console" + piece.repeat(7_500 / piece.length())));

        assertThat(answer.status()).as(answer.head()).isIn(400, 401, 404, 414);
    }

    @Test
    void pathThatDoesNotEndIsRefused() throws Exception {
        try (RawHttp connection = RawHttp.connect(served.port(), AttackedServe.newSource())) {
            connection.write("GET /" + "a".repeat(100_000));

            assertThat(connection.answer().status()).isEqualTo(414);
        }
    }

    @Test
    void headThatDoesNotEndIsRefused() throws Exception {
        RawHttp.Answer answer = served.send(served.request("GET", "/health").with("X-Long: " + "a".repeat(100_000)));

        assertThat(answer.status()).isEqualTo(431);
    }

    @Test
    void pathsThatAreRefusedAreRecorded() throws Exception {
        var source = AttackedServe.newSource();

        served.send(served.request("GET", "/console/../metrics"), source);
        served.send(served.request("GET", "/metrics/../console/index.html"), source);

        assertThat(served.audit(source)).hasSize(2).allMatch(entry -> entry.contains("\"denied\""));
    }
}
