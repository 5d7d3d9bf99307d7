/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.Target;
import org.concert.launcher.core.internal.loop.Loop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The containers of a machine that are in use; each is opened when it is first asked for. Lives on the loop. */
final class Containers {

    private static final Logger logger = LoggerFactory.getLogger(Containers.class);

    private final Machine machine;
    private final Connections connector;
    private final Loop loop;
    private final BlockingWork work;
    private final ParkedRequests parked;
    private final Map<String, Opened> opened = new HashMap<>();

    /** The machine that they stand on. */
    interface Machine {

        /** Return its name. */
        String name();

        /** Return its host, while it is connected. */
        Optional<Host> host();

        /** Connect to it. */
        CompletableFuture<Void> connect();
    }

    /**
     * A container that is open or being opened.
     *
     * @param machineLost tells it that what it stands on is lost. What it attaches to that goes with it: attached to the
     *     loss of the machine itself, it would stay for as long as that is connected, and with it the transport of a
     *     container that was exchanged long ago
     * @param changes the number of changes of transports when it was begun
     */
    private record Opened(CompletableFuture<String> machineLost, CompletableFuture<Place> place, long changes) {

        CompletableFuture<Host> host() {
            return place.thenApply(Place::host);
        }
    }

    /** Create one without any. */
    Containers(Machine machine, Connections connector, Loop loop, BlockingWork work, ParkedRequests parked) {
        this.machine = machine;
        this.connector = connector;
        this.loop = loop;
        this.work = work;
        this.parked = parked;
    }

    /** Return a container; a transport that is not there is waited for. */
    CompletableFuture<Place> place(String name) {
        return seek(name, parked.deadlineNanos());
    }

    private CompletableFuture<Place> seek(String name, long deadlineNanos) {
        Host host = machine.host().orElse(null);
        if (host == null) {
            // Lost while its transport was waited for.
            return loop.then(machine.connect(), connected -> seek(name, deadlineNanos));
        }
        Opened opening = opened(name, host);
        return loop.either(opening.place, (place, failure) -> {
            if (place != null) {
                return CompletableFuture.completedFuture(place);
            }
            if (opening.changes != connector.transportChanges()) {
                // Its transport may have been exchanged since somebody began this, which says nothing of the container.
                opened.remove(name, opening);
                return seek(name, deadlineNanos);
            }
            return parked.retry(
                    failure == null ? new IllegalStateException("no reason") : failure,
                    deadlineNanos,
                    () -> seek(name, deadlineNanos));
        });
    }

    private Opened opened(String name, Host host) {
        Opened present = opened.get(name);
        if (present != null) {
            return present;
        }
        long changes = connector.transportChanges();
        CompletableFuture<String> lost = new CompletableFuture<>();
        Host lent = new HostView(host, lost, () -> logger.trace("{} stays open", host.target()));
        Target target = new Target(machine.name(), name);
        Opened made = new Opened(lost, work.begin(() -> connector.openContainer(lent, target)), changes);
        opened.put(name, made);
        loop.listen(made.place, (place, failure) -> {
            if (place == null) {
                opened.remove(name, made);
            } else {
                loop.listen(place.host().lost(), (reason, error) -> opened.remove(name, made));
                loop.listen(place.agent().ended(), (reason, error) -> leave(name, made));
            }
        });
        return made;
    }

    /** Have a container opened anew by whoever asks for it next. */
    void leave(String name) {
        Opened present = opened.get(name);
        if (present != null) {
            leave(name, present);
        }
    }

    /** A container that has stopped ends what reads in it, and may be another one the next time. */
    private void leave(String name, Opened left) {
        if (opened.remove(name, left)) {
            loop.listen(work.close(left.host()), (closed, failure) -> logger.debug("Container {} is left", name));
        }
    }

    /** Leave all, as the machine is lost or left; return a future that is completed when they are closed. */
    CompletableFuture<Void> leaveAll() {
        List<Opened> left = List.copyOf(opened.values());
        opened.clear();
        left.forEach(container -> container.machineLost.complete("the connection to its machine is closed"));
        return Loop.all(
                left.stream().map(container -> work.close(container.host())).toList());
    }
}
