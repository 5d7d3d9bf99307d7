/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.concert.launcher.api.ExitStatus;
import org.concert.launcher.core.internal.loop.VirtualTime;
import org.concert.launcher.core.internal.window.Listing;
import org.concert.launcher.core.internal.window.PaneMarks;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.PaneStart;
import org.concert.launcher.core.internal.window.PaneStarted;
import org.concert.launcher.core.internal.window.Predecessor;
import org.concert.launcher.core.internal.window.ProcessKey;
import org.concert.launcher.core.internal.window.RestartMarks;
import org.concert.launcher.core.internal.window.UpMark;
import org.concert.launcher.core.internal.window.Wish;
import org.jspecify.annotations.Nullable;

/**
 * A machine that a test plays: its tmux with our panes, and its programs. Each change is made at one moment, as by tmux; how long
 * it takes to ask for one, and to hear of it, is a matter of {@link PlayedConnection}.
 *
 * <p>What a process is told by its command: {@code play-once} ends by itself with 0, {@code play-deaf} needs SIGKILL, {@code play-child} has a
 * program beside it that only SIGTERM ends.
 */
public final class PlayedMachine {

    private final VirtualTime time;
    private final Map<String, PaneRecord> panes = new LinkedHashMap<>();
    private final List<Program> programs = new ArrayList<>();
    private final List<Run> history = new ArrayList<>();
    private final List<PlayedConnection> clients = new ArrayList<>();
    private final Map<String, Boolean> checks = new HashMap<>();
    private final List<String> offences = new ArrayList<>();
    private final List<String> trace = new ArrayList<>();
    private boolean reachable = true;
    private final List<Sent> sent = new ArrayList<>();
    private boolean hung;
    private int breaks;
    private int looks;
    private boolean supervised;
    private final Map<ProcessKey, Noted> wishes = new HashMap<>();
    private final Map<String, NotedUp> ups = new HashMap<>();
    private int lastPane;
    private int lastPid = 1000;

    private record Noted(Wish wish, PlayedConnection client) {}

    private record NotedUp(UpMark up, PlayedConnection client) {}

    private record Sent(long deadlineNanos, Runnable command) {}

    /** A living program; {@code pane} is that of which it is the first one, or null. */
    record Program(int pid, String run, @Nullable String pane, boolean heedsInterrupt, boolean heedsTerm) {}

    /** What is known to history of one run of a process; times in nanoseconds, -1 for what has not happened. */
    public static final class Run {

        /** The process. */
        public final ProcessKey key;

        final String id;

        /** When its window was made. */
        public final long begunNanos;

        /** When its readiness was noted. */
        public long readyNanos = -1;

        /** When somebody asked for its end. */
        public long stopNanos = -1;

        /** When its first program ended. */
        public long endNanos = -1;

        /** Return whether it ended after somebody had asked for that. */
        public boolean endedByStop() {
            return stopNanos >= 0 && endNanos >= stopNanos;
        }

        Run(ProcessKey key, String id, long begunNanos) {
            this.key = key;
            this.id = id;
            this.begunNanos = begunNanos;
        }
    }

    /** Create a machine on which nothing runs. */
    public PlayedMachine(VirtualTime time) {
        this.time = time;
    }

    VirtualTime time() {
        return time;
    }

    /** Have tmux do nothing, as when it is stopped, or go on with what it was sent lately; what is older is late. */
    public void hang(boolean hang) {
        hung = hang;
        if (!hang) {
            List<Sent> left = List.copyOf(sent);
            sent.clear();
            left.stream()
                    .filter(command -> time.nanos() < command.deadlineNanos())
                    .forEach(command -> command.command().run());
        }
    }

    boolean hung() {
        return hung;
    }

    void whenAwake(long deadlineNanos, Runnable command) {
        if (hung) {
            sent.add(new Sent(deadlineNanos, command));
        } else {
            command.run();
        }
    }

    boolean reachable() {
        return reachable;
    }

