/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.command;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.ExitStatus;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.Launcher.Registration;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.cli.internal.terminal.Environment;
import org.concert.launcher.cli.internal.terminal.ErrorReport;
import org.concert.launcher.cli.internal.terminal.ExitCode;
import org.concert.launcher.cli.internal.terminal.Futures;

/** Waits until processes that were started have ended, and tells how. */
public final class EndOfProcesses {

    private final Environment environment;
    private final Launcher launcher;
    private final String onInterrupt;

    EndOfProcesses(Environment environment, Launcher launcher, String onInterrupt) {
        this.environment = environment;
        this.launcher = launcher;
        this.onInterrupt = onInterrupt;
    }

    /**
     * Wait for the end of processes, and return the first exit code that is not 0, in the order of the names, or 0.
     *
     * @param outcome what became of their start; when that failed there is nothing to wait for
     */
    int await(List<String> names, Outcome outcome) throws LauncherException, InterruptedException {
        if (!outcome.ok()) {
            return ofFailedStart(names, outcome);
        }
        var ended = new CompletableFuture<Void>();
        if (environment.outIsTerminal()) {
            environment.out().println("Waiting for the end of " + String.join(", ", names));
            environment.out().flush();
        }
        Registration heard = launcher.listen(event -> completeWhenEnded(names, ended));
        Registration interrupt = environment.interrupts().during(() -> interrupt(ended));
        try {
            Futures.await(launcher.observe());
            completeWhenEnded(names, ended);
            Futures.await(ended);
        } finally {
            interrupt.close();
            heard.close();
        }
        int first = ExitCode.DONE;
        for (String name : names) {
            ProcessSnapshot process = snapshot(name);
            environment.out().println(name + " ended: " + reason(process));
            first = first == ExitCode.DONE ? exitCode(process) : first;
        }
        return first;
    }

    private static String reason(ProcessSnapshot process) {
        ExitStatus exit = process.exit();
        return exit == null ? process.state().name() : exit.toString();
    }

    private static int ofFailedStart(List<String> names, Outcome outcome) {
        for (String name : names) {
            Optional<Integer> code = outcome.of(name).map(ProcessOutcome::exitCode);
            if (code.isPresent() && code.get() != 0) {
                return code.get();
            }
        }
        return ExitCode.of(outcome);
    }

    private void completeWhenEnded(List<String> names, CompletableFuture<Void> ended) {
        for (String name : names) {
            if (!hasEnded(snapshot(name))) {
                return;
            }
        }
        ended.complete(null);
    }

    /** A FAILED process whose command lives was not ready in time; it may still end. */
    private static boolean hasEnded(ProcessSnapshot process) {
        ProcessState state = process.state();
        return state == ProcessState.STOPPED
                || state == ProcessState.DONE
                || state == ProcessState.EXITED
                || state == ProcessState.BLOCKED
                || (state == ProcessState.FAILED && process.pid() == null);
    }

    private static int exitCode(ProcessSnapshot process) {
        ExitStatus exit = process.exit();
        if (exit != null) {
            return exit.code();
        }
        return process.state() == ProcessState.FAILED || process.state() == ProcessState.BLOCKED
                ? ExitCode.FAILED
                : ExitCode.DONE;
    }

    private void interrupt(CompletableFuture<Void> ended) {
        ErrorReport.print(environment.err(), List.of("Interrupted: " + onInterrupt));
        ended.cancel(false);
    }

    private ProcessSnapshot snapshot(String name) {
        return launcher.process(name)
                .orElseThrow(
                        () -> new IllegalStateException("Cannot wait for " + name + ": the launcher knows it no more"));
    }
}
