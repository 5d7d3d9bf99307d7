/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.concert.launcher.api.Channel;
import org.concert.launcher.api.Command;
import org.concert.launcher.api.CommandResult;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.Target;
import org.concert.launcher.api.TransportException;

/** A host as somebody is to see it: with a loss and a closing that are not its own. */
final class HostView implements Host {

    private final Host host;
    private final CompletionStage<String> lost;
    private final Runnable closing;

    /**
     * Create a view.
     *
     * @param lost takes the place of its loss
     * @param closing takes the place of its closing
     */
    HostView(Host host, CompletionStage<String> lost, Runnable closing) {
        this.host = host;
        this.lost = lost;
        this.closing = closing;
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

    @Override
    public void close() {
        closing.run();
    }
}
