/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.concert.launcher.api.History;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.Run;
import org.concert.launcher.api.StartRequest;
import org.concert.launcher.api.StopRequest;
import org.concert.launcher.api.TargetPlan;
import org.concert.launcher.jmx.internal.Answers.Question;
import org.jspecify.annotations.Nullable;

/** What can be asked of a launcher over JMX. A start or a stop returns once the launcher has taken it on. */
final class Operations {

    /** More lines than this are for {@code concert_launcher watch}, not for a management console. */
    private static final int MOST_LINES = 10_000;

    private final Launcher launcher;
    private final Answers answers;

    /** Create the operations of a launcher. */
    Operations(Launcher launcher, Answers answers) {
        this.launcher = launcher;
        this.answers = answers;
    }

    void start(List<String> names, @Nullable String variants, @Nullable String params) {
        StartRequest request = Words.start(names, variants, params);
        ask("start", names, () -> launcher.start(request));
    }

    void stop(List<String> names, boolean force) {
        ask("stop", names, () -> launcher.stop(new StopRequest(names, force)));
    }

    void stopAll(List<String> names) {
        ask("stop", names, () -> launcher.stop(StopRequest.everything(false)));
    }

    void restart(List<String> names) {
        ask("restart", names, () -> launcher.restart(names));
    }

    void up(String target) {
        ask("bring up", List.of(target), () -> launcher.up(target));
    }

    List<String> planUp(String target) {
        return Answers.now("plan to bring up " + target, () -> launcher.planUp(target)).changes().stream()
                .map(Operations::line)
                .toList();
    }

    List<String> deviations() {
        return launcher.deviations().stream().map(Operations::line).toList();
    }

    private static String line(TargetPlan.Change change) {
        return change.action().name().toLowerCase(Locale.ROOT) + " " + change.name()
                + (change.reason().isEmpty() ? "" : ": " + change.reason());
    }

    /** Have the launcher take on a run; listeners to the launcher hear what becomes of it. */
    private static void ask(String verb, List<String> names, Question<Run> question) {
        Run unused = Answers.now(verb + " " + listed(names), question);
    }

    void reload() {
        answers.soon("use the launcher file", launcher::reload);
    }

    List<String> plan(List<String> names, @Nullable String variants, @Nullable String params) {
        StartRequest request = Words.start(names, variants, params);
        return Answers.now("plan a start of " + listed(names), () -> launcher.plan(request)).steps().stream()
                .map(Operations::line)
                .toList();
    }

    List<String> tail(String name, int lines) {
        if (lines < 1 || lines > MOST_LINES) {
            throw new IllegalArgumentException(
                    "Cannot show " + lines + " lines of " + name + ": ask for 1 to " + MOST_LINES);
        }
        return answers.soon("show the output of " + name, () -> launcher.tail(name, lines));
    }

    List<String> history(String name, int most) {
        if (most < 1 || most > MOST_LINES) {
            throw new IllegalArgumentException(
                    "Cannot show " + most + " entries of " + name + ": ask for 1 to " + MOST_LINES);
        }
        History history =
                answers.soon("show what happened to " + name, () -> launcher.history(List.of(name), Instant.EPOCH));
        if (!history.unreachable().isEmpty()) {
            throw new IllegalStateException(
                    String.join("; ", history.unreachable().values()));
        }
        return history.newest(most).entries().stream()
                .flatMap(entry -> Stream.concat(
                        Stream.of(entry.time() + " " + entry.what()),
                        entry.lastLines().stream().map(line -> "    " + line)))
                .toList();
    }

    String processTree(String name) {
        return answers.soon("show the process tree of " + name, () -> launcher.processTree(name));
    }

    private static String line(LaunchStep step) {
        String container = step.container() == null ? "" : step.container() + " on ";
        return step.name() + " (" + container + step.machine() + "): " + step.command();
    }

    private static String listed(List<String> names) {
        return String.join(", ", names);
    }
}
