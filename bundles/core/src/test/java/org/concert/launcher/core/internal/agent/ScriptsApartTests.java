/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.concert.launcher.api.ShellQuote;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Scripts of users do what they like to their process group, and hit nobody else. In each shell that this machine has, with the
 * tools of busybox in that of busybox, and there without setsid too, where bash takes its place.
 */
@Timeout(60)
class ScriptsApartTests {

    private static final Duration AMPLE = Duration.ofSeconds(30);
    private static final String BUSYBOX = "busybox";
    private static final String WITH_BASH_FOR_SETSID = "busybox, bash and no setsid";

    private final HeldTimer timer = new HeldTimer();
    private final List<AutoCloseable> open = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        Busybox.removeFrom(folder);
        timer.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash", BUSYBOX, WITH_BASH_FOR_SETSID})
    void scriptThatSignalsItsGroupEndsAlone(String shell) throws Exception {
        CommandAgent agent = agent(shell);
        var neighbour = agent.probe("sleep 1; echo there; exit 5", AMPLE);
        var own = agent.run("sleep 1; exit 6", AMPLE);

        var polite = agent.probe("trap 'kill 0' EXIT; true", AMPLE);
        var rude = agent.probe("sleep 1000 & kill -9 0", AMPLE);
        var ignoring = agent.probe("exec bash -c \"trap '' TERM; trap 'kill 0' EXIT; true\"", AMPLE);

        assertThat(result(polite)).isEqualTo(new AgentResult(143, ""));
        assertThat(result(rude)).isEqualTo(new AgentResult(137, ""));
        if (!shell.equals(BUSYBOX)) {
            assertThat(result(ignoring).exitCode()).isZero();
        }
        assertThat(result(neighbour)).isEqualTo(new AgentResult(5, "there\n"));
        assertThat(result(own).exitCode()).isEqualTo(6);
        assertThat(agent.ended()).isNotDone();
        assertThat(result(agent.run("echo fine", AMPLE)).output()).isEqualTo("fine\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash", BUSYBOX})
    void whenTheTimeIsOverTheWholeGroupIsEnded(String shell) throws Exception {
        CommandAgent agent = agent(shell);
        Path pids = folder.resolve("pids");
        // Without the id of the job, and the second one without a parent that has it or is known.
        var late = agent.probe(
                "cd %s; (env -i PATH=\"$PATH\" sleep 1000 & echo $! > a); exec env -i PATH=\"$PATH\" sh -c 'echo $$ >> a; mv a pids; exec sleep 1000'"
                        .formatted(ShellQuote.word(folder.toString())),
                AMPLE);
        result(agent.run(
                "until [ -e " + ShellQuote.word(pids.toString()) + " ]; do sleep 0.02; done; sleep 0.2", AMPLE));

        timer.expire(0);

        assertThat(late)
                .failsWithin(AMPLE)
                .withThrowableOfType(ExecutionException.class)
                .withCauseExactlyInstanceOf(ScriptTimeoutException.class);
        for (String pid : Files.readAllLines(pids)) {
            ProcessHandle.of(Long.parseLong(pid))
                    .ifPresent(program -> assertThat(program.onExit()).succeedsWithin(AMPLE));
        }
        assertThat(Files.readAllLines(pids)).hasSize(2);
        assertThat(result(agent.run("echo fine", AMPLE)).output()).isEqualTo("fine\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"busybox without setsid"})
    void whereNothingGivesAGroupScriptsRunAllTheSame(String shell) throws Exception {
        CommandAgent agent = agent(shell);

        assertThat(result(agent.probe("echo there; exit 5", AMPLE))).isEqualTo(new AgentResult(5, "there\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash", BUSYBOX})
    void scriptHasASessionOfItsOwn(String shell) throws Exception {
        CommandAgent agent = agent(shell);
        // Of "PID (NAME) STATE PARENT GROUP SESSION", name and state being words without blanks here.
        String session = "read -r pid name state parent group session rest < /proc/self/stat; echo $group $session";

        String apart = result(agent.probe(session, AMPLE)).output();
        String own = result(agent.run(session, AMPLE)).output();

        String[] words = apart.strip().split(" ", -1);
        assertThat(words[0]).isEqualTo(words[1]);
        assertThat(apart).isNotEqualTo(own);
    }

    private CommandAgent agent(String shell) throws Exception {
        ShellHost host = host(shell);
        CommandAgent agent = CommandAgent.open(host, timer);
        open.add(agent);
        open.add(host);
        return agent;
    }

    private ShellHost host(String shell) throws Exception {
        if (!shell.startsWith(BUSYBOX)) {
            return new ShellHost(Map.of(), List.of(shell));
        }
        if (shell.equals(BUSYBOX)) {
            return Busybox.host(folder);
        }
        ShellHost host = Busybox.host(folder, "setsid");
        if (shell.equals(WITH_BASH_FOR_SETSID)) {
            Files.createSymbolicLink(folder.resolve("busybox/bash"), Path.of("/bin/bash"));
        }
        return host;
    }

    private static AgentResult result(CompletableFuture<AgentResult> script) {
        assertThat(script).succeedsWithin(AMPLE);
        return script.join();
    }
}
