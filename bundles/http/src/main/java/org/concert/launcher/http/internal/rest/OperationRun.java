/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.rest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessEvent;
import org.concert.launcher.api.ProcessOutcome.Result;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.json.OperationJson.Operation;
import org.concert.launcher.json.OperationJson.Part;
import org.jspecify.annotations.Nullable;

/**
 * A start or stop on its way. Until its outcome is there, the changes of state tell how far it has come. Told of them by
 * the threads of launchers.
 */
final class OperationRun {

    /** What is asked of one launcher. */
    record Share(Launcher launcher, Set<String> names, CompletableFuture<Outcome> outcome) {}

    private final String id;
    private final Action action;
    private final List<String> names;
    private final String by;
    private final Instant startTime;
    private final Consumer<Operation> watcher;
    private final CompletableFuture<Operation> done = new CompletableFuture<>();

    /** Guarded by this: what came of each process so far, and at last. */
    private final Map<String, Part> parts = new LinkedHashMap<>();

    private int total;
    private boolean finished;

    OperationRun(
            String id, Action action, List<String> names, String by, Instant startTime, Consumer<Operation> watcher) {
        this.id = id;
        this.action = action;
        this.names = List.copyOf(names);
        this.by = by;
        this.startTime = startTime;
        this.watcher = watcher;
    }

    /** Begin to follow what was asked for. */
    void follow(List<Share> shares) {
        List<Launcher.Registration> listening = new ArrayList<>();
        synchronized (this) {
            for (Share share : shares) {
                total += share.names().size();
            }
        }
        for (Share share : shares) {
            listening.add(share.launcher().listen(event -> changed(share, event)));
            share.names()
                    .forEach(name -> share.launcher().process(name).ifPresent(process -> {
                        if (action.isThereAlready(process.state())) {
                            note(share, new Part(name, true, action.already().name(), ""));
                        }
                    }));
        }
        watcher.accept(shown());
        CompletionStage<Void> all =
                CompletableFuture.allOf(shares.stream().map(Share::outcome).toArray(CompletableFuture<?>[]::new));
        all.whenComplete((nothing, failure) -> {
            listening.forEach(Launcher.Registration::close);
            finish(shares);
        });
    }

    private void changed(Share share, ProcessEvent event) {
        String name = event.process().name();
        ProcessState state = event.process().state();
        if (!share.names().contains(name)) {
            return;
        }
        Result result = action.result(state);
        if (result != null) {
            boolean ok = result != Result.FAILED;
            if (note(share, new Part(name, ok, result.name(), event.process().message()))) {
                watcher.accept(shown());
            }
        }
    }

    private synchronized boolean note(Share share, Part part) {
        return !finished && !part.equals(parts.put(key(share, part.name()), part));
    }

    private static String key(Share share, String name) {
        return share.launcher().session() + "/" + name;
    }

    private void finish(List<Share> shares) {
        synchronized (this) {
            parts.clear();
            for (Share share : shares) {
                outcome(share).forEach(part -> parts.put(key(share, part.name()), part));
            }
            total = parts.size();
            finished = true;
        }
        Operation last = shown();
        watcher.accept(last);
        done.complete(last);
    }

    private static List<Part> outcome(Share share) {
        CompletionStage<List<Part>> parts = share.outcome()
                .handle((outcome, failure) -> outcome != null
                        ? outcome.processes().stream()
                                .map(each -> new Part(
                                        each.name(), each.ok(), each.result().name(), each.message()))
                                .toList()
                        : share.names().stream()
                                .map(name -> new Part(name, false, Result.FAILED.name(), why(failure)))
                                .toList());
        return parts.toCompletableFuture().join();
    }

    private static String why(@Nullable Throwable failure) {
        Throwable cause = failure == null || failure.getCause() == null ? failure : failure.getCause();
        return cause == null ? "" : String.valueOf(cause.getMessage());
    }

    /** Return how far it has come. */
    synchronized Operation shown() {
        List<Part> ended = List.copyOf(parts.values());
        Boolean ok = finished ? ended.stream().allMatch(Part::ok) : null;
        return new Operation(id, action.word(), names, by, startTime, ok, Math.max(total, ended.size()), ended);
    }

    /** Return what is completed with the operation when it is done. */
    CompletableFuture<Operation> done() {
        return done.copy();
    }

    String id() {
        return id;
    }

    Instant startTime() {
        return startTime;
    }
}
