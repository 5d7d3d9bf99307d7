/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents of HTTP and of consoles ask by {@code curl} is answered, and as it is shown there. */
class DocumentedRequestsIT {

    private static final Path HTTP = Path.of("../bundles/http/docs");
    private static final Path CONSOLES = Path.of("../bundles/jmx/docs/consoles.md");
    private static final String CODE = "    ";

    /** An answer that is an error is one for the shell, too: with it, curl ends with 22. */
    private static final String STRICT = "curl() { command curl --fail-with-body \"$@\"; }\n";

    private static Lab lab;
    private static ServingLauncher serve;

    @BeforeAll
    static void startServe() throws Exception {
        lab = new Lab();
        lab.file("launcher.yaml", """
                context: {session: robot}
                imu:
                  cmd: exec sleep 100001
                  variants: {fast: {cmd: "echo fast; {cmd}"}}
                """);
        serve = ServingLauncher.start(lab, Distribution.unpack(lab), 0);
    }

    @AfterAll
    static void endServe() throws Exception {
        lab.close();
    }

    /** A command of a document, and the output that is shown below it; empty if none is. */
    record Documented(String command, String shown) {}

    private static List<Documented> requests(String document) throws IOException {
        List<Documented> requests = new ArrayList<>();
        for (List<String> block : blocks(Files.readAllLines(HTTP.resolve(document)))) {
            addRequests(block, requests);
        }
        return requests;
    }

    /** Return the commands and other pieces of code of a document, without their indentation. */
    private static List<List<String>> blocks(List<String> lines) {
        List<List<String>> blocks = new ArrayList<>();
        boolean inside = false;
        for (String line : lines) {
            if (line.startsWith(CODE)) {
                if (!inside) {
                    blocks.add(new ArrayList<>());
                }
                blocks.get(blocks.size() - 1).add(line.substring(CODE.length()));
            }
            inside = line.startsWith(CODE);
        }
        return blocks;
    }

    private static void addRequests(List<String> block, List<Documented> requests) {
        for (int at = 0; at < block.size(); ) {
            String first = block.get(at++);
            if (!first.replaceFirst("^\\$ ", "").startsWith("curl ")) {
                continue;
            }
            var command = new StringBuilder(first.replaceFirst("^\\$ ", ""));
            while (command.toString().endsWith("\\")) {
                command.append('\n').append(block.get(at++));
            }
            var shown = new StringBuilder();
            while (first.startsWith("$ ") && at < block.size() && !block.get(at).startsWith("$ ")) {
                shown.append(block.get(at++)).append('\n');
            }
            requests.add(new Documented(command.toString(), shown.toString().strip()));
        }
    }

    private static String here(String script) {
        return STRICT + script.replace("http://127.0.0.1:8778", serve.address());
    }

    /** Return a pattern of what is shown, in which three dots stand for anything. */
    private static Pattern shown(String text) {
        return Pattern.compile(
                Stream.of(text.split("\\.\\.\\.", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.DOTALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rest.md", "metrics.md"})
    void requestsAreAnsweredAsShown(String document) throws Exception {
        List<Documented> requests = requests(document);
        stop();

        assertThat(requests).isNotEmpty();
        for (Documented request : requests) {
            Lab.Ended ended = lab.run("bash", "-c", here(request.command()));

            assertThat(ended.exitCode())
                    .as(request + "\n" + ended.stdout() + ended.stderr())
                    .isEqualTo(request.shown().contains("\"title\":") ? 22 : 0);
            if (!request.shown().isEmpty()) {
                assertThat(ended.stdout().strip()).matches(shown(request.shown()));
            }
        }
    }

    @Test
    void notificationsAreFetchedAsShown() throws Exception {
        List<List<String>> blocks = notifications();
        List<String> commands = blocks.get(0);
        String pull = commands.get(commands.size() - 1);
        stop();

        Lab.Ended ended = lab.run(
                "bash",
                "-ec",
                here(String.join("\n", commands.subList(0, commands.size() - 1)) + "\n")
                        // The document waits for its reader; here it is asked until there is something.
                        + "for try in {1..200}; do ANSWER=$(" + pull.replace("$J", serve.address() + "/jolokia")
                        + "); case \"$ANSWER\" in *STARTING*) break;; esac; sleep 0.1; done; echo \"$ANSWER\"");

        assertThat(ended.exitCode()).as(ended.stdout() + ended.stderr()).isZero();
        assertThat(ended.stdout()).containsPattern(shown(String.join("", blocks.get(1))));
    }

    @Test
    void notificationsAreStreamedAsShown() throws Exception {
        List<List<String>> blocks = notifications();
        List<String> client = blocks.get(0).subList(0, 3);
        List<String> commands = blocks.get(2);
        stop();

        Process stream =
                lab.start(List.of("bash", "-ec", here(String.join("\n", client) + "\n" + String.join("\n", commands))));
        try {
            Lab.await("the stream is open", () -> lab.printed(stream).contains("retry: "));
            lab.run("curl", "-s", "-X", "POST", serve.address() + "/api/v1/processes/robot/imu/start");
            Lab.await("the start is told", () -> lab.printed(stream).contains("imu: STOPPED -> STARTING"));
        } finally {
            stream.descendants().forEach(ProcessHandle::destroy);
            stream.destroy();
        }
        assertThat(lab.printed(stream)).containsPattern(shown(String.join("\n", blocks.get(3))));
    }

    private static List<List<String>> notifications() throws IOException {
        List<String> lines = Files.readAllLines(CONSOLES);
        return blocks(lines.subList(lines.indexOf("## Notifications by Jolokia"), lines.size()));
    }

    private static void stop() throws Exception {
        lab.run("curl", "-s", "-X", "POST", serve.address() + "/api/v1/processes/robot/imu/stop?wait=true");
    }
}