    /** Let the machine go from the network, or come back; what is connected is lost. */
    public void reachable(boolean reach) {
        reachable = reach;
        if (!reach) {
            cut();
        }
    }

    /** Break off so many attempts to connect, after they have reached the machine. */
    public void breakOff(int attempts) {
        breaks = attempts;
    }

    /** Return whether the attempt that is made breaks off. */
    boolean breaksOff() {
        return breaks-- > 0;
    }

    /** Break all connections; new ones can be made. */
    public void cut() {
        trace("cut", clients.size());
        List.copyOf(clients).forEach(client -> client.lose("cut"));
    }

    /** Have the readiness check {@code check-NAME} pass or fail from now on; at first it passes. */
    public void check(String name, boolean passes) {
        checks.put(name, passes);
    }

    boolean passes(String name) {
        return checks.getOrDefault(name, true);
    }

    /** Return all runs there ever were, in the order of their starts. */
    public List<Run> history() {
        return history;
    }

    /** Return what was done here, in order, with the milliseconds. */
    public List<String> trace() {
        return trace;
    }

    private void trace(String what, Object whom) {
        trace.add(time.nanos() / 1_000_000 + " " + what + " " + whom);
    }

    /** Return what was done here that should never be. */
    public List<String> offences() {
        return offences;
    }

    /** Return whether a program of a run lives. */
    public boolean lives(Run run) {
        return programs.stream().anyMatch(program -> program.run().equals(run.id));
    }

    /** Return the run in the living pane of a process, or null. */
    public @Nullable Run living(ProcessKey key) {
        return panes.values().stream()
                .filter(pane -> pane.key().equals(key) && !pane.dead())
                .map(pane -> run(pane.start().run()))
                .findFirst()
                .orElse(null);
    }

    /** Have the first program of a process end by itself. */
    public void die(ProcessKey key, int code) {
        Run run = living(key);
        if (run != null) {
            programs.stream()
                    .filter(program -> program.run().equals(run.id) && program.pane() != null)
                    .findFirst()
                    .ifPresent(program -> end(program, ExitStatus.ofCode(code)));
        }
    }

    /** Close the window of a process, as a person does; its first program ends by SIGHUP, and a child that heeds none lives on. */
    public void close(ProcessKey key) {
        Run run = living(key);
        if (run != null) {
            panes.values().removeIf(pane -> pane.start().run().equals(run.id));
            run.endNanos = time.nanos();
            programs.removeIf(program -> program.run().equals(run.id) && program.pane() != null);
            ring();
        }
    }

    /** Have what a process has left running end. */
    public void endChildren(Run run) {
        programs.removeIf(program -> program.run().equals(run.id) && program.pane() == null);
    }

    /** Return how often the programs were looked through. */
    public int looks() {
        return looks;
    }

    private Run run(String id) {
        return history.stream().filter(run -> run.id.equals(id)).findFirst().orElseThrow();
    }

    void attach(PlayedConnection client) {
        clients.add(client);
    }

    void detach(PlayedConnection client) {
        clients.remove(client);
        supervised &= !clients.isEmpty();
        clients.forEach(other -> other.hearOf("client-detached"));
    }

    /** Tell all clients that something has changed. */
    void ring() {
        clients.forEach(PlayedConnection::hear);
    }

    void noteWish(ProcessKey key, Wish wish, PlayedConnection client) {
        trace("wish " + wish, key);
        wishes.put(key, new Noted(wish, client));
        ring();
    }

    boolean changeWish(ProcessKey key, String id, @Nullable Wish next, PlayedConnection client) {
        Noted noted = wishes.get(key);
        if (noted == null || !noted.wish().id().equals(id)) {
            return false;
        }
        wishes.remove(key);
        if (next != null) {
            noteWish(key, next, client);
        } else {
            trace("no wish", key);
            ring();
        }
        return true;
    }

