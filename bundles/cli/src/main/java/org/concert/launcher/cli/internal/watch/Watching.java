/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.watch;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.Launcher.OutputSubscription;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.OutputStart;
import org.concert.launcher.cli.internal.arguments.KnownNames;
import org.concert.launcher.cli.internal.terminal.ErrorReport;
import org.concert.launcher.cli.internal.terminal.ExitCode;
import org.concert.launcher.cli.internal.terminal.Futures;
import org.jspecify.annotations.Nullable;

/** Follows the output of processes until it ends, or until nobody reads it any more. */
public final class Watching {

    private static final long PATIENCE_SECONDS = 1;
    private static final int MOST_NAMED = 3;
    private static final long MOST_MERGED = 10_000;

    private final Launcher launcher;
    private final OutputPrinter printer;
    private final PrintStream err;

    public Watching(Launcher launcher, OutputPrinter printer, PrintStream err) {
        this.launcher = launcher;
        this.printer = printer;
        this.err = err;
    }

    /**
     * Follow processes to their end, and return the exit code. A machine that is lost is told of at once, and the output
     * of the others goes on.
     */
    public int of(List<String> names, OutputStart start, boolean follow)
            throws LauncherException, InterruptedException {
        KnownNames.require(launcher, names);
        List<OutputSubscription> subscriptions = new ArrayList<>();
        var merge = new BacklogMerge(names, printer);
        // All of long logs is more than can be held back.
        boolean merges =
                names.size() > 1 && start.unit() == OutputStart.Unit.LAST_LINES && start.value() <= MOST_MERGED;
        if (!merges) {
            merge.release();
        }
        try {
            List<CompletableFuture<Integer>> codes = new ArrayList<>();
            for (String name : names) {
                var output = launcher.output(name, start, follow, merge.of(name));
                subscriptions.add(output);
                codes.add(output.ended().handle((nothing, failure) -> {
                    merge.ended(name, failure != null);
                    return code(name, failure);
                }));
            }
            await(merge.done());
            merge.release();
            tellSilent(merge, names.size());
            var all = CompletableFuture.allOf(codes.toArray(CompletableFuture[]::new));
            Futures.await(CompletableFuture.anyOf(all, printer.over()));
            return codes.stream()
                    .mapToInt(code -> code.getNow(ExitCode.DONE))
                    .max()
                    .orElse(ExitCode.DONE);
        } finally {
            subscriptions.forEach(OutputSubscription::close);
        }
    }

    /** Who watches what never ran is to know that he waits for nothing. */
    private void tellSilent(BacklogMerge merge, int number) throws InterruptedException {
        await(merge.heard());
        List<String> silent = merge.silent();
        if (!silent.isEmpty()) {
            String whose = silent.size() > MOST_NAMED
                    ? silent.size() + " of " + number + " processes"
                    : String.join(", ", silent);
            ErrorReport.print(err, List.of("Nothing printed so far by " + whose));
        }
    }

    /** Who is slow to answer does not hold up the others for long. */
    private static void await(CompletableFuture<Void> future) throws InterruptedException {
        try {
            future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            // It goes on without.
            return;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private int code(String name, @Nullable Throwable failure) {
        if (failure == null) {
            return ExitCode.DONE;
        }
        Throwable cause = LauncherException.causeOf(failure);
        if (cause instanceof RuntimeException || cause instanceof Error) {
            throw new CompletionException(cause);
        }
        ErrorReport.print(err, List.of(name + ": " + cause.getMessage()));
        return ExitCode.UNREACHABLE;
    }
}
