/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.output;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.OutputStart;
import org.concert.launcher.api.ShellQuote;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.core.internal.log.LogLines;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.machine.Place;
import org.concert.launcher.core.internal.process.ProcessCommand;
import org.concert.launcher.core.internal.process.ProcessEntry;
import org.concert.launcher.core.internal.window.PaneRecord;

/** What can be read of one process beyond its state. {@link #follow} may be called from any thread, the rest on the loop. */
public final class ProcessOutput {

    /** In characters: callers keep it in memory, which many of them do at once. */
    private static final int LONGEST_TAIL = 2 * 1024 * 1024;

    private static final Duration TREE_LIMIT = Duration.ofSeconds(10);

    /** What a program prints in two steps comes together within it; a person hardly waits for it. */
    private static final Duration MOMENT = Duration.ofMillis(300);

    private final ProcessEntry entry;
    private final Loop loop;
    private final Executor waiting;

    /**
     * Create one.
     *
     * @param waiting runs what waits for the machine
     */
    public ProcessOutput(ProcessEntry entry, Loop loop, Executor waiting) {
        this.entry = entry;
        this.loop = loop;
        this.waiting = waiting;
    }

    /** Return the last lines of the captured output, or less if they are long. */
    public CompletableFuture<List<String>> tail(int lines) {
        LastLines taken = new LastLines(LONGEST_TAIL);
        Launcher.OutputSubscription subscription = follow(OutputStart.last(lines), false, taken);
        return subscription.ended().thenApply(ended -> taken.lines());
    }

    /** Return the living programs of the process, as a tree. */
    public CompletableFuture<String> processTree() {
        return loop.then(
                entry.link().connect(),
                connected -> loop.then(entry.link().place(entry.container()), this::processTree));
    }

    private CompletableFuture<String> processTree(Place place) {
        PaneRecord pane = entry.alivePane().orElse(null);
        if (pane == null) {
            return CompletableFuture.completedFuture("");
        }
        String script = "process_tree %s %d"
                .formatted(
                        ShellQuote.word(
                                ProcessCommand.RUN_VARIABLE + "=" + pane.start().run()),
                        entry.container() == null ? pane.pid() : 0);
        return loop.either(
                place.agent().run(script, TREE_LIMIT),
                (result, failure) -> result == null
                        ? CompletableFuture.failedFuture(new TransportException(
                                "Cannot list the processes of %s: %s".formatted(entry.name(), Loop.reason(failure)),
                                failure))
                        : CompletableFuture.completedFuture(
                                ProgramTree.draw(ProcessCommand.withoutAnnouncing(result.output()))));
    }

    /** Follow the captured output. */
    public Launcher.OutputSubscription follow(OutputStart start, boolean follow, Launcher.OutputSink sink) {
        OutputFollower follower = new OutputFollower(
                this::source, new LogLines(entry.name(), sink), start, follow, waiting, this::moment);
        follower.begin();
        return follower;
    }

    private CompletableFuture<Void> moment() {
        return CompletableFuture.runAsync(
                () -> {}, CompletableFuture.delayedExecutor(MOMENT.toMillis(), TimeUnit.MILLISECONDS, waiting));
    }

    /** Return the log of a process on its machine, which is known once that is connected; empty if it is not. */
    static String logFile(ProcessEntry entry) {
        return entry.pane()
                .map(pane -> pane.start().logFile())
                .or(() -> entry.link().logFile(entry.key().session(), entry.config()))
                .orElse("");
    }

    private CompletableFuture<OutputFollower.Source> source() {
        return loop.call(() -> loop.then(entry.link().connect(), connected -> {
            String file = logFile(entry);
            return loop.map(entry.link().logs(), reader -> (start, wait) -> reader.read(file, start, wait));
        }));
    }
}