    boolean noteUp(String session, UpMark up, PlayedConnection client) {
        NotedUp before = ups.get(session);
        if (before != null && before.up().compareTo(up) > 0) {
            return false;
        }
        trace("up " + up, session);
        ups.put(session, new NotedUp(up, client));
        ring();
        return true;
    }

    private Map<String, UpMark> ups() {
        Map<String, UpMark> told = new HashMap<>();
        ups.forEach((session, noted) -> {
            UpMark up = noted.up();
            told.put(
                    session,
                    new UpMark(up.id(), clients.contains(noted.client()) ? "client" : "", up.target(), up.ended()));
        });
        return told;
    }

    /** Return what is to run and does not; with nobody about to start it if that launcher has gone. */
    Map<ProcessKey, Wish> wishes() {
        Map<ProcessKey, Wish> told = new HashMap<>();
        wishes.forEach((key, noted) -> told.put(
                key,
                clients.contains(noted.client())
                        ? noted.wish()
                        : noted.wish().leftFor(noted.wish().obstacle())));
        return told;
    }

    Listing list() {
        return new Listing(panes(), Map.of(), wishes(), ups());
    }

    private Collection<PaneRecord> panes() {
        Map<ProcessKey, PaneRecord> told = new LinkedHashMap<>();
        panes.values()
                .forEach(pane -> told.merge(
                        pane.key(),
                        told(pane),
                        (a, b) -> a.alive() == b.alive()
                                ? (a.start().startMillis() > b.start().startMillis() ? a : b)
                                : a.alive() ? a : b));
        return List.copyOf(told.values());
    }

    private PaneRecord told(PaneRecord pane) {
        RestartMarks marks = pane.restarts();
        return pane.with(new RestartMarks(supervised, marks.count(), marks.times(), marks.backoff()))
                .toldAt(time.clock().millis() / 1000);
    }

    boolean markLeft(String paneId, String left) {
        return mark(paneId, pane -> pane.with(pane.marks().withLeft(left)));
    }

    /** Note something on a pane; false if it is gone. */
    private boolean mark(String paneId, UnaryOperator<PaneRecord> noted) {
        PaneRecord pane = panes.computeIfPresent(paneId, (id, known) -> noted.apply(known));
        if (pane != null) {
            ring();
        }
        return pane != null;
    }

    PaneStarted start(PaneStart wish) {
        Predecessor before = wish.predecessor();
        boolean taken = panes.values().stream()
                .filter(pane -> pane.key().equals(wish.key()))
                .anyMatch(pane -> !pane.dead()
                        || (pane.marks().stopMillis() != 1
                                && (before == null || !before.paneId().equals(pane.paneId()))));
        if (before != null && before.required()) {
            PaneRecord dead = panes.get(before.paneId());
            taken |= dead == null || !dead.dead() || dead.marks().stopMillis() > 0;
        }
        if (taken) {
            return new PaneStarted(null, 0);
        }
        wishes.remove(wish.key());
        String id = "%" + ++lastPane;
        Run run = new Run(wish.key(), wish.mark().run(), time.nanos());
        programs.stream()
                .filter(program -> run(program.run()).key.equals(wish.key()))
                .forEach(program -> offences.add(wish.key() + " started beside program " + program));
        history.add(run);
        trace("start", run.id + " in " + id);
        Program first = add(wish, id);
        panes.put(
                id,
                new PaneRecord(
                        wish.key(),
                        id,
                        new PaneRecord.Programs(first.pid(), 0),
                        null,
                        wish.mark(),
                        PaneMarks.NONE.withBegun(),
                        wish.restarts(),
                        0));
        if (before != null) {
            panes.computeIfPresent(
                    before.paneId(),
                    (old, dead) -> dead.with(dead.marks().withStop(1).withFailure("")));
        }
        ring();
        return new PaneStarted(id, first.pid());
    }

