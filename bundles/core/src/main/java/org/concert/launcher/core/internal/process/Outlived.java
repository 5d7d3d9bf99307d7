/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.jspecify.annotations.Nullable;

/**
 * What lives on of runs of a process: of those whose window is gone, of those that a stop could not end, and of the last one, which
 * may have left programs in the background when it ended. Immutable.
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
        /** Its command has ended; whether it left programs running is not known yet. */
        ENDED,
        /** Its command has ended, and programs of it run on. */
        BACKGROUND,
        /** Nothing is left of it, though its pane is there and may say otherwise. */
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

    /** A run that has a living pane is none of these, unless it is noted there that a stop could not end it. */
    private Outlived shown(PaneRecord pane) {
        String run = pane.start().run();
        Trace known = traces.get(run);
        if (hasEndedByItself(pane)) {
            boolean told = known != null
                    && (known.phase() == Phase.ENDED
                            || known.phase() == Phase.BACKGROUND
                            || known.phase() == Phase.OVER);
            return told ? this : with(run, Phase.ENDED, known == null ? ProcessTree.EMPTY : known.programs());
        }
        if (pane.marks().left().isEmpty()) {
            return known != null ? without(run) : this;
        }
        return known != null
                        && (known.phase() == Phase.OVER || !known.programs().isEmpty())
                ? this
                : with(run, Phase.LIVING, ProcessTree.parse(pane.marks().left()));
    }

    /** Return that the command of a pane may have left something running, if it has ended by itself; nothing for null. */
    static Outlived endedIn(@Nullable PaneRecord pane) {
        return pane != null && hasEndedByItself(pane)
                ? NOTHING.with(pane.start().run(), Phase.ENDED, ProcessTree.EMPTY)
                : NOTHING;
    }

    private static boolean hasEndedByItself(PaneRecord pane) {
        return pane.dead()
                && pane.marks().stopMillis() == 0
                && pane.marks().left().isEmpty();
    }

    /**
     * Return this with programs that a look over the whole machine has found, by run id.
     *
     * @param pane the pane of the process, or null
     */
    Outlived found(Map<String, List<Long>> runs, @Nullable PaneRecord pane) {
        String ended = pane != null && hasEndedByItself(pane) ? pane.start().run() : "";
        Outlived result = this;
        for (Map.Entry<String, List<Long>> run : runs.entrySet()) {
            Trace known = traces.get(run.getKey());
            if (run.getKey().equals(ended)) {
                result = result.with(run.getKey(), Phase.BACKGROUND, ProcessTree.of(run.getValue()));
            } else if (known == null) {
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

    /** Return the runs of which something may live on; not the last one, as long as there is no sign of it. */
    Map<String, ProcessTree> runs() {
        return in(EnumSet.complementOf(EnumSet.of(Phase.OVER, Phase.ENDED)));
    }

    /** Return the run whose command has ended and that may have left programs running, if that is not known yet. */
    Map<String, ProcessTree> ended() {
        return in(EnumSet.of(Phase.ENDED));
    }

    private Map<String, ProcessTree> in(Set<Phase> phases) {
        Map<String, ProcessTree> runs = new LinkedHashMap<>();
        traces.forEach((run, trace) -> {
            if (phases.contains(trace.phase())) {
                runs.put(run, trace.programs());
            }
        });
        return runs;
    }

    /** Return whether a pane has ended as a client of Docker does that loses its Engine, and something may live on, or does. */
    boolean mayLiveWithout(@Nullable PaneRecord pane) {
        return pane != null
                && pane.hasEndedAsALostClient()
                && in(EnumSet.of(Phase.ENDED, Phase.BACKGROUND))
                        .containsKey(pane.start().run());
    }

    /** Return whether a pane has ended as a client of Docker does that loses its Engine, and it is not known yet what lives on. */
    boolean doubtsTheEndOf(@Nullable PaneRecord pane) {
        return pane != null
                && pane.hasEndedAsALostClient()
                && ended().containsKey(pane.start().run());
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
        List<Long> pids = pids(Phase.LIVING);
        return pids.isEmpty()
                ? "some of its programs live on"
                : "%d of its programs live on (%s)".formatted(pids.size(), listed(pids));
    }

    /** Say, behind how it ended, how many programs it has left running, and which; empty for none. */
    String background() {
        List<Long> pids = pids(Phase.BACKGROUND);
        return pids.isEmpty()
                ? ""
                : "; left %d %s running in the background (%s)"
                        .formatted(pids.size(), pids.size() == 1 ? "program" : "programs", listed(pids));
    }

    private List<Long> pids(Phase phase) {
        return traces.values().stream()
                .filter(trace -> trace.phase() == phase)
                .flatMap(trace -> trace.programs().members().stream())
                .map(ProcessTree.Member::pid)
                .sorted()
                .toList();
    }

    private static String listed(List<Long> pids) {
        String told = pids.stream().limit(MOST_TOLD).map(String::valueOf).collect(Collectors.joining(", "));
        return pids.size() > MOST_TOLD ? "%s and %d more".formatted(told, pids.size() - MOST_TOLD) : told;
    }
}
