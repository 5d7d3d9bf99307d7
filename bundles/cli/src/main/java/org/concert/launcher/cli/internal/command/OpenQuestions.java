/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.Launcher.OutputSink;
import org.concert.launcher.api.Launcher.OutputSubscription;
import org.concert.launcher.api.OutputLine;
import org.concert.launcher.api.OutputStart;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.cli.internal.view.PlainText;

/**
 * Finds what processes that are waited for have printed last without ending the line, and nothing since, as who asks a person
 * something does. Lines come on the launcher's threads, and several may ask what was found; all else is for one.
 */
public final class OpenQuestions implements AutoCloseable {

    /** So long a process takes to be ready, or a line stands, before there may be a question. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final int LONGEST = 60;

    private record Standing(String line, Instant since) {}

    private final Launcher launcher;
    private final Clock clock;
    private final UnaryOperator<String> typed;
    private final Map<String, Instant> runningSince = new HashMap<>();
    private final Map<String, OutputSubscription> followed = new HashMap<>();
    private final Map<String, Standing> standing = new ConcurrentHashMap<>();

    /**
     * Create one that has found nothing.
     *
     * @param typed gives what the user types to give a command
     */
    public OpenQuestions(Launcher launcher, Clock clock, UnaryOperator<String> typed) {
        this.launcher = launcher;
        this.clock = clock;
        this.typed = typed;
    }

    /** Look at a process that is waited for; to be called again and again. */
    public void look(ProcessSnapshot process) {
        String name = process.name();
        if (process.state() != ProcessState.RUNNING) {
            end(name);
            return;
        }
        Instant now = clock.instant();
        Instant since = runningSince.computeIfAbsent(name, first -> now);
        if (!followed.containsKey(name) && !now.isBefore(since.plus(PATIENCE))) {
            try {
                followed.put(name, launcher.output(name, OutputStart.last(0), true, new Last(name)));
            } catch (RequestException e) {
                // It has left the launcher file this moment.
                runningSince.put(name, now);
            }
        }
    }

    private void end(String name) {
        runningSince.remove(name);
        OutputSubscription subscription = followed.remove(name);
        if (subscription != null) {
            subscription.close();
        }
        standing.remove(name);
    }

    /** Return a process with what it may be asking behind its message. */
    public ProcessSnapshot asking(ProcessSnapshot process) {
        return of(process).map(line -> saying(process, words(line))).orElse(process);
    }

    /** Return the same, and how to answer. */
    public ProcessSnapshot askingAndHow(ProcessSnapshot process) {
        return of(process)
                .map(line -> saying(process, words(line) + "; to type there: " + how(process.name())))
                .orElse(process);
    }

    /** Return how to answer these processes, a line for each that may be asking something. */
    public List<String> hints(List<ProcessSnapshot> processes) {
        return processes.stream()
                .filter(process -> of(process).isPresent())
                .map(process -> "To type there: " + how(process.name()))
                .toList();
    }

    private static String words(String line) {
        return "its last line has not ended: " + line;
    }

    private String how(String name) {
        return typed.apply("attach " + name);
    }

    private Optional<String> of(ProcessSnapshot process) {
        Standing found = process.state() == ProcessState.RUNNING ? standing.get(process.name()) : null;
        return found == null || clock.instant().isBefore(found.since().plus(PATIENCE))
                ? Optional.empty()
                : Optional.of(found.line());
    }

    private static ProcessSnapshot saying(ProcessSnapshot process, String words) {
        return new ProcessSnapshot(
                process.name(),
                process.session(),
                process.machine(),
                process.container(),
                process.state(),
                process.message().isEmpty() ? words : words + "; " + process.message(),
                process.launch(),
                process.pid(),
                process.exit(),
                process.times(),
                process.resources(),
                process.counts());
    }

    @Override
    public void close() {
        List.copyOf(runningSince.keySet()).forEach(this::end);
    }

    /** Takes the newest line of a process. */
    private final class Last implements OutputSink {

        private final String name;

        Last(String name) {
            this.name = name;
        }

        @Override
        public void line(OutputLine line) {
            standing.remove(name);
        }

        @Override
        public void unended(OutputLine line) {
            String text = PlainText.ofOutput(line.text()).strip();
            String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
            if (!shown.isEmpty()) {
                standing.put(name, new Standing(shown, clock.instant()));
            }
        }
    }
}
