/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.concert.launcher.api.ProcessOutcome.Result;
import org.jspecify.annotations.Nullable;

/**
 * How far a {@link Run} has come.
 *
 * @param id by which it can be asked for; no other run of any launcher has it
 * @param kind what was asked for
 * @param session the default session of the launcher file it was asked of
 * @param names the processes named; those of the launcher file, if all were meant; of an {@code up} the target
 * @param variants the variants given
 * @param params the parameters given
 * @param actor who asked
 * @param startTime when
 * @param steps one for each process that has a part in it, as far as is known; those that had none are left out at its end
 * @param ended whether nothing more will come of it
 */
public record RunSnapshot(
        String id,
        Run.Kind kind,
        String session,
        List<String> names,
        List<String> variants,
        Map<String, String> params,
        Actor actor,
        Instant startTime,
        List<Step> steps,
        boolean ended) {

    /** Copy the collections, so that nobody can change them later. */
    public RunSnapshot {
        names = List.copyOf(names);
        variants = List.copyOf(variants);
        params = Map.copyOf(params);
        steps = List.copyOf(steps);
    }

    /** Return it with other steps. */
    public RunSnapshot with(List<Step> others, boolean end) {
        return new RunSnapshot(id, kind, session, names, variants, params, actor, startTime, others, end);
    }

    /** Return whether it has ended, with every process as it was asked for. */
    public boolean ok() {
        return ended && steps.stream().allMatch(step -> step.isOver() && step.ok());
    }

    /**
     * The part of one process.
     *
     * @param name the process
     * @param state its state
     * @param result what became of it; null until it has come to an end of it
     * @param reason one line for people: why it is so, or what it waits for; empty if there is nothing to say
     */
    public record Step(
            String name, ProcessState state, @Nullable Result result, String reason) {

        /** Return whether the process has come to an end of it. */
        public boolean isOver() {
            return result != null;
        }

        /** Return whether nothing is wrong with it so far. */
        public boolean ok() {
            return result != Result.FAILED && result != Result.UNREACHABLE;
        }
    }
}
