/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.concert.launcher.api.ShellQuote;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.core.internal.agent.Agent;
import org.concert.launcher.core.internal.agent.AgentResult;
import org.concert.launcher.core.internal.loop.Loop;
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

    private final Agent agent;
    private final Loop loop;
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

    Members(Agent agent, Loop loop) {
        this.agent = agent;
        this.loop = loop;
    }

    /** Return what lives of a run at a moment after this call; the future fails when the place is lost. */
    CompletableFuture<ProcessTree> find(Wanted wanted) {
        return ask("members_of", wanted.words());
    }

    /**
     * Send a signal, named as {@code kill} names it, to all jobs in the window of a process, and have the terminal kept for
     * what the first program leaves behind; completed with what was found.
     */
    CompletableFuture<ProcessTree> stop(String signal, Wanted wanted) {
        return ask("stop " + ShellQuote.word(signal), wanted.words());
    }

    /** Send the signal of {@link #stop} to what has a session of its own, and SIGTERM to what ignores it. */
    CompletableFuture<ProcessTree> stopLeft(String signal, Wanted wanted) {
        return ask("stop_left " + ShellQuote.word(signal), wanted.words());
    }

    /** Keep the terminal no longer. */
    CompletableFuture<ProcessTree> letGo(Wanted wanted) {
        return ask("let_go", wanted.words());
    }

    /**
     * Send a signal to all members, and wait until none is left. SIGKILL is sent again to what was forked meanwhile.
     *
     * @param patience how long to wait at most
     * @return completed on the loop with those that are left; fails when the place is lost
     */
    CompletableFuture<ProcessTree> end(String signal, Duration patience, Wanted wanted) {
        return new End(signal, loop.nanoTime() + patience.toNanos()).look(wanted, true);
    }

    /** Looks, signals, and looks again. */
    private final class End {

        private final String signal;
        private final long deadlineNanos;

        private End(String signal, long deadlineNanos) {
            this.signal = signal;
            this.deadlineNanos = deadlineNanos;
        }

        private CompletableFuture<ProcessTree> look(Wanted wanted, boolean first) {
            return loop.then(find(wanted), found -> {
                if (found.isEmpty() || (!first && loop.nanoTime() - deadlineNanos > 0)) {
                    return CompletableFuture.completedFuture(found);
                }
                Wanted later = wanted.later(found);
                if (first || signal.equals("KILL")) {
                    Wanted now = first ? wanted.with(found) : later;
                    return loop.then(
                            ask("signal_members " + ShellQuote.word(signal), now.words()), sent -> lookLater(later));
                }
                return lookLater(later);
            });
        }

        private CompletableFuture<ProcessTree> lookLater(Wanted wanted) {
            return loop.delay(BETWEEN_LOOKS).thenCompose(over -> look(wanted, false));
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
            loop.listen(
                    loop.map(agent.run(script.toString(), LONGEST), result -> answers(asked.size(), result)),
                    (answers, failure) -> {
                        running = false;
                        if (answers == null) {
                            asked.forEach(request -> request.found().completeExceptionally(cannotLook(failure)));
                        } else if (answers.isEmpty()) {
                            most = asked.size() / 2;
                            waiting.addAll(0, asked);
                        } else {
                            for (int i = 0; i < asked.size(); i++) {
                                asked.get(i).found().complete(answers.get(i));
                            }
                        }
                        run();
                    });
        }
    }

    private static TransportException cannotLook(@Nullable Throwable failure) {
        return new TransportException("Cannot look through the programs: " + Loop.reason(failure));
    }

    /** Return the answers to so many questions; none if the beginning is lost, as there were too many programs for one answer. */
    private static List<ProcessTree> answers(int count, AgentResult result) {
        if (result.exitCode() != 0) {
            throw new IllegalStateException(result.output().strip());
        }
        if (!result.output().startsWith(BEGIN) && count > 1) {
            return List.of();
        }
        Map<Integer, StringBuilder> lines = new HashMap<>();
        for (String line : result.output().lines().toList()) {
            String[] words = line.split(" ", 2);
            if (words.length == 2 && words[0].matches("\\d{1,9}")) {
                lines.computeIfAbsent(Integer.valueOf(words[0]), index -> new StringBuilder())
                        .append(words[1])
                        .append('\n');
            }
        }
        return IntStream.range(0, count)
                .mapToObj(i -> ProcessTree.parse(
                        lines.getOrDefault(i, new StringBuilder()).toString()))
                .toList();
    }
}
