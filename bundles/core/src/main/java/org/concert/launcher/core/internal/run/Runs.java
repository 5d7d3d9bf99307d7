/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.run;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.concert.launcher.api.Actor;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessEvent;
import org.concert.launcher.api.ProcessListener;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.Run;
import org.concert.launcher.api.RunSnapshot;
import org.concert.launcher.api.RunSnapshot.Step;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.loop.Promises;
import org.concert.launcher.core.internal.process.ProcessBoard;

/** The runs of a launcher: those under way, and the last ones. Used by any thread. */
public final class Runs {

    private static final int KEPT = 1000;
    private static final Duration KEPT_FOR = Duration.ofHours(1);

    private final Supplier<String> session;
    private final ProcessBoard board;
    private final Clock clock;
    private final Loop loop;
    private final Promises promises;

    /** In the order in which they began; guarded by itself. */
    private final Map<String, LiveRun> runs = new LinkedHashMap<>();

    /** What is done for a run. Lives on the loop. */
    public interface Work {

        /**
         * Begin it.
         *
         * @param over is told of each process that has come to an end of it
         */
        CompletableFuture<Outcome> begin(Consumer<ProcessOutcome> over);

        /** Begin nothing more. */
        default void cancel() {}
    }

    /** What somebody asks for. */
    public record Asked(Run.Kind kind, List<String> names, List<String> variants, Map<String, String> params) {

        /** Create one for which there are no variants and parameters. */
        public Asked(Run.Kind kind, List<String> names) {
            this(kind, names, List.of(), Map.of());
        }
    }

    /**
     * Create one without any.
     *
     * @param session gives the default session of the launcher file
     * @param promises waits with whoever waits for a run
     */
    public Runs(Supplier<String> session, ProcessBoard board, Clock clock, Loop loop, Promises promises) {
        this.session = session;
        this.board = board;
        this.clock = clock;
        this.loop = loop;
        this.promises = promises;
        board.listen(new States());
    }

    /**
     * Begin one, asked for by the actor of this thread.
     *
     * @param parts the processes that have a part in it, as far as is known
     */
    public Run begin(Asked asked, Collection<String> parts, Work work) {
        RunSnapshot begin = new RunSnapshot(
                HexFormat.of().toHexDigits(new SecureRandom().nextLong()),
                asked.kind(),
                session.get(),
                asked.names(),
                asked.variants(),
                asked.params(),
                Actor.current(),
                clock.instant(),
                parts.stream().map(this::step).toList(),
                false);
        synchronized (runs) {
            forget(KEPT - 1);
            LiveRun run = new LiveRun(begin, work, board, loop, promises);
            runs.put(begin.id(), run);
            return run;
        }
    }

    /** Return the time. */
    long millis() {
        return clock.millis();
    }

    private Step step(String name) {
        return board.read(name)
                .map(process -> new Step(name, process.state(), null, process.message()))
                .orElseGet(() -> new Step(name, ProcessState.UNKNOWN, null, ""));
    }

    /** Return them, the oldest first. */
    public List<RunSnapshot> all() {
        synchronized (runs) {
            forget(KEPT);
            return runs.values().stream().map(Run::snapshot).toList();
        }
    }

    /** What is under way is not forgotten, unless there is too much of it. */
    private void forget(int most) {
        Instant oldest = clock.instant().minus(KEPT_FOR);
        Iterator<LiveRun> each = runs.values().iterator();
        while (each.hasNext()) {
            RunSnapshot run = each.next().snapshot();
            if (runs.size() > most || (run.ended() && run.startTime().isBefore(oldest))) {
                each.remove();
            }
        }
    }

    private List<LiveRun> live() {
        synchronized (runs) {
            return runs.values().stream().filter(run -> !run.snapshot().ended()).toList();
        }
    }

    /** Has the runs know the states of their processes. */
    private final class States implements ProcessListener {

        @Override
        public void stateChanged(ProcessEvent event) {
            live().forEach(run -> run.stateChanged(event.process()));
        }

        @Override
        public void firstSeen(ProcessSnapshot process) {
            live().forEach(run -> run.stateChanged(process));
        }
    }
}
