/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.concert.launcher.api.ShellQuote;
import org.concert.launcher.api.TransportException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a real shell. Its timer is held, so that nothing runs out of time by itself. */
@Timeout(60)
class CommandAgentTests {

    private static final Duration AMPLE = Duration.ofSeconds(20);

    private final HeldTimer timer = new HeldTimer();
    private final ShellHost host = new ShellHost();
    private CommandAgent agent;

    @TempDir
    private Path folder;

    @BeforeEach
    void openAgent() throws Exception {
        agent = CommandAgent.open(host, timer);
    }

    @AfterEach
    void closeAgent() {
        agent.close();
        host.close();
        timer.shutdownNow();
    }

    @Test
    void greetsWithWhatTheLauncherNeedsToKnow() throws Exception {
        String[] facts = agent.greeting().get(20, TimeUnit.SECONDS).output().split("\0");

        assertThat(facts).hasSize(6);
        assertThat(facts[0]).isEqualTo(System.getenv("HOME"));
        assertThat(facts[1]).endsWith("state");
        assertThat(facts[2]).matches("[0-9]+");
        assertThat(facts[4]).isEqualTo("bash");
        assertThat(facts[5]).matches("[0-9]+\\.[0-9]+");
    }

    @Test
    void tellsExitCodeAndOutputOfBothStreams() {
        assertThat(run("echo out; echo err >&2; exit 7")).isEqualTo(new AgentResult(7, "out\nerr\n"));
        assertThat(run(":")).isEqualTo(new AgentResult(0, ""));
        assertThat(run("kill -KILL $(sh -c 'echo $PPID')").exitCode())
                .as("the shell of the script itself was killed")
                .isEqualTo(137);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "two\nlines\n\n, tab\t, return\r, bell\u0007",
                "\\n \\t \\c \\0101 \\\\ %s %b %%",
                "it's \"quoted\" `id` $(id) $HOME ${x:-y} !! *",
                "  spaces at both ends  ",
                "gr\u00fc\u00dfe \ud83e\udd16 \u65e5\u672c",
                "-n",
                "\\"
            })
    void scriptArrivesAsItIsWritten(String text) {
        assertThat(run("printf %s " + ShellQuote.word(text))).isEqualTo(new AgentResult(0, text));
    }

    @Test
    void scriptWithNulIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> agent.run("echo \0", AMPLE))
                .withMessageContaining("NUL");
    }

    @Test
    void scriptThatIsNoShellDoesNotHarmTheNext() {
        assertThat(run("if; ( 'unclosed").exitCode()).isNotZero();
        assertThat(run("exit 3; }").exitCode()).isNotZero();
        assertThat(run("exec >&- 2>&- 3>&-; trap '' TERM; cd /; exit 4").exitCode())
                .isEqualTo(4);

        assertThat(run("echo fine").output()).isEqualTo("fine\n");
    }

    @Test
    void onlyTheLast64KibibytesOfTheOutputAreKept() {
        var output = run("head -c 200000 /dev/zero | tr '\\0' x; echo end").output();

        assertThat(output).hasSize(65_536).endsWith("xxxend\n");
    }

    @Test
    void bytesThatAreNotUtf8AreReplaced() {
        assertThat(run("printf 'a\\377b\\303'").output()).isEqualTo("a\ufffdb\ufffd");
    }

    @Test
    void scriptThatWaitsHoldsUpNoOther() throws Exception {
        mkfifo("go");
        var waiting = agent.run("cat " + path("go"), AMPLE);

        run("echo gone > " + path("go"));

        assertThat(result(waiting).output()).isEqualTo("gone\n");
    }

    @Test
    void manyScriptsAtOnceDoNotMix() {
        var scripts = IntStream.range(0, 20)
                .mapToObj(i -> agent.run("yes line-of-%d | head -n 500; exit %d".formatted(i, i), AMPLE))
                .toList();

        for (int i = 0; i < scripts.size(); i++) {
            assertThat(result(scripts.get(i))).isEqualTo(new AgentResult(i, ("line-of-" + i + "\n").repeat(500)));
        }
    }

    @Test
    void daemonThatAUsersScriptLeavesBehindDoesNotHoldUpItsEnd() {
        var checked = agent.probe("sleep 1000 & echo $CONCERT_LAUNCHER_JOB > " + path("job") + "; exit 5", AMPLE);

        assertThat(result(checked).exitCode()).isEqualTo(5);
        run("signal_members KILL \"- 0 $(cat " + path("job") + ") \"");
        assertThat(awaitGone("$(cat " + path("job") + ")")).isEqualTo("gone\n");
    }

    @Test
    void timeoutKillsAllThatAScriptHasStarted() throws Exception {
        mkfifo("job");
        var late = agent.run(
                "setsid sh -c 'sleep 1000' & echo $CONCERT_LAUNCHER_JOB > " + path("job") + "; sleep 1000", AMPLE);
        var job = run("cat " + path("job")).output().strip();

        timer.expire(0);

        assertThat(late)
                .failsWithin(AMPLE)
                .withThrowableOfType(ExecutionException.class)
                .withCauseExactlyInstanceOf(ScriptTimeoutException.class)
                .withMessageContaining("no end within 20000 ms");
        assertThat(awaitGone(job)).isEqualTo("gone\n");
    }

    @Test
    void timeoutOfOneScriptLeavesTheOthersAlone() throws Exception {
        mkfifo("first", "others", "go");
        var late = agent.run("cd %s; echo $CONCERT_LAUNCHER_JOB > first; sleep 1000".formatted(path("")), AMPLE);
        var job = run("cat " + path("first")).output().strip();
        var others = IntStream.range(0, 12)
                .mapToObj(i -> agent.run(
                        "cd %s; exec 4<> go; printf x > others; head -c 1 <&4; exit %d".formatted(path(""), i), AMPLE))
                .toList();
        run("cd %s; exec 4<> others; head -c 12 <&4".formatted(path("")));

        timer.expire(0);
        awaitGone(job);

        assertThat(late).isCompletedExceptionally();
        assertThat(others).noneMatch(CompletableFuture::isDone);
        run("printf %012d 0 > " + path("go"));
        assertThat(others.stream().map(CommandAgentTests::result).map(AgentResult::exitCode))
                .containsExactlyElementsOf(IntStream.range(0, 12).boxed().toList());
    }

    @Test
    void lossOfTheShellFailsAllThatIsUnderWay() {
        var underWay = List.of(agent.run("sleep 1000", AMPLE), agent.run("sleep 1000", AMPLE));

        host.close();

        // The end of its output, or of the pipe it comes through: which is noticed first is chance.
        assertThat(agent.ended()).succeedsWithin(AMPLE).asInstanceOf(STRING).startsWith("its shell ");
        underWay.forEach(CommandAgentTests::assertLost);
        assertLost(agent.run("echo too late", AMPLE));
    }

    @Test
    void closingFailsAllThatIsUnderWay() {
        var underWay = agent.run("sleep 1000", AMPLE);

        agent.close();

        assertLost(underWay);
        assertThat(agent.ended()).isCompleted();
    }

    private static void assertLost(CompletableFuture<AgentResult> script) {
        assertThat(script)
                .failsWithin(AMPLE)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(TransportException.class)
                .withMessageContaining("Cannot run commands on here: ");
    }

    private void mkfifo(String... names) throws Exception {
        var command = new ArrayList<>(List.of("mkfifo"));
        List.of(names).forEach(name -> command.add(folder.resolve(name).toString()));
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }

    private String path(String name) {
        return ShellQuote.word(folder.resolve(name).toString());
    }

    private String awaitGone(String job) {
        return run("until [ -z \"$(members CONCERT_LAUNCHER_JOB=" + job + " 0 '')\" ]; do sleep 0.05; done; echo gone")
                .output();
    }

    private AgentResult run(String script) {
        return result(agent.run(script, AMPLE));
    }

    private static AgentResult result(CompletableFuture<AgentResult> script) {
        assertThat(script).succeedsWithin(AMPLE);
        return script.join();
    }
}
