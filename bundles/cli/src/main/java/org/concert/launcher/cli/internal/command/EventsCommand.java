/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.Launcher.Registration;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.ProcessEvent;
import org.concert.launcher.cli.internal.arguments.KnownNames;
import org.concert.launcher.cli.internal.terminal.Environment;
import org.concert.launcher.cli.internal.terminal.ExitCode;
import org.concert.launcher.cli.internal.terminal.Futures;
import org.concert.launcher.cli.internal.view.Paint;
import org.concert.launcher.cli.internal.view.PlainText;
import org.concert.launcher.json.EventJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells each change of state as it happens. */
@Command(
        name = "events",
        customSynopsis = "concert_launcher events [NAME...] [--json]",
        header = "Tell each change of state as it happens, until Ctrl-C.",
        description = {
            "",
            "A line for each: time, process, the state before and after, and why; whoever has caused it, from whichever launcher.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  concert_launcher events",
            "  concert_launcher events --json | jq -r 'select(.process.state == \"FAILED\") | .process.name'",
            "",
            "What happened before: 'concert_launcher history'."
        })
public final class EventsCommand implements Callable<Integer> {

    private final Environment environment;
    private final LauncherSource access;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "The processes; all, if none is named.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--json",
            description = "Print a line of JSON for each: time, previous, process as in 'status --json'.")
    private boolean json;

    public EventsCommand(Environment environment, LauncherSource access) {
        this.environment = environment;
        this.access = access;
    }

    @Override
    public Integer call() throws LauncherException, InterruptedException {
        return access.use(this::follow);
    }

    private int follow(Launcher launcher) throws LauncherException, InterruptedException {
        KnownNames.require(launcher, names);
        Paint paint = Paint.of(environment.colour());
        // Empty for the interruption. The launcher's threads only hand over.
        BlockingQueue<Optional<ProcessEvent>> happenings = new LinkedBlockingQueue<>();
        Registration interrupt = environment.interrupts().during(() -> happenings.add(Optional.empty()));
        Registration heard = () -> {};
        try {
            // What it finds when it begins to look is no change.
            Futures.await(launcher.observe());
            heard = launcher.listen(event -> happenings.add(Optional.of(event)));
            while (true) {
                Optional<ProcessEvent> next = happenings.poll(1, TimeUnit.SECONDS);
                if (next != null && next.isEmpty()) {
                    return ExitCode.INTERRUPTED;
                } else if (next != null
                        && (names.isEmpty()
                                || names.contains(next.get().process().name()))) {
                    environment.out().println(json ? EventJson.document(next.get()) : line(next.get(), paint));
                }
                if (environment.out().checkError()) {
                    return ExitCode.DONE;
                }
            }
        } finally {
            heard.close();
            interrupt.close();
        }
    }

    private String line(ProcessEvent event, Paint paint) {
        var process = event.process();
        String why = process.message().lines().findFirst().orElse("");
        return "%s  %s  %s -> %s%s"
                .formatted(
                        PlainText.time(event.at(), environment.zone().get()),
                        process.name(),
                        event.previous(),
                        paint.state(process.state(), process.state().name()),
                        why.isEmpty() ? "" : ": " + PlainText.of(why));
    }
}
