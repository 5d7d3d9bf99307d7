/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.run;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.concert.launcher.api.ExitStatus;
import org.concert.launcher.api.OutputLine;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.ProcessOutcome.Result;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.ShellQuote;
import org.concert.launcher.core.internal.log.LogLines;
import org.concert.launcher.core.internal.log.LogPiece;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.process.ProcessEntry;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.Panes;
import org.jspecify.annotations.Nullable;

/** Waits for the outcome of the start of a process: ready, ended or failed. Runs on the loop. */
final class Settling {

    /** How many of its last lines are shown with a failure. */
    private static final int LAST_LINES = 20;

    private static final Duration LOOK = Duration.ofSeconds(5);

    /** tmux writes this into the window of a dead pane; it is not output. */
    private static final String TMUX_NOTE = "Pane is dead";

    private final ProcessEntry entry;
    private final Loop loop;
    private final Result goodResult;

    Settling(ProcessEntry entry, Loop loop, Result goodResult) {
        this.entry = entry;
        this.loop = loop;
        this.goodResult = goodResult;
    }

    /** Return the outcome; completed on the loop. */
    CompletableFuture<ProcessOutcome> settled() {
        return loop.then(entry.until(changed -> hasSettled()), changed -> outcome());
    }

    private boolean hasSettled() {
        return switch (entry.state()) {
            // Without a pane, its window has just gone: the outcome is known in a moment.
            case STOPPING -> entry.pane().isPresent();
            // A link that reconnects within a second is no reason to give up.
            case UNKNOWN -> !entry.link().connecting();
            case READY, DONE, FAILED, EXITED, STOPPED -> true;
            // Unseen, what was started has been stopped, and somebody has asked for it anew.
            case WAITING, BLOCKED -> entry.alivePane().isEmpty();
            default -> stopWasAskedFor();
        };
    }

    private CompletableFuture<ProcessOutcome> outcome() {
        ProcessState state = entry.state();
        if (state == ProcessState.READY) {
            String remark = entry.remark().text();
            return settled(goodResult, remark.isEmpty() ? "ready" : "ready, but " + remark, exitCode());
        } else if (state == ProcessState.DONE) {
            return settled(goodResult, "ended with exit code 0", exitCode());
        } else if (state == ProcessState.UNKNOWN) {
            return settled(Result.UNREACHABLE, entry.message(), null);
        } else if (state == ProcessState.FAILED) {
            return failedWithOutput();
        } else if (state == ProcessState.EXITED) {
            // As the Python original had it; groups in real files are written so.
            return settled(goodResult, entry.message(), exitCode());
        } else if ((state == ProcessState.WAITING || state == ProcessState.BLOCKED)
                && entry.alivePane().isEmpty()) {
            return settled(Result.FAILED, "was stopped, and asked for again since", null);
        } else if (state == ProcessState.STOPPING || stopWasAskedFor()) {
            return settled(Result.FAILED, "was stopped before it was ready", null);
        } else if (state == ProcessState.STOPPED) {
            return settled(Result.FAILED, "its window is gone: it was closed by hand or its tmux server ended", null);
        }
        // Its state has changed again since.
        return settled();
    }

    private boolean stopWasAskedFor() {
        return entry.pane().filter(pane -> pane.marks().stopMillis() > 0).isPresent();
    }

    private @Nullable Integer exitCode() {
        return entry.pane().map(PaneRecord::exit).map(ExitStatus::code).orElse(null);
    }

    private CompletableFuture<ProcessOutcome> settled(Result result, String message, @Nullable Integer exitCode) {
        return CompletableFuture.completedFuture(new ProcessOutcome(entry.name(), result, message, exitCode));
    }

    private CompletableFuture<ProcessOutcome> failedWithOutput() {
        String why = entry.message();
        Integer exitCode = exitCode();
        var server = entry.link().server();
        if (entry.pane().isEmpty() || server.isEmpty()) {
            return settled(Result.FAILED, why, exitCode);
        }
        return loop.either(lastSeen(server.get(), entry.pane().get()), (lines, failure) -> {
            String output = lines == null ? "" : lastLines(lines);
            return settled(Result.FAILED, output.isEmpty() ? why : why + "; its last output:\n" + output, exitCode);
        });
    }

    /** Return its last lines: from its screen, or from its log if it has no terminal. */
    private CompletableFuture<List<String>> lastSeen(Panes server, PaneRecord pane) {
        if (entry.config().tty()) {
            return server.screen(pane.paneId(), 10 * LAST_LINES);
        }
        String script = "tail -n %d -- %s"
                .formatted(2 * LAST_LINES, ShellQuote.word(pane.start().logFile()));
        return loop.then(
                entry.link().place(null),
                place -> loop.map(place.agent().run(script, LOOK), result -> printed(result.output())));
    }

    /** Return what the process printed, without stamps and notes, of lines of its log. */
    private List<String> printed(String log) {
        List<String> lines = new ArrayList<>();
        LogLines reading = new LogLines(entry.name(), line -> {
            if (line.kind() != OutputLine.Kind.NOTE) {
                lines.add(line.text());
            }
        });
        // Its last line may not have ended.
        reading.take(new LogPiece(0, ByteBuffer.wrap((log + "\n").getBytes(StandardCharsets.UTF_8))));
        return lines;
    }

    private static String lastLines(List<String> screen) {
        List<String> lines = screen.stream()
                .filter(line -> !line.isBlank() && !line.startsWith(TMUX_NOTE))
                .collect(Collectors.toCollection(ArrayList::new));
        // Printed by an interactive bash itself.
        if (!lines.isEmpty() && lines.get(lines.size() - 1).strip().equals(OutputLine.EXIT_OF_BASH)) {
            lines.remove(lines.size() - 1);
        }
        return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()).stream()
                .map(line -> "  " + line.stripTrailing())
                .collect(Collectors.joining("\n"));
    }
}
