/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import java.util.List;
import java.util.function.Supplier;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.config.Placement;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.process.ProcessBoard;
import org.concert.launcher.core.internal.process.ProcessEntry;
import org.concert.launcher.core.internal.run.Engagements;
import org.concert.launcher.core.internal.run.Processes;

/**
 * Finds processes in a roster, which has each in all places where it may be. Lives on the loop.
 *
 * @param roster gives the roster
 * @param changed is called when another place of a process is shown
 */
record RosterPlaces(Supplier<Roster> roster, Runnable changed) implements Processes.Places {

    /** Return the processes of the roster, and what can be done with one. */
    Processes processes(ProcessBoard board, Strays strays, Engagements engagements, Loop loop) {
        return new Processes(
                () -> shown().entries(),
                this,
                steps -> ActualGraph.of(shown(), board, steps),
                name -> strays.place(name, shown()),
                engagements,
                loop);
    }

    private Roster.Shown shown() {
        return roster.get().shown();
    }

    @Override
    public List<ProcessEntry> of(String name) {
        return shown().places(name);
    }

    @Override
    public void choose() {
        told(roster.get().choose());
    }

    @Override
    public void move(LaunchStep step) {
        told(roster.get().move(step.name(), new Placement(step.session(), step.machine(), step.container())));
    }

    private void told(boolean other) {
        if (other) {
            changed.run();
        }
    }
}
