/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.Launcher.OutputSubscription;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.OutputStart;
import org.jspecify.annotations.Nullable;

/** Follows the output of processes until it ends, or until nobody reads it any more. */
final class Watching {

    private final Launcher launcher;
    private final OutputPrinter printer;
    private final PrintStream err;

    Watching(Launcher launcher, OutputPrinter printer, PrintStream err) {
        this.launcher = launcher;
        this.printer = printer;
        this.err = err;
    }

    /**
     * Follow processes to their end, and return the exit code. A machine that is lost is told of at once, and the output
     * of the others goes on.
     */
    int of(List<String> names, OutputStart start, boolean follow) throws LauncherException, InterruptedException {
        KnownNames.require(launcher, names);
        List<OutputSubscription> subscriptions = new ArrayList<>();
        try {
            List<CompletableFuture<Integer>> codes = new ArrayList<>();
            for (String name : names) {
                var output = launcher.output(name, start, follow, printer);
                subscriptions.add(output);
                codes.add(output.ended().handle((nothing, failure) -> code(name, failure)));
            }
            var all = CompletableFuture.allOf(codes.toArray(CompletableFuture[]::new));
            Futures.await(CompletableFuture.anyOf(all, printer.readerGone()));
            return codes.stream()
                    .mapToInt(code -> code.getNow(ExitCode.DONE))
                    .max()
                    .orElse(ExitCode.DONE);
        } finally {
            subscriptions.forEach(OutputSubscription::close);
        }
    }

    private int code(String name, @Nullable Throwable failure) {
        if (failure == null) {
            return ExitCode.DONE;
        }
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof RuntimeException || cause instanceof Error) {
            throw new CompletionException(cause);
        }
        ErrorReport.print(err, List.of(name + ": " + cause.getMessage()));
        return ExitCode.UNREACHABLE;
    }
}
