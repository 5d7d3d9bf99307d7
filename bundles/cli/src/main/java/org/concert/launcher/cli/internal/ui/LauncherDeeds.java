/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.concert.launcher.access.AuditEntry;
import org.concert.launcher.api.History;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.api.Run;
import org.concert.launcher.api.StartRequest;
import org.concert.launcher.api.StopRequest;
import org.concert.launcher.cli.internal.ui.model.Deeds;
import org.concert.launcher.cli.internal.ui.model.Overlay;
import org.concert.launcher.cli.internal.ui.model.StartForm;
import org.concert.launcher.cli.internal.ui.model.TargetChoice;
import org.concert.launcher.cli.internal.ui.model.TextOverlay;
import org.concert.launcher.cli.internal.view.DescribeText;
import org.concert.launcher.cli.internal.view.HistoryText;
import org.concert.launcher.cli.internal.view.OutcomeSummary;
import org.concert.launcher.cli.internal.view.Paint;
import org.concert.launcher.cli.internal.view.PlainText;
import org.concert.launcher.cli.internal.view.StartSummary;
import org.concert.launcher.cli.internal.view.StopSummary;
import org.concert.launcher.cli.internal.view.TargetPlanText;
import org.concert.launcher.cli.internal.view.UpSummary;
import org.jspecify.annotations.Nullable;

/** Has the launcher do what keys ask for. What comes of it is told on the thread of the interface. */
final class LauncherDeeds implements Deeds {

    private static final Duration HISTORY = Duration.ofDays(1);
    private static final int MOST_HISTORY = 1_000;
    private static final int LAST_LINES = 20;

    private final Launcher launcher;
    private final Surroundings surroundings;
    private final Consumer<Runnable> onScreen;
    private final Consumer<String> tell;
    private final Consumer<Overlay> show;
    private final Paint paint;

    /**
     * Create them.
     *
     * @param onScreen has something done by the thread of the interface
     * @param tell tells the user something; on that thread
     * @param show shows something in place of the processes; on that thread
     */
    LauncherDeeds(
            Launcher launcher,
            Surroundings surroundings,
            Consumer<Runnable> onScreen,
            Consumer<String> tell,
            Consumer<Overlay> show) {
        this.launcher = launcher;
        this.surroundings = surroundings;
        this.onScreen = onScreen;
        this.tell = tell;
        this.show = show;
        this.paint = Paint.of(surroundings.coloured());
    }

    @Override
    public void start(StartRequest request) {
        begin("Starting " + names(request.names()), () -> launcher.start(request), this::started);
    }

    @Override
    public void restart(List<String> names) {
        begin("Restarting " + names(names), () -> launcher.restart(names), this::started);
    }

    @Override
    public void restartWith(StartRequest request) {
        begin("Restarting " + names(request.names()), () -> launcher.restart(request), this::started);
    }

    @Override
    public void stop(List<String> names, boolean force) {
        begin(
                (force ? "Killing " : "Stopping ") + names(names),
                () -> launcher.stop(new StopRequest(names, force)),
                ended -> StopSummary.of(ended.outcome(), names, ended.elapsed(), surroundings.typed()));
    }

    @Override
    public void stopAll() {
        begin(
                "Stopping everything",
                () -> launcher.stop(StopRequest.everything(false)),
                ended -> StopSummary.of(ended.outcome(), List.of(), ended.elapsed(), surroundings.typed()));
    }

    @Override
    public void up(String target) {
        begin(
                "Bringing up " + target,
                () -> launcher.up(target),
                ended -> UpSummary.of(
                        target, ended.outcome(), launcher.descriptions(), ended.elapsed(), surroundings.typed()));
    }

    private OutcomeSummary started(Ended ended) {
        return StartSummary.of(ended.outcome(), launcher.descriptions(), ended.elapsed(), surroundings.typed());
    }

    private static String names(List<String> names) {
        return names.size() > 3 ? names.size() + " processes" : String.join(", ", names);
    }

    /** What came of something, and how long it took. */
    private record Ended(Outcome outcome, Duration elapsed) {}

    /** Begins something. */
    @FunctionalInterface
    private interface Beginning {
        Run begin() throws RequestException;
    }

    private void begin(String words, Beginning beginning, Function<Ended, OutcomeSummary> summary) {
        Instant begun = surroundings.clock().instant();
        try {
            CompletionStage<Outcome> end = beginning.begin().outcome();
            tell.accept(words);
            end.whenComplete((outcome, failure) -> onScreen.accept(() -> {
                Duration elapsed = Duration.between(begun, surroundings.clock().instant());
                tell.accept(failure == null ? words(summary.apply(new Ended(outcome, elapsed))) : words(failure));
            }));
        } catch (RequestException e) {
            tell.accept(String.join("; ", e.complaints()));
        }
    }

    /** What went wrong is told before what went well. */
    private static String words(OutcomeSummary summary) {
        List<String> all = new ArrayList<>(summary.problems());
        all.addAll(summary.results());
        return all.isEmpty() ? "" : all.get(0);
    }

