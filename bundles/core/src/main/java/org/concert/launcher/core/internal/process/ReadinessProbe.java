/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.concert.launcher.core.internal.LauncherLoop;
import org.concert.launcher.core.internal.agent.AgentResult;
import org.concert.launcher.core.internal.agent.CommandAgent;
import org.jspecify.annotations.Nullable;

/**
 * Probes for the readiness of one run of a process, again and again, until it is shown, its time is over or nobody wants
 * to know. Lives on the loop.
 */
final class ReadinessProbe {

    /** A check that takes longer has failed. */
    private static final Duration LONGEST_CHECK = Duration.ofSeconds(30);

    /** What bash says of itself when it has no terminal, not what a check prints; also "exit", where that is called. */
    private static final List<String> BASH_WITHOUT_TERMINAL =
            List.of("bash: cannot set terminal process group", "bash: no job control in this shell");

    private final CommandAgent agent;
    private final LauncherLoop loop;
    private final String script;
    private final Duration period;
    private final @Nullable Duration timeout;
    private final Outcome outcome;
    private final long beganNanos = System.nanoTime();

    private boolean over;
    private String lastFailure = "no check has ended yet";
    private @Nullable Future<?> scheduled;
    private @Nullable Future<?> deadline;

    /** Hears how the probing goes. */
    interface Outcome {

        /** A check has ended, whichever way. */
        void checked();

        /** The check passed: the process is ready. */
        void ready();

        /** The process is not ready in time. */
        void late(String reason);

        /** A check failed; another will follow. */
        void notYet(String reason);
    }

    /**
     * Create a probe.
     *
     * @param agent runs the checks
     * @param loop the thread this lives on
     * @param script the check
     * @param period from the start of one check to the start of the next; a longer check delays the next
     * @param timeout when to give up; null for never
     * @param outcome hears of it
     */
    ReadinessProbe(
            CommandAgent agent,
            LauncherLoop loop,
            String script,
            Duration period,
            @Nullable Duration timeout,
            Outcome outcome) {
        this.agent = agent;
        this.loop = loop;
        this.script = script;
        this.period = period;
        this.timeout = timeout;
        this.outcome = outcome;
    }

    void begin() {
        if (timeout != null) {
            Duration limit = timeout;
            deadline = loop.schedule(
                    limit,
                    () -> end(o ->
                            o.late("not ready within %s; ready_check: %s".formatted(seconds(limit), lastFailure))));
        }
        check();
    }

    private void check() {
        long startNanos = System.nanoTime();
        loop.then(agent.probe(script, longestCheck()), (result, failure) -> checked(startNanos, result, failure));
    }

    private Duration longestCheck() {
        if (timeout == null) {
            return LONGEST_CHECK;
        }
        Duration left = timeout.minusNanos(System.nanoTime() - beganNanos);
        return left.compareTo(LONGEST_CHECK) < 0 ? (left.isNegative() ? Duration.ofMillis(1) : left) : LONGEST_CHECK;
    }

    private void checked(long startNanos, @Nullable AgentResult result, @Nullable Throwable failure) {
        if (over) {
            return;
        }
        outcome.checked();
        if (result != null && result.exitCode() == 0) {
            end(Outcome::ready);
            return;
        }
        lastFailure = result == null
                ? String.valueOf(failure == null ? "" : failure.getMessage())
                : "exit code " + result.exitCode() + lastLine(result.output());
        outcome.notYet("ready_check: " + lastFailure);
        Duration wait = period.minusNanos(System.nanoTime() - startNanos);
        scheduled = loop.schedule(wait.isNegative() ? Duration.ZERO : wait, this::check);
    }

    private void end(Consumer<Outcome> how) {
        if (!over) {
            cancel();
            how.accept(outcome);
        }
    }

    /** Probe no more, and tell nothing. */
    void cancel() {
        over = true;
        if (scheduled != null) {
            scheduled.cancel(false);
        }
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    private static String lastLine(String output) {
        return output.lines()
                .filter(line -> BASH_WITHOUT_TERMINAL.stream().noneMatch(line::startsWith))
                .filter(line -> !line.isBlank() && !line.equals("exit"))
                .reduce((first, second) -> second)
                .map(line -> ": " + line.strip())
                .orElse("");
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