    private Program add(PaneStart wish, String pane) {
        String command = String.join(" ", wish.arguments());
        Program first = new Program(
                ++lastPid, wish.mark().run(), pane, !command.contains("play-deaf"), !command.contains("play-deaf"));
        programs.add(first);
        if (command.contains("play-child")) {
            programs.add(new Program(++lastPid, wish.mark().run(), null, false, true));
        }
        if (command.contains("play-once")) {
            time.at(time.nanos() + time.chanceNanos(500), () -> end(first, ExitStatus.ofCode(0)));
        }
        return first;
    }

    private void end(Program program, ExitStatus exit) {
        if (!programs.remove(program)) {
            return;
        }
        trace("end by " + exit, program);
        PaneRecord pane = program.pane() == null ? null : panes.get(program.pane());
        if (pane != null) {
            run(program.run()).endNanos = time.nanos();
            long now = time.clock().millis() / 1000;
            panes.put(pane.paneId(), pane.with(new PaneRecord.End(exit, now)));
            ring();
        }
    }

    boolean markReady(String paneId, long millis) {
        PaneRecord pane = panes.get(paneId);
        if (pane != null && !pane.dead()) {
            run(pane.start().run()).readyNanos = time.nanos();
            mark(paneId, known -> known.with(known.marks().withReady(millis)));
        }
        return pane != null;
    }

    boolean markStop(String paneId, long millis) {
        PaneRecord pane = panes.get(paneId);
        if (pane != null) {
            trace("mark stop", paneId);
            Run run = run(pane.start().run());
            if (run.stopNanos < 0) {
                run.stopNanos = time.nanos();
            }
            mark(paneId, known -> known.with(known.marks().withStop(millis)));
        }
        return pane != null;
    }

    boolean markFailure(String paneId, String failure) {
        return mark(paneId, pane -> pane.with(pane.marks().withFailure(failure)));
    }

    boolean markUnhealthy(String paneId, String why) {
        PaneRecord pane = panes.get(paneId);
        if (pane == null) {
            throw new IllegalArgumentException("can't find pane: " + paneId);
        }
        boolean taken = pane.dead()
                || pane.marks().stopMillis() > 0
                || !pane.marks().unhealthy().isEmpty();
        if (!why.isEmpty() && taken) {
            return false;
        }
        return mark(paneId, noted -> noted.with(noted.marks().withUnhealthy(why)));
    }

    boolean markBackoff(String paneId, RestartMarks known, RestartMarks decided) {
        PaneRecord pane = panes.get(paneId);
        if (pane != null
                && pane.marks().stopMillis() == 0
                && Objects.equals(pane.restarts().backoff(), known.backoff())) {
            mark(paneId, noted -> noted.with(decided));
        }
        return pane != null;
    }

    /** What it lacks for being ready is for people only. */
    boolean has(String paneId) {
        return panes.containsKey(paneId);
    }

    void markSupervised() {
        supervised = true;
        ring();
    }

    void remove(String paneId) {
        PaneRecord pane = panes.remove(paneId);
        trace("remove", paneId);
        if (pane != null) {
            if (!pane.dead()) {
                close(pane.key());
            }
            ring();
        }
    }

    /** Return what lives of a run: by its id, its first program, or as it is known. */
    List<Program> members(String root, String run, List<String> known) {
        looks++;
        return programs.stream()
                .filter(program -> program.run().equals(run)
                        || root.split(":", -1)[0].equals(Integer.toString(program.pid()))
                        || known.contains(program.pid() + ":1"))
                .toList();
    }

    List<Program> programs() {
        return List.copyOf(programs);
    }

    /** Send a signal; it takes a moment until a program has ended by it. */
    void signal(Program program, String signal) {
        trace("signal " + signal, program);
        boolean heeded = switch (signal) {
            case "KILL" -> true;
            case "TERM" -> program.heedsTerm();
            default -> program.heedsInterrupt();
        };
        if (heeded) {
            time.at(
                    time.nanos() + time.chanceNanos(50),
                    () -> end(
                            program, ExitStatus.ofSignal(signal.equals("KILL") ? 9 : signal.equals("TERM") ? 15 : 2)));
        }
    }
}
