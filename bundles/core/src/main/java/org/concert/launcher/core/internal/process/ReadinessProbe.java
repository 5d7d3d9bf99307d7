/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.concert.launcher.core.internal.agent.Agent;
import org.concert.launcher.core.internal.agent.AgentResult;
import org.concert.launcher.core.internal.agent.ScriptTimeoutException;
import org.concert.launcher.core.internal.loop.Delay;
import org.concert.launcher.core.internal.loop.Loop;
import org.jspecify.annotations.Nullable;

/**
 * Probes for the readiness of one run of a process, again and again, until it is shown, its time is over or nobody wants
 * to know. Lives on the loop.
 */
final class ReadinessProbe {

    /** A check that takes longer has failed. */
    static final Duration LONGEST_CHECK = Duration.ofSeconds(30);

    /** Who waits for a process is told so often at least why it is not ready. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    private final Agent agent;
    private final Loop loop;
    private final String script;
    private final String key;
    private final Duration period;
    private final ReadyTime time;
    private final ShellTime shell;
    private final Outcome outcome;

    private boolean over;
    private @Nullable CompletableFuture<AgentResult> underWay;
    private @Nullable Delay scheduled;
    private @Nullable Delay deadline;
    private @Nullable Delay silence;

    /** Hears how the probing goes. */
    interface Outcome {

        /** A check has ended, whichever way. */
        void checked();

        /** The check passed: the process is ready. */
        void ready();

        /** The process is not ready in time. */
        void late(String reason);

        /** Why it is not ready: a check failed, and another will follow; or none has ended for long. */
        void notYet(String reason);
    }

    /**
     * Create a probe.
     *
     * @param agent runs the checks
     * @param loop the thread this lives on
     * @param script the check
     * @param key that of the launcher file by which it is named where it says nothing of itself
     * @param period from the start of one check to the start of the next; a longer check delays the next
     * @param shell how long the start-up files take that each check begins with; the time of a check counts from its command
     * @param time when to give up; it may be over, as a probe before this one may have begun to count
     * @param outcome hears of it
     */
    ReadinessProbe(
            Agent agent,
            Loop loop,
            String script,
            String key,
            Duration period,
            ShellTime shell,
            ReadyTime time,
            Outcome outcome) {
        this.agent = agent;
        this.loop = loop;
        this.script = script;
        this.key = key;
        this.period = period;
        this.shell = shell;
        this.time = time;
        this.outcome = outcome;
    }

    void begin() {
        Duration left = time.left();
        if (left != null && time.isOver()) {
            if (!time.takeLastLook()) {
                late();
                return;
            }
        } else if (left != null) {
            deadline = loop.schedule(left, this::late);
        }
        silence = loop.schedule(LONGEST_SILENCE, () -> tell(lastFailure()));
        check();
    }

    private String lastFailure() {
        return time.lastFailure().isEmpty() ? key + ": no check has ended yet" : time.lastFailure();
    }

    private void tell(String why) {
        if (silence != null) {
            silence.cancel();
        }
        outcome.notYet(why + shell.remark());
    }

    private void check() {
        long startNanos = loop.nanoTime();
        CompletableFuture<AgentResult> check = agent.probe(script, longestCheck());
        underWay = check;
        loop.listen(check, (result, failure) -> checked(startNanos, result, failure));
    }

    private Duration longestCheck() {
        Duration left = time.left();
        Duration longest = LONGEST_CHECK.plus(shell.known());
        return left == null || time.isOver() || left.compareTo(longest) > 0 ? longest : left;
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
        if (failure instanceof ScriptTimeoutException && time.isOver()) {
            // It had only what was left of the time; how the check before it failed says more.
            late();
            return;
        }
        String why = CheckScript.why(key, result, failure);
        time.failed(why);
        tell(why);
        if (over) {
            // Who was told has given up on this place.
            return;
        }
        if (time.isOver()) {
            late();
            return;
        }
        if (failure instanceof ScriptTimeoutException) {
            findShellTime(why);
            return;
        }
        Duration wait = period.minusNanos(loop.nanoTime() - startNanos);
        scheduled = loop.schedule(wait.isNegative() ? Duration.ZERO : wait, this::check);
    }

    /** It may have had no time for its command, as the start-up files took it all. */
    private void findShellTime(String why) {
        loop.listen(shell.measure(), (measured, failure) -> {
            if (!over) {
                if (!shell.remark().isEmpty()) {
                    tell(why);
                }
                check();
            }
        });
    }

    private void late() {
        end(o -> o.late(time.lateReason(lastFailure()) + shell.remark()));
    }

    private void end(Consumer<Outcome> how) {
        if (!over) {
            cancel();
            how.accept(outcome);
        }
    }

    /** Probe no more, and tell nothing; a check under way is ended. */
    void cancel() {
        over = true;
        if (underWay != null) {
            underWay.cancel(false);
        }
        if (scheduled != null) {
            scheduled.cancel();
        }
        if (deadline != null) {
            deadline.cancel();
        }
        if (silence != null) {
            silence.cancel();
        }
    }
}
