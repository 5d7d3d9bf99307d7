/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.concert.launcher.api.Channel;
import org.concert.launcher.api.Command;
import org.concert.launcher.api.CommandResult;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.Target;
import org.concert.launcher.api.TransportException;

/**
 * The host of a machine, as it is lent to one container that stands on it. What the container has attached to its loss
 * goes with the container: attached to the host itself it would stay for as long as the machine is connected, and with it
 * the transport of a container that was exchanged long ago. Safe for use by several threads.
 */
final class LentHost implements Host {

    private final Host host;
    private final CompletableFuture<String> lost = new CompletableFuture<>();

    /** Lend a host. */
    LentHost(Host host) {
        this.host = host;
    }

    /** Take it back; what stands on it is lost. */
    void takeBack(String reason) {
        lost.complete(reason);
    }

    @Override
    public Target target() {
        return host.target();
    }

    @Override
    public Optional<String> runtime() {
        return host.runtime();
    }

    @Override
    public Channel open(Command command) throws TransportException {
        return host.open(command);
    }

    @Override
    public TerminalCommand inTerminal(List<String> command, Map<String, String> environment) {
        return host.inTerminal(command, environment);
    }

    @Override
    public Optional<List<String>> inTerminalHere(List<String> command) {
        return host.inTerminalHere(command);
    }

    @Override
    public CommandResult run(Command command, Duration timeout) throws TransportException, InterruptedException {
        return host.run(command, timeout);
    }

    @Override
    public CompletionStage<String> lost() {
        return lost;
    }

    /** Does nothing: who lent it closes it. */
    @Override
    public void close() {
        // The machine is shared.
    }
}