    private static String words(Throwable failure) {
        Throwable cause = LauncherException.causeOf(failure);
        return Objects.requireNonNullElse(cause.getMessage(), cause.toString());
    }

    @Override
    public void describe(String name) {
        Optional<ProcessDescription> description = launcher.descriptions().stream()
                .filter(process -> process.name().equals(name))
                .findFirst();
        if (description.isEmpty()) {
            return;
        }
        try {
            CompletionStage<List<String>> tail = launcher.tail(name, LAST_LINES);
            tail.whenComplete((lines, failure) -> onScreen.accept(() -> launcher.process(name)
                    .ifPresent(process -> show.accept(
                            new TextOverlay(name, description(description.get(), process, lines, failure))))));
        } catch (RequestException e) {
            tell.accept(String.join("; ", e.complaints()));
        }
    }

    private List<String> description(
            ProcessDescription description,
            ProcessSnapshot process,
            @Nullable List<String> output,
            @Nullable Throwable failure) {
        var text = new DescribeText(
                other -> launcher.process(other).map(ProcessSnapshot::state).orElse(null),
                surroundings.clock().instant(),
                surroundings.zone(),
                paint);
        List<String> last = output == null ? List.of("(" + words(Objects.requireNonNull(failure)) + ")") : output;
        List<String> lines = new ArrayList<>(text.lines(description, process, last));
        List<AuditEntry> asked = asked(List.of(process.name()));
        for (AuditEntry entry : asked.subList(0, Math.min(3, asked.size()))) {
            lines.add("  %s asked for %s, %s"
                    .formatted(
                            PlainText.of(entry.user()),
                            entry.action(),
                            PlainText.time(entry.time(), surroundings.zone())));
        }
        return lines;
    }

    private List<AuditEntry> asked(List<String> names) {
        try {
            return surroundings.audit().newest(names);
        } catch (LauncherException e) {
            tell.accept(words(e));
            return List.of();
        }
    }

    @Override
    public void history(List<String> names) {
        Instant since = surroundings.clock().instant().minus(HISTORY);
        List<AuditEntry> asked = asked(names).stream()
                .filter(entry -> !entry.time().isBefore(since))
                .toList();
        try {
            CompletionStage<History> happened = launcher.history(names, since);
            happened.whenComplete((history, failure) -> onScreen.accept(() -> {
                if (failure != null) {
                    tell.accept(words(failure));
                    return;
                }
                List<String> lines = new ArrayList<>(
                        new HistoryText(history.entries(), asked).lines(MOST_HISTORY, surroundings.zone(), paint));
                lines.addAll(history.unreachable().values());
                show.accept(TextOverlay.atEnd("Since yesterday", lines));
            }));
        } catch (RequestException e) {
            tell.accept(String.join("; ", e.complaints()));
        }
    }

    @Override
    public Optional<StartForm> form(List<String> names) {
        Set<String> run = new LinkedHashSet<>(names);
        List<String> missing = new ArrayList<>(names);
        List<ProcessDescription> descriptions = launcher.descriptions();
        while (!missing.isEmpty()) {
            String name = missing.remove(0);
            descriptions.stream()
                    .filter(process -> process.name().equals(name))
                    .flatMap(process -> process.dependsOn().stream())
                    .filter(run::add)
                    .forEach(missing::add);
        }
        try {
            var form = new StartForm(
                    names,
                    descriptions.stream()
                            .filter(process -> run.contains(process.name()))
                            .toList(),
                    surroundings.parameters().of(names),
                    this::preview);
            names.forEach(name -> launcher.process(name)
                    .ifPresent(process -> form.choose(process.launch().variants())));
            return Optional.of(form);
        } catch (LauncherException e) {
            tell.accept(words(e));
            return Optional.empty();
        }
    }

    private List<String> preview(StartRequest request) {
        try {
            List<String> lines = new ArrayList<>();
            List<String> others = new ArrayList<>();
            for (LaunchStep step : launcher.plan(request).steps()) {
                if (request.names().contains(step.name())) {
                    lines.add(" " + paint.bold(step.name()) + "  " + PlainText.of(step.command()));
                } else {
                    others.add(step.name());
                }
            }
            if (!others.isEmpty()) {
                lines.add(" after " + String.join(", ", others));
            }
            return lines;
        } catch (RequestException e) {
            return e.complaints().stream().map(line -> " " + line).toList();
        }
    }

    @Override
    public Optional<TargetChoice> targets() {
        if (launcher.targets().isEmpty()) {
            tell.accept("The launcher file has no targets; they stand in context.targets");
            return Optional.empty();
        }
        return Optional.of(new TargetChoice(launcher.targets(), launcher.target(), this::changes));
    }

    private List<String> changes(String target) {
        try {
            return TargetPlanText.lines(launcher.planUp(target), paint);
        } catch (RequestException e) {
            return e.complaints();
        }
    }
}
