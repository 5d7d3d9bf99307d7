/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.Launcher.Registration;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.cli.internal.arguments.KnownNames;
import org.concert.launcher.cli.internal.arguments.TypedSpan;
import org.concert.launcher.cli.internal.terminal.Environment;
import org.concert.launcher.cli.internal.terminal.ErrorReport;
import org.concert.launcher.cli.internal.terminal.ExitCode;
import org.concert.launcher.cli.internal.terminal.Futures;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Waits for processes to come to a state, whoever brings them there. */
@Command(
        name = "wait",
        customSynopsis = "concert_launcher wait NAME... [--for ready|done|stopped] [--timeout TIME]",
        header = "Wait until processes are ready, done or stopped.",
        description = {
            "",
            "Starts and stops nothing: somebody else does. A one-shot or a group that is DONE is as good as ready.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  concert_launcher wait xbot2 && ./record",
            "  concert_launcher wait --for stopped xbot2 ecat --timeout 30s",
            "",
            "The exit code is 0 when all are as was waited for, and 1 when the time is over; what lacks is told then."
        })
public final class WaitCommand implements Callable<Integer> {

    private final Environment environment;
    private final LauncherSource access;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "The processes.")
    private List<String> names = new ArrayList<>();

    /** What can be waited for. */
    enum Goal {
        /** That it is ready; of a one-shot, that it has ended with 0. */
        READY,
        /** That it has ended with 0. */
        DONE,
        /** That it does not run. */
        STOPPED;

        boolean isMet(ProcessState state) {
            boolean ended = state == ProcessState.DONE || state == ProcessState.EXITED;
            return switch (this) {
                case READY -> state == ProcessState.READY || state == ProcessState.DONE;
                case DONE -> ended;
                case STOPPED -> ended || state == ProcessState.STOPPED || state == ProcessState.BLOCKED;
            };
        }
    }

    @Option(names = "--for", paramLabel = "STATE", description = "ready, done or stopped. Default: ready.")
    private Goal goal = Goal.READY;

    @Option(names = "--timeout", paramLabel = "TIME", description = "How long at most: 30s, 5m, 1h. Default: 5m.")
    private String timeout = "5m";

    public WaitCommand(Environment environment, LauncherSource access) {
        this.environment = environment;
        this.access = access;
    }

    @Override
    public Integer call() throws LauncherException, InterruptedException {
        Duration longest = longest();
        return access.use(launcher -> await(launcher, longest));
    }

    private int await(Launcher launcher, Duration longest) throws LauncherException, InterruptedException {
        KnownNames.require(launcher, names);
        CompletableFuture<Boolean> met = new CompletableFuture<>();
        Registration heard = launcher.listen(event -> completeIfMet(launcher, met));
        Registration interrupt = environment.interrupts().during(() -> met.complete(false));
        try {
            Futures.await(launcher.observe());
            completeIfMet(launcher, met);
            return met.get(longest.toMillis(), TimeUnit.MILLISECONDS) ? ExitCode.DONE : ExitCode.INTERRUPTED;
        } catch (TimeoutException e) {
            ErrorReport.print(environment.err(), lacking(launcher, longest));
            return ExitCode.FAILED;
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody fails this", e);
        } finally {
            interrupt.close();
            heard.close();
        }
    }

    private void completeIfMet(Launcher launcher, CompletableFuture<Boolean> met) {
        if (names.stream().allMatch(name -> isMet(launcher, name))) {
            met.complete(true);
        }
    }

    private boolean isMet(Launcher launcher, String name) {
        return launcher.process(name)
                .filter(process -> goal.isMet(process.state()))
                .isPresent();
    }

    private List<String> lacking(Launcher launcher, Duration longest) {
        return names.stream()
                .filter(name -> !isMet(launcher, name))
                .map(name -> "%s is not %s within %d s: it is %s"
                        .formatted(
                                name,
                                goal.name().toLowerCase(Locale.ROOT),
                                longest.toSeconds(),
                                launcher.process(name).map(WaitCommand::words).orElse("unknown")))
                .toList();
    }

    private static String words(ProcessSnapshot process) {
        return process.state() + (process.message().isEmpty() ? "" : " (" + process.message() + ")");
    }

    private Duration longest() {
        return TypedSpan.of(timeout)
                .orElseThrow(() -> new ParameterException(
                        Objects.requireNonNull(spec).commandLine(),
                        "'%s' is no time to wait: write 30s, 5m or 1h".formatted(timeout)));
    }
}
