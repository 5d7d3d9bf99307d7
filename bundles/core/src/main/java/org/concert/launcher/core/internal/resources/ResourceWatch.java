/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.resources;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.concert.launcher.api.Target;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.machine.MachineLink;
import org.concert.launcher.core.internal.machine.Place;
import org.concert.launcher.core.internal.process.ProcessEntry;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.jspecify.annotations.Nullable;

/**
 * Has what living processes use sampled once a period, by one script in each place in which some live. A place that is
 * slow misses periods and holds up no other. Lives on the loop.
 */
public final class ResourceWatch {

    /** From the start of one sample to the start of the next. */
    private static final Duration PERIOD = Duration.ofSeconds(2);

    /** How old what a machine told of its clock may be. */
    private static final Duration LATELY = Duration.ofMinutes(1);

    /** A mark that was set by hand may hold anything. */
    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9_/-]+");

    private final Supplier<Collection<ProcessEntry>> entries;
    private final Loop loop;
    private final Map<Spot, PlaceSampling> samplings = new HashMap<>();
    private boolean begun;

    /**
     * Create a watch that has not begun.
     *
     * @param entries gives the processes
     */
    public ResourceWatch(Supplier<Collection<ProcessEntry>> entries, Loop loop) {
        this.entries = entries;
        this.loop = loop;
    }

    /** Begin; a second call does nothing. It goes on as long as the loop does. */
    public void begin() {
        if (!begun) {
            begun = true;
            sample();
        }
    }

    private void sample() {
        loop.schedule(PERIOD, this::sample);
        Map<Spot, List<ObservedTree>> living = new HashMap<>();
        for (ProcessEntry entry : entries.get()) {
            PaneRecord pane = entry.alivePane().orElse(null);
            if (pane != null
                    && entry.link().server().isPresent()
                    && RUN.matcher(pane.start().run()).matches()) {
                living.computeIfAbsent(Spot.of(entry), spot -> new ArrayList<>())
                        .add(tree(entry, pane));
            }
        }
        samplings.keySet().retainAll(living.keySet());
        // Of a machine that was suspended, what runs there has been alive for longer than the clocks here know.
        living.keySet().forEach(spot -> spot.link().refreshUptime(LATELY));
        living.forEach((spot, trees) ->
                samplings.computeIfAbsent(spot, each -> sampling(each)).sample(trees));
    }

    /** The pane's pid means nothing inside a container: there the programs are found by their run id alone. */
    private static ObservedTree tree(ProcessEntry entry, PaneRecord pane) {
        long root = entry.container() == null ? pane.programs().first() : 0;
        return new ObservedTree(pane.start().run(), root, entry::uses);
    }

    private PlaceSampling sampling(Spot spot) {
        String name = new Target(spot.link().machine(), spot.container()).toString();
        return new PlaceSampling(name, () -> spot.link().place(spot.container()).thenApply(Place::agent), loop);
    }

    /** A machine or a container of it, in which processes live. */
    private record Spot(MachineLink link, @Nullable String container) {
        static Spot of(ProcessEntry entry) {
            return new Spot(entry.link(), entry.container());
        }
    }
}
