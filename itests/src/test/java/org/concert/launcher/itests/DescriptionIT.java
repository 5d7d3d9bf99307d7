/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The description of the original by its makers, as it is written there: the launcher file, on a machine reached by SSH, the calls of
 * the library, the server of its example, and the commands.
 */
class DescriptionIT {

    private Lab lab;
    private Distribution distribution;

    @BeforeEach
    void prepare() throws Exception {
        lab = new Lab();
        distribution = Distribution.unpack(lab);
        RemoteMachine.start(lab, "robot");
        lab.file("executable", """
                #!/bin/bash
                trap 'exit 0' INT
                echo "running with $*"
                while :; do sleep 0.1; done
                """);
        lab.run("chmod", "755", lab.folder().resolve("executable").toString());
        String file = """
                context:
                  session: lab              # Default tmux session name for process grouping
                  params:                   # Global parameters accessible via {param_name} substitution
                    hw_type: default_type   # Example parameter used in commands
                  .defines:                 # YAML Anchors for reusable aliases
                    - &local localhost      # Define local machine alias
                    - &remote robot         # Define remote SSH target

                process_name:
                  cmd: exec ./executable --param {hw_type}  # Command with parameter substitution
                  cwd: %s
                  machine: *remote          # WHERE: Run on machine referenced by 'remote' alias (via SSH)
                  ready_check: sleep 0.2    # Command to verify process is ready (exit code 0 = ready)
                  variants:                 # Alternative configurations
                    simple_flag:            # Simple flag variant (adds to command)
                      cmd: "{cmd} --verbose"  # Appends to base command using {cmd} as placeholder
                    option_group:           # Group of mutually exclusive options (like radio buttons)
                      - option1:            # Option name
                          params:           # Option-specific parameters
                            hw_type: type1  # Overrides the global hw_type for this variant
                      - option2:
                          params:
                            hw_type: type2

                faulty: {cmd: exec sleep 100000, machine: *local, ready_check: "false", ready_timeout: 1s, ready_period: 100ms}
                """.formatted(lab.folder());
        lab.file("launcher_config.yaml", file);
        lab.file("launcher.yaml", file);
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    private static String send(ServingLauncher serve, String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(serve.address() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(30))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** The server of "Web Server Integration": with {@code variants} first, which it reads. */
    @Test
    void serverOfTheExampleAnswersAsItSays() throws Exception {
        ServingLauncher serve = ServingLauncher.start(lab, distribution, ListeningSockets.freePort());
        String command = "/process/process_name/command/";

        assertThat(send(serve, "PUT", command + "start", "{\"variants\":[\"option1\"]}"))
                .startsWith("{\"success\":true");
        assertThat(serve.attribute("process_name", "State")).isEqualTo("\"READY\"");
        assertThat(serve.get("/api/v1/processes/lab/process_name/tree")).contains("executable --param type1");
        assertThat(send(serve, "GET", "/process/list", ""))
                .startsWith("{\"processes\":[{\"name\":\"process_name\"")
                .endsWith("\"status\":{\"process_name\":2,\"faulty\":0}}");
        assertThat(send(serve, "PUT", command + "start", "{\"variants\":[\"nope\"]}"))
                .contains("\"status\":422", "no process of this run knows variant 'nope'");
        assertThat(send(serve, "PUT", command + "stop", "")).startsWith("{\"success\":true");
        assertThat(serve.attribute("process_name", "State")).isEqualTo("\"STOPPED\"");
        assertThat(send(serve, "PUT", "/process/faulty/command/start", "{}"))
                .startsWith("{\"success\":false")
                .contains("not ready within 1 s");
    }

    @Test
    void callsOfTheLibraryDoWhatTheyDid() throws Exception {
        Lab.Ended ended = DescribedLibrary.callsAll(lab);

        // What sshj tells of itself comes first.
        assertThat(ended.exitCode())
                .as(ended.stderr().replaceAll("(?m)^.* INFO net\\.schmizz\\..*\\R", ""))
                .isZero();
    }

    /** The last lines of its "Installation". */
    @Test
    void commandsDoWhatTheyDid() throws Exception {
        var ran = lab.launcher("run", "process_name", "--variants", "simple_flag", "option1", "--params", "x:=1");
        assertThat(ran.exitCode()).as("x is nobody's").isEqualTo(2);
        assertThat(lab.launcher("run", "process_name", "--variants", "simple_flag", "option1")
                        .exitCode())
                .isZero();
        assertThat(lab.launcher("status").stdout()).containsPattern("process_name +lab +robot +READY");
        assertThat(lab.launcher("status", "--pstree").stdout()).contains("executable --param type1 --verbose");
        Lab.await(
                "its output is captured",
                () -> lab.launcher("watch", "process_name", "--num-lines", "+1", "--no-follow")
                        .stdout()
                        .contains("running with --param type1 --verbose"));
        assertThat(lab.launcher("kill").exitCode()).as("all of them").isZero();
        assertThat(lab.programs("executable --param")).isEmpty();
    }
}
