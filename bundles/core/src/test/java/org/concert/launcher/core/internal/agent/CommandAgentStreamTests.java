/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.concert.launcher.api.TransportException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With a shell that answers as no shell would. */
@Timeout(20)
class CommandAgentStreamTests {

    private static final Duration AMPLE = Duration.ofSeconds(10);

    private final HeldTimer timer = new HeldTimer();
    private final Deque<String> read = new ConcurrentLinkedDeque<>();

    @AfterEach
    void stopTimer() {
        timer.shutdownNow();
    }

    @Test
    void outputMayComeBeforeTheExitCodeAndAfterIt() throws Exception {
        var agent = agent(id -> "%1$s out 6f6e65\n%1$s exit 3\n%1$s out 2074776f\n%1$s end\n".formatted(id));

        assertThat(agent.run("x", AMPLE)).succeedsWithin(AMPLE).isEqualTo(new AgentResult(3, "one two"));
    }

    @Test
    void endIsNotToldBeforeTheOutputIsComplete() throws Exception {
        var shell = new ScriptedShell(
                line -> remember(line) + (read.size() == 1 ? " exit 0\n" : " exit 0\n" + id(line) + " end\n"));
        var agent = CommandAgent.open(shell, timer);
        var first = agent.run("x", AMPLE);

        shell.print(awaitRead(1) + " out 41\n");

        assertThat(agent.run("y", AMPLE)).succeedsWithin(AMPLE);
        assertThat(first).isNotDone();
        shell.print(read.getFirst() + " end\n");
        assertThat(first).succeedsWithin(AMPLE).isEqualTo(new AgentResult(0, "A"));
    }

    @Test
    void endOfAUsersScriptIsToldThoughItsOutputIsHeldOpen() throws Exception {
        var agent = agent(id -> id + " exit 4\n");

        assertThat(agent.probe("x", AMPLE)).succeedsWithin(AMPLE).isEqualTo(new AgentResult(4, ""));
    }

    @Test
    void linesThatBelongToNoScriptAreNoise() throws Exception {
        var agent = agent(id -> "sh: 1: cannot fork\n\n \nx exit 1\n" + id + "\n" + id + " exit 0\n" + id + " end\n");

        assertThat(agent.run("x", AMPLE)).succeedsWithin(AMPLE).isEqualTo(new AgentResult(0, ""));
    }

    @Test
    void answerThatMakesNoSenseEndsTheAgent() throws Exception {
        for (var answer : new String[] {" exit x\n", " exit\n", " out 4\n", " out zz\n", " leader 1:2; x\n"}) {
            var agent = agent(id -> id + answer);

            var script = agent.run("x", AMPLE);

            assertThat(script)
                    .as(answer)
                    .failsWithin(AMPLE)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(TransportException.class)
                    .withMessageContaining("Cannot run commands on stage: its shell gave an unexpected answer");
            assertThat(agent.ended()).isCompleted();
        }
    }

    @Test
    void scriptThatHasRunOutOfTimeIsKilledByItsMarkAndItsLateEndIsNoNews() throws Exception {
        var shell = new ScriptedShell(line -> {
            remember(line);
            return "";
        });
        var agent = CommandAgent.open(shell, timer);
        var script = agent.run("x", AMPLE);

        timer.expire(0);

        assertThat(script).failsWithin(AMPLE);
        awaitRead(2);
        shell.print(read.getFirst() + " exit 137\n" + read.getFirst() + " end\n");
        shell.close();
        assertThat(agent.ended()).succeedsWithin(AMPLE);
        assertThat(read).hasSize(2);
        assertThat(script)
                .failsWithin(AMPLE)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(ScriptTimeoutException.class);
    }

    @Test
    void firstProgramOfAUsersScriptEndsWithTheGroupThatItLeads() throws Exception {
        Deque<String> lines = new ConcurrentLinkedDeque<>();
        var shell = new ScriptedShell(line -> {
            lines.add(line);
            remember(line);
            return "";
        });
        var agent = CommandAgent.open(shell, timer);
        var script = agent.probe("x", AMPLE);
        String id = awaitRead(1);
        var next = agent.run("y", AMPLE);
        awaitRead(2);
        shell.print(id + " leader 4711:815\n" + id(lines.getLast()) + " exit 0\n" + id(lines.getLast()) + " end\n");
        assertThat(next).succeedsWithin(AMPLE);

        timer.expire(0);

        assertThat(script).failsWithin(AMPLE);
        awaitRead(3);
        assertThat(lines)
                .containsExactly(
                        id + " apart x\n",
                        id(lines.toArray(String[]::new)[1]) + " own y\n",
                        "- own end_job " + id + " 4711:815\n");
    }

    @Test
    void scriptIsNotRunWhenNothingCanRunOutOfTimeAnyMore() throws Exception {
        var agent = agent(id -> id + " exit 0\n" + id + " end\n");
        timer.shutdownNow();

        assertThat(agent.run("x", AMPLE))
                .failsWithin(AMPLE)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(TransportException.class)
                .withMessageContaining("Cannot run commands on stage: the launcher is closed");
        assertThat(read).isEmpty();
    }

    private CommandAgent agent(UnaryOperator<String> answer) throws Exception {
        return CommandAgent.open(new ScriptedShell(line -> answer.apply(remember(line))), timer);
    }

    private String remember(String line) {
        String id = id(line);
        read.add(id);
        return id;
    }

    /** Wait until the shell has read so many lines, and return the id in the first. */
    private String awaitRead(int lines) {
        long deadline = System.nanoTime() + AMPLE.toNanos();
        while (read.size() < lines) {
            assertThat(System.nanoTime() - deadline).as("time to read").isNegative();
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
        return read.getFirst();
    }

    private static String id(String line) {
        return line.substring(0, line.indexOf(' '));
    }
}
