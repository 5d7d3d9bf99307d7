/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.jspecify.annotations.Nullable;

/**
 * What lives on of runs of a process: of those whose window is gone, and of those that a stop could not end. Immutable.
 *
 * @param traces what is known, by run id
 */
record Outlived(Map<String, Trace> traces) {

    static final Outlived NOTHING = new Outlived(Map.of());

    /** So many pids are told to people. */
    private static final int MOST_TOLD = 8;

    /** What is known of a run. */
    enum Phase {
        /** Its window has gone without that a stop was asked for; its programs may be ending. */
        DOUBTED,
        /** Its window has gone after a stop was asked for; most likely nothing is left. */
        STOPPED,
        /** Its programs live on. */
        LIVING,
        /** Nothing is left of it, though its pane is there and says otherwise. */
        OVER
    }

    /**
     * One run.
     *
     * @param programs its programs, as they were last seen
     */
    record Trace(Phase phase, ProcessTree programs) {}

    /** Return this with a run. */
    Outlived with(String run, Phase phase, ProcessTree programs) {
        Map<String, Trace> more = new LinkedHashMap<>(traces);
        more.put(run, new Trace(phase, programs));
        return new Outlived(more);
    }

    /** Return this without a run. */
    Outlived without(String run) {
        Map<String, Trace> fewer = new LinkedHashMap<>(traces);
        fewer.remove(run);
        return new Outlived(fewer);
    }

    /**
     * Return this after tmux has told of a pane.
     *
     * @param before the pane that was known before, or null
     * @param programs what was known to belong to that
     * @param now the pane that is known now, or null
     */
    Outlived told(@Nullable PaneRecord before, ProcessTree programs, @Nullable PaneRecord now) {
        Outlived result = this;
        if (now == null && before != null) {
            String run = before.start().run();
            Trace known = traces.get(run);
            if (known == null) {
                result = with(
                        run,
                        before.alive() && before.marks().stopMillis() == 0 ? Phase.DOUBTED : Phase.STOPPED,
                        programs);
            } else if (known.phase() == Phase.OVER) {
                result = without(run);
            }
        } else if (now != null) {
            result = result.shown(now);
        }
        return result;
    }

    /** A run that has a pane is no run without one, unless it is noted there that a stop could not end it. */
    private Outlived shown(PaneRecord pane) {
        String run = pane.start().run();
        if (pane.marks().left().isEmpty()) {
            return traces.containsKey(run) ? without(run) : this;
        }
        Trace known = traces.get(run);
        return known != null
                        && (known.phase() == Phase.OVER || !known.programs().isEmpty())
                ? this
                : with(run, Phase.LIVING, ProcessTree.parse(pane.marks().left()));
    }

    /** Return this with programs that a look over the whole machine has found, by run id. */
    Outlived found(Map<String, List<Long>> runs) {
        Outlived result = this;
        for (Map.Entry<String, List<Long>> run : runs.entrySet()) {
            if (!traces.containsKey(run.getKey())) {
                result = result.with(run.getKey(), Phase.LIVING, ProcessTree.of(run.getValue()));
            }
        }
        return result;
    }

    /** Return this without what can only be told by the machine as it was: after a reboot, its numbers are those of strangers. */
    Outlived withoutPrograms() {
        Map<String, Trace> forgotten = new LinkedHashMap<>();
        traces.forEach((run, trace) -> forgotten.put(run, new Trace(trace.phase(), ProcessTree.EMPTY)));
        return new Outlived(forgotten);
    }

    /** Return whether a run lives on. */
    boolean livesOn(String run) {
        Trace trace = traces.get(run);
        return trace != null && trace.phase() == Phase.LIVING;
    }

    /** Return whether any run lives on. */
    boolean livesOn() {
        return is(Phase.LIVING);
    }

    /** Return whether it is not known yet what lives on. */
    boolean doubted() {
        return is(Phase.DOUBTED);
    }

    private boolean is(Phase phase) {
        return traces.values().stream().anyMatch(trace -> trace.phase() == phase);
    }

    /** Return the runs of which something may live on. */
    Map<String, ProcessTree> runs() {
        Map<String, ProcessTree> runs = new LinkedHashMap<>();
        traces.forEach((run, trace) -> {
            if (trace.phase() != Phase.OVER) {
                runs.put(run, trace.programs());
            }
        });
        return runs;
    }

    /** Say what lives on, for people. */
    String message(@Nullable PaneRecord pane) {
        return pane != null && livesOn(pane.start().run())
                ? "a stop could not end it: %s; they may belong to another user, or hang in the kernel"
                        .formatted(living())
                : "its window is gone, but " + living();
    }

    /** Say how many programs live on, and which. */
    String living() {
        List<Long> pids = traces.values().stream()
                .filter(trace -> trace.phase() == Phase.LIVING)
                .flatMap(trace -> trace.programs().members().stream())
                .map(ProcessTree.Member::pid)
                .sorted()
                .toList();
        String told = pids.stream().limit(MOST_TOLD).map(String::valueOf).collect(Collectors.joining(", "));
        String more = pids.size() > MOST_TOLD ? " and %d more".formatted(pids.size() - MOST_TOLD) : "";
        return pids.isEmpty()
                ? "some of its programs live on"
                : "%d of its programs live on (%s%s)".formatted(pids.size(), told, more);
    }
}
