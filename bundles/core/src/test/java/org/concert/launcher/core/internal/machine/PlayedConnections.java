/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.Launcher.Registration;
import org.concert.launcher.api.Target;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.tmux.Notification;
import org.concert.launcher.tmux.TmuxVersion;

/** How one launcher reaches machines that a test plays. */
public final class PlayedConnections implements Connections {

    private static final String ORIGIN = "played";

    private final Map<String, PlayedMachine> machines;
    private final List<Runnable> listeners = new ArrayList<>();
    private final List<PlayedConnection> open = new ArrayList<>();
    private boolean transport = true;
    private long changes;

    /** Create the ways to machines, by their names in the launcher file. */
    public PlayedConnections(Map<String, PlayedMachine> machines) {
        this.machines = machines;
    }

    /** Take the transport away, with all that is open by it, or bring it back. */
    public void transport(boolean there) {
        if (transport != there) {
            transport = there;
            changes++;
            if (there) {
                List.copyOf(listeners).forEach(Runnable::run);
            } else {
                List.copyOf(open).forEach(connection -> connection.lose("its transport has gone"));
                open.clear();
            }
        }
    }

    @Override
    public String transportName(String machine) throws TransportException {
        return "played";
    }

    private PlayedMachine reach(String name) throws TransportException {
        PlayedMachine machine = machines.get(name);
        if (!transport || machine == null) {
            throw new MissingTransportException(Target.machine(name), List.of());
        }
        if (!machine.reachable()) {
            throw new TransportException("Cannot reach " + name + ": it is out of reach");
        }
        if (machine.hung()) {
            throw new TransportException("Cannot reach " + name + ": no answer within 30 s");
        }
        return machine;
    }

    @Override
    public Connection connect(String name, Consumer<Notification> heard) throws TransportException {
        PlayedMachine machine = reach(name);
        if (machine.breaksOff()) {
            throw new BrokenConnectionException(new TransportException("the connection is lost: Connection reset"));
        }
        PlayedConnection made = new PlayedConnection(machine, name, heard);
        open.add(made);
        return new Connection(
                made,
                made,
                made,
                made.lost(),
                new MachineFacts("/home/robot", "/state", "1", TmuxVersion.parse("tmux 3.3a"), true, null),
                ORIGIN,
                machine.list(),
                List.of(),
                orphans(machine),
                made::close);
    }

    @Override
    public Seen look(String name) throws TransportException {
        PlayedMachine machine = reach(name);
        return new Seen(machine.list(), List.of(), orphans(machine), Map.of(), null, "/state");
    }

    private static Orphans orphans(PlayedMachine machine) {
        String runs = machine.programs().stream()
                .map(program -> program.pid() + " " + program.run() + "@" + ORIGIN + "\n")
                .collect(Collectors.joining());
        Orphans orphans = Orphans.among(runs, ORIGIN);
        orphans.dropShown(machine.list().panes());
        return orphans;
    }

    @Override
    public Place openContainer(Host machine, Target target) throws TransportException {
        throw new TransportException("Cannot open " + target + ": there are no containers");
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Registration onTransport(Runnable come) {
        listeners.add(come);
        return () -> listeners.remove(come);
    }

    @Override
    public long transportChanges() {
        return changes;
    }
}
