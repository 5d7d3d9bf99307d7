/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.concert.launcher.api.Channel;
import org.concert.launcher.api.Command;
import org.concert.launcher.api.CommandResult;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.Target;
import org.concert.launcher.api.Transport;
import org.concert.launcher.api.TransportException;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * A transport with a mistake in it, which the header {@code Mistake} of its bundle names: {@code serves}, {@code terminal} or
 * {@code none}. Its machine {@code moon} is this one, with a tmux server of its own.
 */
public final class FaultyTransport implements Transport, BundleActivator {

    private final AtomicBoolean asked = new AtomicBoolean();
    private String mistake = "none";

    @Override
    public void start(BundleContext context) {
        mistake = String.valueOf(context.getBundle().getHeaders().get("Mistake"));
        context.registerService(Transport.class, this, null);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the service back.
    }

    @Override
    public String name() {
        return "faulty";
    }

    @Override
    public boolean serves(Target target) {
        if (mistake.equals("serves") && target.machine().equals("moon://base") && !asked.getAndSet(true)) {
            throw new NullPointerException("the container of a machine");
        }
        return target.machine().equals("moon://base");
    }

    @Override
    public Host open(Target target, Machines machines) throws TransportException, InterruptedException {
        return new Moon(target, machines.host(Target.LOCAL), mistake);
    }

    /** The machine. */
    private record Moon(Target target, Host here, String mistake) implements Host {

        private static Command moved(Command command) {
            return new Command(
                            List.of("env", "TMUX_TMPDIR=" + System.getenv("CONCERT_LAUNCHER_TEST") + "/m"),
                            command.mergeErrors())
                    .with(command.arguments());
        }

        @Override
        public Channel open(Command command) throws TransportException {
            return here.open(moved(command));
        }

        @Override
        public CommandResult run(Command command, Duration timeout) throws TransportException, InterruptedException {
            return here.run(moved(command), timeout);
        }

        @Override
        public TerminalCommand inTerminal(List<String> command, Map<String, String> environment) {
            if (mistake.equals("terminal")) {
                throw new UnsupportedOperationException("no terminals up here");
            }
            return here.inTerminal(command, environment);
        }

        @Override
        public CompletionStage<String> lost() {
            return here.lost();
        }

        @Override
        public void close() {
            here.close();
        }
    }
}
