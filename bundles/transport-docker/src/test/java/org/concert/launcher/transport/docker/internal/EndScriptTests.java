/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.docker.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends the programs of a window in a container, on this machine; in busybox's shell with its tools and no others. */
@Timeout(60)
class EndScriptTests {

    private static final Path BUSYBOX = Path.of("/bin/busybox");
    private static final List<String> TOOLS = List.of("cat", "env", "grep", "kill", "od", "tr");
    private static final String NAME = "CONCERT_LAUNCHER_EXEC";

    private final List<Process> programs = new ArrayList<>();
    private final String mark = UUID.randomUUID().toString();

    @TempDir
    private Path folder;

    @AfterEach
    void endPrograms() throws Exception {
        programs.forEach(Process::destroyForcibly);
        for (String tool : TOOLS) {
            Files.deleteIfExists(folder.resolve(tool));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash", "busybox"})
    void onlyProgramsWithTheMarkAsAVariableOfTheirOwnAreKilled(String shell) throws Exception {
        Process bystander = start(Map.of());
        List<Process> marked = List.of(start(Map.of(NAME, mark)), start(Map.of("A", "b", NAME, mark)));
        List<Process> strangers = List.of(
                bystander,
                start(Map.of("NOTE", "\n" + NAME + "=" + mark + "\n")),
                start(Map.of("NOTE", NAME + "=" + mark)),
                start(Map.of("NOTE", "\n==> /proc/" + bystander.pid() + "/environ <==\n" + NAME + "=" + mark)),
                start(Map.of("\n" + NAME, mark)),
                start(Map.of(NAME, mark + "0")),
                start(Map.of(NAME, mark + "\n")),
                start(Map.of("END", "", "NOTE", "\nEND=\n" + NAME + "=" + mark)));

        Process ended = shell(shell).start();
        String printed = new String(ended.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(ended.waitFor()).as(printed).isZero();
        for (Process each : marked) {
            assertThat(each.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(strangers).allMatch(Process::isAlive);
    }

    private ProcessBuilder shell(String shell) throws Exception {
        List<String> words = new ArrayList<>(List.of(shell));
        if (shell.equals("busybox")) {
            assumeTrue(Files.exists(BUSYBOX), "busybox is not installed");
            for (String tool : TOOLS) {
                Files.createSymbolicLink(folder.resolve(tool), BUSYBOX);
            }
            words = new ArrayList<>(List.of(BUSYBOX.toString(), "sh"));
        }
        words.addAll(List.of("-c", script(), "sh", NAME + "=" + mark, "137"));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        if (shell.equals("busybox")) {
            builder.environment().put("PATH", folder.toString());
        }
        return builder;
    }

    private static String script() throws Exception {
        try (InputStream script = DockerHost.class.getResourceAsStream("end.sh")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Process start(Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "echo up; exec sleep 1000");
        builder.environment().putAll(environment);
        Process program = builder.start();
        programs.add(program);
        assertThat(program.inputReader().readLine()).isEqualTo("up");
        return program;
    }
}
