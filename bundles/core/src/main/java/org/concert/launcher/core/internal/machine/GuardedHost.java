/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.concert.launcher.api.Channel;
import org.concert.launcher.api.Command;
import org.concert.launcher.api.CommandResult;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.Target;
import org.concert.launcher.api.TransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A host of a transport that anybody may have written: whatever it throws names the transport and where that comes from. */
final class GuardedHost implements Host {

    private static final Logger logger = LoggerFactory.getLogger(GuardedHost.class);

    private final Host host;
    private final Target target;
    private final String transport;
    private final CompletionStage<String> lost;

    private GuardedHost(Host host, Target target, String transport) throws TransportException {
        this.host = host;
        this.target = target;
        this.transport = transport;
        this.lost = reach(host::lost);
    }

    /**
     * Guard what a transport has opened.
     *
     * @param transport what people are to call it
     */
    static GuardedHost of(Host host, Target target, String transport) throws TransportException {
        try {
            return new GuardedHost(host, target, transport);
        } catch (TransportException e) {
            host.close();
            throw e;
        }
    }

    /** Return how the failure of a transport is told. */
    static String complaint(Target target, String transport, Throwable failure) {
        return "Cannot reach %s: transport %s failed: %s".formatted(target, transport, failure);
    }

    private <T> T reach(Callable<T> work) throws TransportException {
        try {
            return work.call();
        } catch (TransportException e) {
            throw e;
        } catch (Exception | LinkageError e) {
            throw new TransportException(complaint(target, transport, e), e);
        }
    }

    private <T> T ask(Callable<T> question) {
        try {
            return reach(question);
        } catch (TransportException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public Optional<String> runtime() {
        return ask(host::runtime);
    }

    @Override
    public Channel open(Command command) throws TransportException {
        return reach(() -> host.open(command));
    }

    @Override
    public TerminalCommand inTerminal(List<String> command, Map<String, String> environment) {
        return ask(() -> host.inTerminal(command, environment));
    }

    @Override
    public Optional<List<String>> inTerminalHere(List<String> command) {
        return ask(() -> host.inTerminalHere(command));
    }

    @Override
    public CommandResult run(Command command, Duration timeout) throws TransportException, InterruptedException {
        try {
            return host.run(command, timeout);
        } catch (RuntimeException | LinkageError e) {
            throw new TransportException(complaint(target, transport, e), e);
        }
    }

    @Override
    public CompletionStage<String> lost() {
        return lost;
    }

    @Override
    public void close() {
        try {
            host.close();
        } catch (RuntimeException | LinkageError e) {
            logger.warn("{}: cannot be left properly: transport {} failed", target, transport, e);
        }
    }
}
