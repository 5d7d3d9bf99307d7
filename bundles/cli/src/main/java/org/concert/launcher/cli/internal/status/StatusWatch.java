/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.status;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.Launcher.Registration;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.ProcessEvent;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.cli.internal.terminal.Environment;
import org.concert.launcher.cli.internal.terminal.ExitCode;
import org.concert.launcher.cli.internal.terminal.Futures;
import org.concert.launcher.cli.internal.view.StatusDisplay;

/**
 * Shows what runs at each change and once a second, until it is interrupted or nobody reads any more. The launcher's
 * threads only hand over events; what is slow is the main thread's.
 */
public final class StatusWatch {

    private static final long PERIOD_SECONDS = 1;

    private final Environment environment;
    private final Launcher launcher;
    private final WatchedProcesses watched;
    private final Predicate<ProcessSnapshot> shown;
    private final StatusDisplay display;

    /** What happens; empty for the interruption. */
    private final BlockingQueue<Optional<ProcessEvent>> happenings = new LinkedBlockingQueue<>();

    /**
     * Create one.
     *
     * @param names the processes to show; all if empty
     * @param shown tells which of these are shown at a moment
     */
    public StatusWatch(
            Environment environment,
            Launcher launcher,
            List<String> names,
            Predicate<ProcessSnapshot> shown,
            StatusDisplay display) {
        this.environment = environment;
        this.launcher = launcher;
        this.shown = shown;
        this.watched = new WatchedProcesses(names);
        this.display = display;
    }

    /** Show what runs, and return the exit code. */
    public int show() throws LauncherException, InterruptedException {
        Registration heard = launcher.listen(event -> happenings.add(Optional.of(event)));
        Registration interrupt = environment.interrupts().during(this::interrupt);
        try {
            Futures.await(launcher.observe());
            watched.begin(launcher.processes());
            while (true) {
                List<ProcessSnapshot> processes =
                        watched.shown().stream().filter(shown).toList();
                List<String> reasons = UnreachableReasons.of(processes, launcher.machines());
                display.show(processes, reasons, environment.clock().instant());
                if (environment.out().checkError()) {
                    return ExitCode.DONE;
                }
                Optional<ProcessEvent> happened = happenings.poll(PERIOD_SECONDS, TimeUnit.SECONDS);
                if (happened == null) {
                    watched.refresh(launcher.processes());
                } else if (happened.isPresent()) {
                    watched.changed(happened.get());
                } else {
                    return ExitCode.INTERRUPTED;
                }
            }
        } finally {
            interrupt.close();
            heard.close();
            display.close();
        }
    }

    private void interrupt() {
        display.close();
        happenings.add(Optional.empty());
    }
}
