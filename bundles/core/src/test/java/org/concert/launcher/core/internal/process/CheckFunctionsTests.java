/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.concert.launcher.api.ShellQuote;
import org.concert.launcher.config.CheckKind;
import org.concert.launcher.core.internal.script.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The functions of checks.sh, by shells that are not bash, with real sockets, servers and files. */
class CheckFunctionsTests {

    private static final String FUNCTIONS = Resource.text(CheckScript.class, "checks.sh");

    @TempDir
    private Path folder;

    /** Return what a script prints, and its exit code. */
    private static String run(String shell, String script) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(shell.split(" ", -1)));
        command.addAll(List.of("-c", FUNCTIONS + script));
        Process program = new ProcessBuilder(command).redirectErrorStream(true).start();
        program.getOutputStream().close();
        String printed = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return printed + program.waitFor();
    }

    @ParameterizedTest
    @CsvSource({
        "sh, 127.0.0.1, %d",
        "sh, 127.0.0.1, localhost:%d",
        "sh, 127.0.0.1, 127.0.0.1:%d",
        "busybox sh, 127.0.0.1, 127.0.0.1:%d",
        "sh, 0.0.0.0, 127.0.0.1:%d",
        "sh, ::1, [::1]:%d",
        "sh, ::1, localhost:%d",
        "busybox sh, ::, [::1]:%d",
        "sh, ::, %d",
    })
    void whoListensIsFoundWithoutConnecting(String shell, String address, String value) throws Exception {
        String check;
        try (var listening = new ServerSocket()) {
            listening.bind(new InetSocketAddress(InetAddress.getByName(address), 0), 1);
            check = CheckScript.listens("ready_port", value.formatted(listening.getLocalPort()));

            assertThat(run(shell, check)).isEqualTo("0");
        }
        String told = run(shell, check);
        // What another test is just starting has the socket, too, until it is another program.
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (told.equals("0") && System.nanoTime() < deadline) {
            told = run(shell, check);
        }
        assertThat(told)
                .startsWith("concert-check: ready_port: nobody listens at ")
                .endsWith("1");
    }

    @Test
    void whoListensAtAnotherAddressDoesNotCount() throws Exception {
        try (var listening = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"))) {
            int port = listening.getLocalPort();

            assertThat(run("sh", CheckScript.listens("ready_port", "127.0.0.1:" + port)))
                    .endsWith("1");
            assertThat(run("sh", CheckScript.listens("ready_port", "127.0.0.2:" + port)))
                    .isEqualTo("0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "robot:80", "80:", "::1:80", "-1", ""})
    void valueThatNamesNoPortOfThisMachineIsRefused(String value) {
        assertThat(CheckKind.PORT.complaint(value)).contains("must be PORT or HOST:PORT");
    }

    @ParameterizedTest
    @CsvSource({"200, 0", "204, 0", "404, answers 404", "503, answers 503", "302, answers 302"})
    void addressMustAnswerWell(int code, String told) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Location", "/");
            exchange.sendResponseHeaders(code, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/up?a=b&c";

            assertThat(run("sh", ShellQuote.words(List.of("answers", "ready_http", url))))
                    .isEqualTo(told.equals("0") ? "0" : "concert-check: ready_http: " + url + " " + told + "\n1");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void addressWhereNobodyIsDoesNotAnswer() throws Exception {
        assertThat(run("sh", "answers ready_http http://127.0.0.1:1/"))
                .startsWith("concert-check: ready_http: http://127.0.0.1:1/ does not answer: ")
                .contains("onnect")
                .endsWith("\n1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wget", "busybox wget"})
    void withoutCurlItIsAskedByWget(String wget) throws Exception {
        assumeThat(wget.startsWith("busybox") || Files.exists(Path.of("/usr/bin/wget")))
                .isTrue();
        String without =
                "command() { [ \"$2\" != curl ] && builtin command \"$@\"; }; timeout() { shift; shift; %s \"$@\"; }; "
                        .formatted(wget);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext("/up", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();

            assertThat(run("bash", without + "answers ready_http " + url + "/up"))
                    .isEqualTo("0");
            assertThat(run("bash", without + "answers ready_http " + url + "/down"))
                    .startsWith("concert-check: ready_http: " + url + "/down does not answer: ")
                    .endsWith("\n1");
        } finally {
            server.stop(0);
        }
    }

    private String printed(String shell, String log, String regex) throws Exception {
        Path file = folder.resolve("p.log");
        Files.writeString(
                file, log.replace("T ", "2026-01-01T00:00:00.000Z ").replace("T#", "2026-01-01T00:00:00.000Z#"));
        return run(shell, ShellQuote.words(List.of("printed", "ready_log", file.toString(), regex, regex)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "busybox sh"})
    void lineOfTheOutputSinceTheLastStartCounts(String shell) throws Exception {
        String before = "T# log from byte 0 line 1\nT# started\nT ready\nT# ended with exit code 0\n";

        assertThat(printed(shell, before + "T# started, variants a\nT ready in 3 ms\n", "^ready in [0-9]+ ms$"))
                .isEqualTo("0");
        assertThat(printed(shell, before + "T# started again by its policy, restart 1\nT begins\n", "ready"))
                .isEqualTo("concert-check: ready_log: no line of its output matches ready\n1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ended with exit code 0", "ended by SIGKILL", "its window was closed"})
    void whatAnEarlierRunHasPrintedDoesNotCountBeforeTheStartIsNoted(String end) throws Exception {
        String before = "T# started\nT ready\nT# " + end + "\n";

        assertThat(printed("sh", before, "ready")).endsWith("no line of its output matches ready\n1");
        assertThat(printed("sh", before + "T ready\n", "ready")).isEqualTo("0");
    }

    @Test
    void notesAndColoursAreNoOutput() throws Exception {
        assertThat(printed("sh", "T# started\nT \u001b[32mready\u001b[0m\n", "^ready$"))
                .isEqualTo("0");
        assertThat(printed("sh", "T# started\nT# log goes on\n", "goes on")).endsWith("1");
        assertThat(printed("sh", "T# started\nT x\n", "started|T00")).endsWith("1");
    }

    @Test
    void lineThatHasNotEndedIsOne() throws Exception {
        String log = "T# started\nT system ready\nT > ";

        assertThat(printed("sh", log, "^system ready$")).isEqualTo("0");
        assertThat(printed("sh", log, "^> $")).isEqualTo("0");
    }

    @Test
    void outputThatHasGoneToOlderLogsCounts() throws Exception {
        Files.writeString(
                folder.resolve("p.log.2"), "2026-01-01T00:00:00.000Z# started\n2026-01-01T00:00:00.000Z ready\n");
        Files.writeString(folder.resolve("p.log.1"), "2026-01-01T00:00:00.000Z more\n");

        assertThat(printed("sh", "T# log from byte 50 line 2\nT and more\n", "^ready$"))
                .isEqualTo("0");
    }

    @Test
    void whatIsNoRegularExpressionIsTold() throws Exception {
        assertThat(printed("sh", "T# started\nT x\n", "(")).contains("is no regular expression for grep -E: (");
        assertThat(run("sh", "printed ready_log /nowhere/p.log x x"))
                .contains("there is no output yet in /nowhere/p.log");
    }
}
