/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.ssh.internal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;

/**
 * Logs in by a key whose secret part stays with the agent (RFC 4252, 7). What the key is only the agent has to know, so
 * keys on security tokens and certificates do as well.
 */
final class AgentKeyMethod extends AbstractAuthMethod {

    /** How to sign by which name, the best first; for RSA the agent is told by a flag (RFC 8332; agent draft, 4.5.1). */
    private record Algorithm(String name, int flags) {}

    private final SshAgent agent;
    private final SshAgent.Identity identity;
    private final Deque<Algorithm> algorithms;

    AgentKeyMethod(SshAgent agent, SshAgent.Identity identity) {
        super("publickey");
        this.agent = agent;
        this.identity = identity;
        this.algorithms = new ArrayDeque<>(algorithms(identity.type()));
    }

    private static List<Algorithm> algorithms(String type) {
        return switch (type) {
            case "ssh-rsa" ->
                List.of(new Algorithm("rsa-sha2-512", 4), new Algorithm("rsa-sha2-256", 2), new Algorithm(type, 0));
            case "ssh-rsa-cert-v01@openssh.com" ->
                List.of(
                        new Algorithm("rsa-sha2-512-cert-v01@openssh.com", 4),
                        new Algorithm("rsa-sha2-256-cert-v01@openssh.com", 2));
            default -> List.of(new Algorithm(type, 0));
        };
    }

    @Override
    protected SSHPacket buildReq() throws UserAuthException {
        return request(false);
    }

    private SSHPacket request(boolean signed) throws UserAuthException {
        SSHPacket packet = super.buildReq();
        packet.putBoolean(signed);
        packet.putString(algorithms.element().name());
        packet.putString(identity.blob());
        return packet;
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws UserAuthException, TransportException {
        if (message != Message.USERAUTH_60) {
            super.handle(message, packet);
            return;
        }
        SSHPacket request = request(true);
        byte[] data = new Buffer.PlainBuffer()
                .putString(params.getTransport().getSessionID())
                .putBuffer(request)
                .getCompactData();
        try {
            request.putString(agent.sign(identity, data, algorithms.element().flags()));
        } catch (IOException e) {
            throw new UserAuthException(e.getMessage(), e);
        }
        params.getTransport().write(request);
    }

    @Override
    public boolean shouldRetry() {
        algorithms.remove();
        return !algorithms.isEmpty();
    }
}
