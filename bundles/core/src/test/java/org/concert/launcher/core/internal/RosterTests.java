/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.config.ConfigException;
import org.concert.launcher.config.LauncherConfig;
import org.concert.launcher.config.LauncherConfigReader;
import org.concert.launcher.config.Placement;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.core.internal.loop.ManualLoop;
import org.concert.launcher.core.internal.machine.Connector;
import org.concert.launcher.core.internal.machine.MachineLink;
import org.concert.launcher.core.internal.machine.Transports;
import org.concert.launcher.core.internal.process.Contexts;
import org.concert.launcher.core.internal.process.ProcessBoard;
import org.concert.launcher.core.internal.process.ProcessEntry;
import org.concert.launcher.core.internal.window.PaneMarks;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.RestartMarks;
import org.concert.launcher.core.internal.window.StartMark;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RosterTests {

    private final ManualLoop loop = new ManualLoop();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService waiting = Executors.newCachedThreadPool();
    private final ProcessBoard board = new ProcessBoard(Clock.systemUTC());
    private final Set<String> engaged = new HashSet<>();
    private final List<String> dropped = new ArrayList<>();

    @AfterEach
    void close() {
        timer.shutdownNow();
        waiting.shutdownNow();
    }

    @Test
    void processesComeAndGoWithTheFile() throws Exception {
        Roster roster = roster("a: {cmd: x}\nb: {cmd: x, machine: robot}\n");
        MachineLink local = entry(roster, "a").link();

        roster.apply(config("c: {cmd: x, depends: [a]}\na: {cmd: x}\n"));

        assertThat(names(roster)).containsExactly("c", "a");
        assertThat(dropped).containsExactly("b");
        assertThat(roster.shown().links()).containsOnlyKeys("local");
        assertThat(entry(roster, "c").link()).isSameAs(local);
        assertThat(roster.shown().graph().dependants("a")).containsExactly("c");
    }

    @Test
    void dependantByAVariantIsOneOnlyWhileItRunsWithThat() throws Exception {
        String always = "a: {cmd: x}\nb: {cmd: x, depends: [a]}\nc: {cmd: x, variants: {v: {depends: [a]}}}\n";
        Roster roster = roster(always);
        assertThat(dependants(roster, "a")).containsExactly("b");

        runs(roster, "c", "v");
        assertThat(dependants(roster, "a")).containsExactly("b", "c");
        roster.apply(config(always.replace("b: {cmd: x, depends: [a]}\n", "")));

        assertThat(dependants(roster, "a")).containsExactly("c");
        assertThat(dependants(roster, "c")).isEmpty();
    }

    @Test
    void processThatLeftTheFileStaysUntilItEnds() throws Exception {
        Roster roster = roster("a: {cmd: x, machine: robot}\nb: {cmd: x, depends: [a]}\n");
        ProcessEntry a = runs(roster, "a");

        roster.apply(config("c: {cmd: x}\n"));

        assertThat(names(roster)).containsExactly("c", "a");
        assertThat(roster.shown().links()).containsOnlyKeys("local", "robot");
        assertThat(roster.settle()).as("nothing has changed").isFalse();
        a.told(null);
        assertThat(roster.settle()).isTrue();
        assertThat(names(roster)).containsExactly("c");
        assertThat(roster.shown().links()).containsOnlyKeys("local");
        assertThat(dropped).containsExactly("b", "a");
    }

    @Test
    void processThatCameBackIntoTheFileIsWhatItWas() throws Exception {
        Roster roster = roster("a: {cmd: x}\n");
        ProcessEntry a = runs(roster, "a");

        roster.apply(config("b: {cmd: x}\n"));
        roster.apply(config("a: {cmd: y}\n"));

        assertThat(entry(roster, "a")).isSameAs(a);
        assertThat(a.config().cmd()).hasToString("y");
    }

    @Test
    void changedDefinitionOfAProcessThatRunsIsTakenOverInPlace() throws Exception {
        Roster roster = roster("a: {cmd: x}\nb: {cmd: x}\n");
        ProcessEntry a = runs(roster, "a");

        roster.apply(config("\n\na: {cmd: x, stop_timeout: 3}\nb: {cmd: x}\n"));

        assertThat(entry(roster, "a")).isSameAs(a);
        assertThat(a.config().stopTimeout()).hasSeconds(3);
    }

    @Test
    void processThatTheFileMovesStaysWhereItRunsUntilItEnds() throws Exception {
        Roster roster = roster("a: {cmd: x}\n");
        ProcessEntry a = runs(roster, "a");

        roster.apply(config("a: {cmd: x, machine: robot}\n"));

        assertThat(entry(roster, "a")).isSameAs(a);
        a.told(null);
        assertThat(roster.settle()).isTrue();
        assertThat(entry(roster, "a").placement().machine()).isEqualTo("robot");
        assertThat(roster.shown().descriptions())
                .map(ProcessDescription::machine)
                .containsExactly("robot");
    }

    @Test
    void processThatIsBeingStartedOrStoppedStaysAsItIsUntilThen() throws Exception {
        Roster roster = roster("a: {cmd: x}\nb: {cmd: x}\n");
        engaged.addAll(List.of("a", "b"));

        roster.apply(config("a: {cmd: y}\n"));

        assertThat(names(roster)).containsExactly("a", "b");
        assertThat(entry(roster, "a").config().cmd()).hasToString("x");
        engaged.clear();
        assertThat(roster.settle()).isTrue();
        assertThat(names(roster)).containsExactly("a");
        assertThat(entry(roster, "a").config().cmd()).hasToString("y");
    }

    @Test
    void dependenciesOfWhatLeftTheFileMakeNoCycle() throws Exception {
        Roster roster = roster("a: {cmd: x, depends: [b]}\nb: {cmd: x}\n");
        runs(roster, "a");

        roster.apply(config("b: {cmd: x}\n"));
        assertThat(roster.shown().graph().dependants("b")).containsExactly("a");
        roster.apply(config("b: {cmd: x, depends: [a]}\n"));

        assertThat(roster.shown().graph().cycles()).isEmpty();
        assertThat(roster.shown().graph().dependants("a")).containsExactly("b");
    }

    private Roster roster(String processes) throws ConfigException {
        return new Roster(config(processes), new TestMaker(), engaged::contains);
    }

    private static LauncherConfig config(String processes) throws ConfigException {
        return LauncherConfigReader.parse("context: {session: s}\n" + processes, Path.of("launcher.yaml"));
    }

    private static Collection<String> names(Roster roster) {
        assertThat(roster.shown().descriptions())
                .map(ProcessDescription::name)
                .containsExactlyElementsOf(roster.shown().entries().keySet());
        return roster.shown().entries().keySet();
    }

    private static ProcessEntry entry(Roster roster, String name) {
        return roster.shown().entries().get(name);
    }

    private static List<String> dependants(Roster roster, String name) {
        return roster.shown().dependants(name).map(ProcessEntry::name).toList();
    }

    private static ProcessEntry runs(Roster roster, String name, String... variants) {
        ProcessEntry entry = entry(roster, name);
        var start = new StartMark("s/" + name + "/1", 1, List.of(variants), Map.of(), "/log", "");
        entry.told(new PaneRecord(
                entry.key(),
                "%1",
                new PaneRecord.Programs(4711, 0),
                null,
                start,
                PaneMarks.NONE.withBegun(),
                RestartMarks.NONE,
                0));
        return entry;
    }

    /** Makes real entries and links; nothing is connected to. */
    private final class TestMaker implements Roster.Maker, MachineLink.Watcher {

        @Override
        public MachineLink link(String machine) {
            return new MachineLink(
                    machine, new Connector(new Transports(Duration.ZERO), null, timer), loop, waiting, this);
        }

        @Override
        public ProcessEntry entry(ProcessConfig process, Placement placement, MachineLink link) {
            ProcessEntry entry = new ProcessEntry(process, placement, link, Contexts.of(loop, board));
            CompletionStage<ProcessEntry> never = entry.until(any -> false);
            never.whenComplete((met, dismissed) -> dropped.add(entry.name()));
            return entry;
        }

        @Override
        public void panes(MachineLink link, Collection<PaneRecord> panes) {
            throw new AssertionError("Nothing is connected to");
        }

        @Override
        public void containers(MachineLink link, Map<String, String> troubles) {}

        @Override
        public void lost(MachineLink link) {
            throw new AssertionError("Nothing is connected to");
        }

        @Override
        public void unreachable(MachineLink link) {
            throw new AssertionError("Nothing is connected to");
        }
    }
}
