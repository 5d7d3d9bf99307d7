/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.StartRequest;
import org.concert.launcher.api.StopRequest;
import org.concert.launcher.jmx.internal.Answers.Question;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of a launcher over JMX. A start or a stop returns once it is accepted; what is refused or fails
 * later is told to the complaints.
 */
final class Operations {

    /** More lines than this are for {@code concert_launcher watch}, not for a management console. */
    private static final int MOST_LINES = 10_000;

    private final Launcher launcher;
    private final Answers answers;
    private final Complaints complaints;

    /**
     * Create the operations of a launcher.
     *
     * @param complaints takes what comes to nothing; called on the caller's threads and the launcher's
     */
    Operations(Launcher launcher, Answers answers, Complaints complaints) {
        this.launcher = launcher;
        this.answers = answers;
        this.complaints = complaints;
    }

    /** Hears what becomes of requests after they were accepted. */
    interface Complaints {

        /** There is a new request for a process: what was said of the last one no longer counts. */
        void forget(String process);

        /** A request for a process came to nothing. */
        void complain(String process, String why);
    }

    void start(List<String> names, @Nullable String variants, @Nullable String params) {
        StartRequest request = Words.start(names, variants, params);
        follow("start", names, () -> launcher.start(request));
    }

    void stop(List<String> names, boolean force) {
        follow("stop", names, () -> launcher.stop(new StopRequest(names, force)));
    }

    void stopAll(List<String> names) {
        follow("stop", names, () -> launcher.stop(StopRequest.everything(false)));
    }

    void restart(List<String> names) {
        follow("restart", names, () -> launcher.restart(names));
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

    String processTree(String name) {
        return answers.soon("show the process tree of " + name, () -> launcher.processTree(name));
    }

    private void follow(String verb, List<String> names, Question<CompletableFuture<Outcome>> question) {
        names.forEach(complaints::forget);
        CompletableFuture<Outcome> accepted = Answers.now(verb + " " + listed(names), question);
        // Nobody waits for what this gives: the complaints are its end.
        CompletableFuture<Outcome> unused = accepted.whenComplete((outcome, error) -> {
            if (error != null) {
                names.forEach(name -> complaints.complain(name, Answers.reason(error)));
            } else {
                outcome.processes().stream().filter(process -> !process.ok()).forEach(this::complain);
            }
        });
    }

    private void complain(ProcessOutcome process) {
        complaints.complain(process.name(), process.message());
    }

    private static String line(LaunchStep step) {
        String container = step.container() == null ? "" : step.container() + " on ";
        return step.name() + " (" + container + step.machine() + "): " + step.command();
    }

    private static String listed(List<String> names) {
        return String.join(", ", names);
    }
}
