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
 * Finds the living programs of processes in one place. To look through all programs there takes as long for one process as
 * for many, so whoever asks while a scan is under way shares the next one. Lives on the loop.
 */
final class MemberScan {

    /** A busy machine may take seconds to look through thousands of programs. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** An agent tells 64 KiB of output; so many processes have room in it. */
    private static final int MOST = 50;

    private final CommandAgent agent;
    private final LauncherLoop loop;
    private final List<Wanted> waiting = new ArrayList<>();
    private boolean scanning;

    private record Wanted(String run, long root, ProcessTree known, CompletableFuture<ProcessTree> found) {}

    MemberScan(CommandAgent agent, LauncherLoop loop) {
        this.agent = agent;
        this.loop = loop;
    }

    /**
     * Find the members of a process.
     *
     * @param run its run id
     * @param root its first program, or 0
     * @param known members that were found before
     * @return what lives of it at a moment after this call; fails when the place is lost
     */
    CompletableFuture<ProcessTree> members(String run, long root, ProcessTree known) {
        CompletableFuture<ProcessTree> found = new CompletableFuture<>();
        waiting.add(new Wanted(run, root, known, found));
        scan();
        return found;
    }

    private void scan() {
        if (scanning || waiting.isEmpty()) {
            return;
        }
        scanning = true;
        List<Wanted> part = waiting.subList(0, Math.min(MOST, waiting.size()));
        List<Wanted> wanted = List.copyOf(part);
        part.clear();
        StringBuilder script = new StringBuilder("members_of");
        for (int i = 0; i < wanted.size(); i++) {
            Wanted one = wanted.get(i);
            String run = one.run().isEmpty() ? "-" : one.run();
            script.append(' ')
                    .append(ShellQuote.word("%d %d %s %s"
                            .formatted(i, one.root(), run, one.known().known())));
        }
        loop.then(agent.run(script.toString(), LONGEST), (result, failure) -> {
            scanning = false;
            answer(wanted, result, failure);
            scan();
        });
    }

    private static void answer(List<Wanted> wanted, @Nullable AgentResult result, @Nullable Throwable failure) {
        Map<Integer, StringBuilder> lines = new HashMap<>();
        if (result != null) {
            for (String line : result.output().lines().toList()) {
                String[] words = line.split(" ", 2);
                if (words.length == 2 && words[0].matches("\\d{1,9}")) {
                    lines.computeIfAbsent(Integer.valueOf(words[0]), index -> new StringBuilder())
                            .append(words[1])
                            .append('\n');
                }
            }
        }
        for (int i = 0; i < wanted.size(); i++) {
            CompletableFuture<ProcessTree> found = wanted.get(i).found();
            if (result == null || result.exitCode() != 0) {
                found.completeExceptionally(
                        new TransportException("Cannot look through the programs: " + reason(result, failure)));
            } else {
                found.complete(ProcessTree.parse(
                        lines.getOrDefault(i, new StringBuilder()).toString()));
            }
        }
    }

    private static String reason(@Nullable AgentResult result, @Nullable Throwable failure) {
        if (failure != null) {
            return String.valueOf(failure.getMessage());
        }
        return result == null ? "" : result.output().strip();
    }
}
