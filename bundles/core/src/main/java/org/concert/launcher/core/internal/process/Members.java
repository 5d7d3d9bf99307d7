/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.ShellQuote;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.core.internal.LauncherLoop;
import org.concert.launcher.core.internal.agent.AgentResult;
import org.concert.launcher.core.internal.agent.CommandAgent;
import org.jspecify.annotations.Nullable;

/**
 * Finds, signals and ends the living programs of processes in one place. To look through all programs there takes as long
 * for one process as for many, so all that is asked while a script is under way shares the next one of its kind. Lives on
 * the loop.
 */
final class Members {

    /** A busy machine may take seconds to look through thousands of programs. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /** An agent tells the last 64 KiB of output; so many processes have room in it, as a rule. */
    private static final int MOST = 50;

    /** Stands for a first program of which nothing is known. */
    static final String UNKNOWN = "0";

    /** The first line of an answer that is whole. */
    private static final String BEGIN = "begin";

    private final CommandAgent agent;
    private final LauncherLoop loop;
    private final Map<String, Batch> batches = new HashMap<>();

    /**
     * The programs of one run.
     *
     * @param run its run id; empty for none
     * @param root its first program, {@code PID} or {@code PID:START}, or {@link #UNKNOWN}
     * @param known members that were found before
     */
    record Wanted(String run, String root, ProcessTree known) {

        private Wanted with(ProcessTree found) {
            return new Wanted(run, root, found);
        }

        /** A moment later, the process id of the first program may be a stranger's. */
        private Wanted later(ProcessTree found) {
            return new Wanted(run, UNKNOWN, found);
        }

        private String words() {
            return "%s %s %s".formatted(root, run.isEmpty() ? "-" : run, known.known());
        }
    }

    private record Request(String words, CompletableFuture<ProcessTree> found) {}

    Members(CommandAgent agent, LauncherLoop loop) {
        this.agent = agent;
        this.loop = loop;
    }

    /** Return what lives of a run at a moment after this call; the future fails when the place is lost. */
    CompletableFuture<ProcessTree> find(Wanted wanted) {
        return ask("members_of", wanted.words());
    }

    /** Send a signal, named as {@code kill} names it, as a key typed in the window of a first program would. */
    CompletableFuture<ProcessTree> signalForeground(String signal, String root) {
        return ask("signal_foreground " + ShellQuote.word(signal), root);
    }

    /**
     * Send a signal to all members, and wait until none is left. SIGKILL is sent again to what was forked meanwhile.
     *
     * @param patience how long to wait at most
     * @return completed on the loop with those that are left; fails when the place is lost
     */
    CompletableFuture<ProcessTree> end(String signal, Duration patience, Wanted wanted) {
        CompletableFuture<ProcessTree> left = new CompletableFuture<>();
        new End(signal, System.nanoTime() + patience.toNanos(), left).look(wanted, true);
        return left;
    }

    /** Looks, signals, and looks again. */
    private final class End {

        private final String signal;
        private final long deadlineNanos;
        private final CompletableFuture<ProcessTree> left;

        private End(String signal, long deadlineNanos, CompletableFuture<ProcessTree> left) {
            this.signal = signal;
            this.deadlineNanos = deadlineNanos;
            this.left = left;
        }

        private void look(Wanted wanted, boolean first) {
            loop.then(find(wanted), (found, failure) -> {
                if (found == null) {
                    left.completeExceptionally(ProcessStart.cause(failure));
                } else if (found.isEmpty() || (!first && System.nanoTime() - deadlineNanos > 0)) {
                    left.complete(found);
                } else if (first || signal.equals("KILL")) {
                    signal(first ? wanted.with(found) : wanted.later(found), wanted.later(found));
                } else {
                    lookLater(wanted.later(found));
                }
            });
        }

        private void signal(Wanted now, Wanted later) {
            loop.then(ask("signal_members " + ShellQuote.word(signal), now.words()), (sent, failure) -> {
                if (failure == null) {
                    lookLater(later);
                } else {
                    left.completeExceptionally(ProcessStart.cause(failure));
                }
            });
        }

        private void lookLater(Wanted wanted) {
            loop.after(BETWEEN_LOOKS, () -> look(wanted, false));
        }
    }

    private CompletableFuture<ProcessTree> ask(String function, String words) {
        CompletableFuture<ProcessTree> found = new CompletableFuture<>();
        Batch batch = batches.computeIfAbsent(function, Batch::new);
        batch.waiting.add(new Request(words, found));
        batch.run();
        return found;
    }

    /** What one function of agent.sh is to be asked for, one script at a time. */
    private final class Batch {

        private final String function;
        private final List<Request> waiting = new ArrayList<>();
        private int most = MOST;
        private boolean running;

        private Batch(String function) {
            this.function = function;
        }

        private void run() {
            if (running || waiting.isEmpty()) {
                return;
            }
            running = true;
            List<Request> part = waiting.subList(0, Math.min(most, waiting.size()));
            List<Request> asked = List.copyOf(part);
            part.clear();
            StringBuilder script =
                    new StringBuilder("echo ").append(BEGIN).append("; ").append(function);
            for (int i = 0; i < asked.size(); i++) {
                script.append(' ').append(ShellQuote.word(i + " " + asked.get(i).words()));
            }
            loop.then(agent.run(script.toString(), LONGEST), (result, failure) -> {
                running = false;
                if (result == null || result.exitCode() != 0) {
                    fail(asked, result, failure);
                } else if (result.output().startsWith(BEGIN) || asked.size() == 1) {
                    answer(asked, result.output());
                } else {
                    // Too many programs for one answer: its beginning is lost.
                    most = asked.size() / 2;
                    waiting.addAll(0, asked);
                }
                run();
            });
        }
    }

    private static void fail(List<Request> asked, @Nullable AgentResult result, @Nullable Throwable failure) {
        String reason = result == null
                ? String.valueOf(ProcessStart.cause(failure).getMessage())
                : result.output().strip();
        asked.forEach(request -> request.found()
                .completeExceptionally(new TransportException("Cannot look through the programs: " + reason)));
    }

    private static void answer(List<Request> asked, String output) {
        Map<Integer, StringBuilder> lines = new HashMap<>();
        for (String line : output.lines().toList()) {
            String[] words = line.split(" ", 2);
            if (words.length == 2 && words[0].matches("\\d{1,9}")) {
                lines.computeIfAbsent(Integer.valueOf(words[0]), index -> new StringBuilder())
                        .append(words[1])
                        .append('\n');
            }
        }
        for (int i = 0; i < asked.size(); i++) {
            asked.get(i)
                    .found()
                    .complete(ProcessTree.parse(
                            lines.getOrDefault(i, new StringBuilder()).toString()));
        }
    }
}
