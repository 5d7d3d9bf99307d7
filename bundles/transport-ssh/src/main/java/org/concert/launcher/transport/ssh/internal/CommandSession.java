/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.ssh.internal;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.direct.SessionChannel;
import net.schmizz.sshj.connection.channel.direct.Signal;
import org.concert.launcher.api.ExitStatus;
import org.jspecify.annotations.Nullable;

/**
 * A session that tells the end of its command when the machine does. sshj itself lets one wait for the end of the session,
 * which a program that the command has left behind may put off for ever.
 */
final class CommandSession extends SessionChannel {

    /** The names that the protocol knows (RFC 4254, 6.10), with the numbers of Linux (signal(7)). */
    private static final Map<Signal, Integer> NUMBERS = Map.ofEntries(
            Map.entry(Signal.HUP, 1),
            Map.entry(Signal.INT, 2),
            Map.entry(Signal.QUIT, 3),
            Map.entry(Signal.ILL, 4),
            Map.entry(Signal.ABRT, 6),
            Map.entry(Signal.FPE, 8),
            Map.entry(Signal.KILL, 9),
            Map.entry(Signal.USR1, 10),
            Map.entry(Signal.SEGV, 11),
            Map.entry(Signal.USR2, 12),
            Map.entry(Signal.PIPE, 13),
            Map.entry(Signal.ALRM, 14),
            Map.entry(Signal.TERM, 15));

    private final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private volatile @Nullable String failure;

    CommandSession(Connection connection) {
        super(connection);
    }

    /** Tell variables of the environment of the command; the machine leaves out what it does not allow, and does not say so. */
    void tell(Map<String, String> variables) throws net.schmizz.sshj.transport.TransportException {
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            sendChannelRequest(
                    "env",
                    false,
                    new Buffer.PlainBuffer().putString(variable.getKey()).putString(variable.getValue()));
        }
    }

    /** Return a future of how the command ended; it fails when that will not be told any more. */
    CompletableFuture<ExitStatus> exit() {
        return exit;
    }

    /** Return a stage that is completed when the session is over, and another one may take its place. */
    CompletionStage<Void> over() {
        return over;
    }

    boolean isOver() {
        return over.isDone();
    }

    @Override
    public void handleRequest(String type, SSHPacket packet)
            throws ConnectionException, net.schmizz.sshj.transport.TransportException {
        super.handleRequest(type, packet);
        Integer code = getExitStatus();
        Signal signal = getExitSignal();
        if (code != null) {
            exit.complete(ExitStatus.ofCode(code));
        } else if (signal != null) {
            Integer number = NUMBERS.get(signal);
            exit.complete(number == null ? new ExitStatus(128, "SIG" + signal) : ExitStatus.ofSignal(number));
        }
    }

    @Override
    public void notifyError(SSHException why) {
        failure = why.getMessage();
        super.notifyError(why);
    }

    @Override
    protected void finishOff() {
        super.finishOff();
        String why = failure;
        exit.completeExceptionally(
                new org.concert.launcher.api.TransportException(why == null ? "its session was closed" : why));
        over.complete(null);
    }
}
