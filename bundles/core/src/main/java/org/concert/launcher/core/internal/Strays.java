/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concert.launcher.api.MachineSnapshot;
import org.concert.launcher.config.LauncherConfig;
import org.concert.launcher.config.Place;
import org.concert.launcher.config.Placement;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.config.Template;
import org.concert.launcher.core.internal.machine.MachineLink;
import org.concert.launcher.core.internal.window.FileMark;
import org.concert.launcher.core.internal.window.PaneRecord;

/**
 * What runs on the machines of a launcher file, in one of its sessions or started from it, and is not in it, or elsewhere by it. It
 * was there when the process was started, or in another file with the same session. Lives on the loop.
 */
final class Strays {

    /** What is set by hand on a pane may be anything. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

    /** Nobody runs it: whether such a process is ready is noted by the launchers of the file that it was started from, or nowhere. */
    private static final Template UNKNOWN_CHECK = Template.parse("false");

    private final FileMark file;
    private final Map<MachineLink, List<PaneRecord>> panes = new LinkedHashMap<>();

    /** A process of which only its pane is known. */
    record Stray(MachineLink link, PaneRecord pane) {

        /** Return where it runs. */
        Placement placement() {
            return new Placement(
                    pane.key().session(), link.machine(), pane.start().source().container());
        }

        /** Return what a launcher file would say of it, as far as is known; else what it says by default. */
        ProcessConfig config() {
            return ProcessConfig.ofDefaults(
                    pane.key().name(),
                    Place.whole(pane.start().source().file().toString()),
                    Template.parse(pane.start().source().command()),
                    placement(),
                    UNKNOWN_CHECK);
        }
    }

    /**
     * Create one that has seen nothing.
     *
     * @param file the launcher file
     */
    Strays(FileMark file) {
        this.file = file;
    }

    /** Take note of all that a machine tells. */
    void see(MachineLink link, Collection<PaneRecord> told) {
        panes.put(link, told.stream().filter(PaneRecord::alive).toList());
    }

    /** Return those of the processes seen last that are not shown. */
    List<Stray> of(Roster.Shown shown) {
        forget(shown);
        Set<String> sessions = Stream.concat(
                        Stream.of(shown.config().session()),
                        shown.config().processes().values().stream()
                                .flatMap(process -> process.placements().stream())
                                .map(Placement::session))
                .collect(Collectors.toSet());
        return panes.entrySet().stream()
                .filter(seen -> seen.getKey().snapshot().state() != MachineSnapshot.State.UNREACHABLE)
                .flatMap(seen -> seen.getValue().stream().map(pane -> new Stray(seen.getKey(), pane)))
                .filter(stray -> belongs(stray.pane(), sessions) && mayBe(stray, shown.config()))
                .toList();
    }

    /** Return where a process of this name was seen last that is not shown, in words. */
    Optional<String> place(String name, Roster.Shown shown) {
        return of(shown).stream()
                .filter(stray -> stray.pane().key().name().equals(name))
                .map(stray -> "session " + stray.pane().key().session() + " on "
                        + stray.link().machine())
                .findFirst();
    }

    /** Forget what is shown: of that its entry is told, also when it has ended. */
    void forget(Roster.Shown shown) {
        panes.keySet().retainAll(shown.links().values());
        panes.replaceAll((link, seen) -> seen.stream()
                .filter(pane -> !isShown(new Stray(link, pane), shown))
                .toList());
        panes.values().removeIf(List::isEmpty);
    }

    private boolean belongs(PaneRecord pane, Set<String> sessions) {
        return NAME.matcher(pane.key().name()).matches()
                && NAME.matcher(pane.key().session()).matches()
                && (sessions.contains(pane.key().session())
                        || pane.start().source().file().isSameAs(file));
    }

    private static boolean isShown(Stray stray, Roster.Shown shown) {
        return shown.places(stray.pane().key().name()).stream()
                .anyMatch(entry ->
                        entry.key().equals(stray.pane().key()) && entry.link().equals(stray.link()));
    }

    /** What the file has elsewhere is the same process only if it was started from this file; another file may use the name too. */
    private boolean mayBe(Stray stray, LauncherConfig config) {
        ProcessConfig process = config.processes().get(stray.pane().key().name());
        if (process == null) {
            return true;
        }
        FileMark from = stray.pane().start().source().file();
        boolean inPlace = process.placements().stream()
                .anyMatch(place -> place.session().equals(stray.pane().key().session())
                        && place.machine().equals(stray.link().machine()));
        return !inPlace && (!from.isKnown() || from.isSameAs(file));
    }
}
