/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An open way to run commands in one place. It knows nothing of tmux, of launcher files or of processes that outlive
 * the command. Safe for use by several threads.
 */
@ConsumerType
public interface Host extends AutoCloseable {

    /** Return the place. */
    Target target();

    /** Return what runs the place, and its version, such as {@code Docker 20.10.24}; empty for a machine. */
    default Optional<String> runtime() {
        return Optional.empty();
    }

    /**
     * Start a command there, without a terminal and apart from any terminal of the launcher, and return its streams.
     *
     * <p>The arguments reach the program as they are: the host does any quoting. The caller reads the streams, or the
     * command may stand still.
     *
     * @throws TransportException if the place cannot be reached, or the program is not there
     */
    Channel open(Command command) throws TransportException;

    /**
     * Return the arguments that run a command of this place in a terminal of the machine it stands on. For a machine
     * that is the command itself; for a container it is wrapped.
     *
     * @param command the program and its arguments
     * @param environment variables to set for it; put into the arguments only where the place needs it
     */
    TerminalCommand inTerminal(List<String> command, Map<String, String> environment);

    /**
     * Return the arguments that run a command of this place in a terminal of the launcher's own machine, such as
     * {@code ssh -t}; empty where there is no way.
     *
     * @param command the program and its arguments; it wants a terminal
     */
    default Optional<List<String>> inTerminalHere(List<String> command) {
        return Optional.empty();
    }

    /** Return a stage that is completed, with the reason, when the place is not reached through this host any more; by close too. */
    CompletionStage<String> lost();

    /** Close every channel and the connection. What runs in tmux runs on. A second call does nothing. */
    @Override
    void close();

    /**
     * Run a command and wait for its end. An exit code other than 0 is a result, not an error.
     *
     * @param command the program and its arguments
     * @param timeout how long to wait for its end; more than 0. When it is over, the command is killed
     * @return its exit code and at most the last 64 KiB of each of its streams, as UTF-8
     * @throws TransportException if the place cannot be reached or the timeout is over; it is unknown then what the
     *     command has done
     * @throws InterruptedException if the calling thread is interrupted; the command is killed
     */
    default CommandResult run(Command command, Duration timeout) throws TransportException, InterruptedException {
        return CommandRun.run(this, command, timeout);
    }

    /**
     * A command for a terminal of a machine.
     *
     * @param arguments the program and its arguments
     * @param environment variables that the terminal is to set for it
     */
    record TerminalCommand(List<String> arguments, Map<String, String> environment) {

        /** Copy the collections, so that nobody can change them later. */
        public TerminalCommand {
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
        }
    }
}
