/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.audit;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.concert.launcher.access.AuditEntry;
import org.concert.launcher.access.AuditEntry.Result;
import org.concert.launcher.access.AuditLog;
import org.concert.launcher.api.Actor;
import org.concert.launcher.api.History;
import org.concert.launcher.api.LaunchPlan;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.MachineSnapshot;
import org.concert.launcher.api.MonitorSession;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.OutputStart;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessListener;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.api.Run;
import org.concert.launcher.api.RunSnapshot;
import org.concert.launcher.api.StartRequest;
import org.concert.launcher.api.StopRequest;
import org.concert.launcher.api.TargetPlan;
import org.jspecify.annotations.Nullable;

/**
 * A launcher that records who asked it to change something, by the actor of the calling thread. What the launcher does by
 * itself, such as a restart by policy, nobody asked for.
 */
public final class AuditedLauncher implements Launcher {

    private static final long LONGEST_WRITE_SECONDS = 2;

    private final Launcher launcher;
    private final AuditLog log;
    private final Clock clock;

    /** Done when the failures known by now are written, one after the other. Guarded by this. */
    private CompletableFuture<Void> written = CompletableFuture.completedFuture(null);

    /** Create one; the launcher is closed with it. */
    public AuditedLauncher(Launcher launcher, AuditLog log, Clock clock) {
        this.launcher = launcher;
        this.log = log;
        this.clock = clock;
    }

    /** What was asked for. */
    private record Wish(
            Actor actor, String action, List<String> processes, List<String> variants, Map<String, String> params) {

        static Wish of(String action, List<String> processes) {
            return new Wish(Actor.current(), action, processes, List.of(), Map.of());
        }
    }

    /** Asks the launcher. */
    private interface Question {
        Run ask() throws RequestException;
    }

    private Run recorded(Wish wish, Question question) throws RequestException {
        Run run;
        try {
            run = question.ask();
        } catch (RequestException e) {
            record(wish, Result.REFUSED, String.join("; ", e.complaints()));
            throw e;
        }
        record(wish, Result.ACCEPTED, "");
        CompletionStage<Outcome> end = run.outcome();
        end.thenAccept(done -> recordFailures(wish, done));
        return run;
    }

    /** On another thread than the launcher's own, which calls this: a disk may be slow. */
    private void recordFailures(Wish wish, Outcome outcome) {
        List<ProcessOutcome> failed =
                outcome.processes().stream().filter(process -> !process.ok()).toList();
        if (!failed.isEmpty()) {
            var failedWish = new Wish(
                    wish.actor(),
                    wish.action(),
                    failed.stream().map(ProcessOutcome::name).toList(),
                    wish.variants(),
                    wish.params());
            String reasons = failed.stream()
                    .map(process -> process.name() + ": " + process.message())
                    .collect(Collectors.joining("; "));
            synchronized (this) {
                written = written.thenRunAsync(() -> record(failedWish, Result.FAILED, reasons));
            }
        }
    }

    private void record(Wish wish, Result result, String reason) {
        log.write(new AuditEntry(
                clock.instant(),
                wish.actor().user(),
                wish.actor().source(),
                wish.action(),
                launcher.session(),
                wish.processes(),
                wish.variants(),
                wish.params(),
                result,
                reason));
    }

    @Override
    public Run start(StartRequest request) throws RequestException {
        Wish wish = new Wish(Actor.current(), "start", request.names(), request.variants(), request.params());
        return recorded(wish, () -> launcher.start(request));
    }

    @Override
    public Run stop(StopRequest request) throws RequestException {
        List<String> names = request.all()
                ? descriptions().stream().map(ProcessDescription::name).toList()
                : request.names();
        Wish wish = Wish.of(request.force() ? "kill" : "stop", names);
        return recorded(wish, () -> launcher.stop(request));
    }

    @Override
    public Run restart(List<String> names) throws RequestException {
        return recorded(Wish.of("restart", names), () -> launcher.restart(names));
    }

    @Override
    public Run restart(StartRequest request) throws RequestException {
        return recorded(
                new Wish(Actor.current(), "restart", request.names(), request.variants(), request.params()),
                () -> launcher.restart(request));
    }

    @Override
    public List<String> targets() {
        return launcher.targets();
    }

    @Override
    public String target() {
        return launcher.target();
    }

    @Override
    public TargetPlan planUp(String target) throws RequestException {
        return launcher.planUp(target);
    }

    @Override
    public Run up(String target) throws RequestException {
        return recorded(Wish.of("up", List.of(target)), () -> launcher.up(target));
    }

    @Override
    public List<RunSnapshot> runs() {
        return launcher.runs();
    }

    @Override
    public CompletableFuture<Void> reload() {
        Wish wish = Wish.of("reload", List.of());
        // Not on the launcher's own thread, which completes it: a disk may be slow.
        return launcher.reload().whenCompleteAsync((done, failure) -> {
            if (failure == null) {
                record(wish, Result.ACCEPTED, "");
            } else {
                String why = String.valueOf(LauncherException.causeOf(failure).getMessage());
                record(wish, Result.REFUSED, why.replace("\n", "; "));
            }
        });
    }

    @Override
    public Path file() {
        return launcher.file();
    }

    @Override
    public String session() {
        return launcher.session();
    }

    @Override
    public String configError() {
        return launcher.configError();
    }

    @Override
    public List<String> warnings() {
        return launcher.warnings();
    }

    @Override
    public List<ProcessDescription> descriptions() {
        return launcher.descriptions();
    }

    @Override
    public List<ProcessSnapshot> processes() {
        return launcher.processes();
    }

    @Override
    public Optional<ProcessSnapshot> process(String name) {
        return launcher.process(name);
    }

    @Override
    public List<MachineSnapshot> machines() {
        return launcher.machines();
    }

    @Override
    public CompletableFuture<Void> look(List<String> names) throws RequestException {
        return launcher.look(names);
    }

    @Override
    public CompletableFuture<Void> observe() {
        return launcher.observe();
    }

    @Override
    public CompletableFuture<Void> supervise() {
        return launcher.supervise();
    }

    @Override
    public LaunchPlan plan(StartRequest request) throws RequestException {
        return launcher.plan(request);
    }

    @Override
    public CompletableFuture<List<String>> tail(String name, int lines) throws RequestException {
        return launcher.tail(name, lines);
    }

    @Override
    public CompletableFuture<History> history(List<String> names, @Nullable Instant since) throws RequestException {
        return launcher.history(names, since);
    }

    @Override
    public CompletableFuture<String> processTree(String name) throws RequestException {
        return launcher.processTree(name);
    }

    @Override
    public OutputSubscription output(String name, OutputStart start, boolean follow, OutputSink sink)
            throws RequestException {
        return launcher.output(name, start, follow, sink);
    }

    @Override
    public CompletableFuture<MonitorSession> monitor(boolean replace) {
        return launcher.monitor(replace);
    }

    @Override
    public Registration listen(ProcessListener listener) {
        return launcher.listen(listener);
    }

    @Override
    public void close() {
        launcher.close();
        // The end of a program would take them away.
        lastWritten()
                .completeOnTimeout(null, LONGEST_WRITE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private synchronized CompletableFuture<Void> lastWritten() {
        return written;
    }
}
