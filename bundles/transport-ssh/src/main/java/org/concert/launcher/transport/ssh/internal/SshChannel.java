/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.ssh.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.concert.launcher.api.Channel;
import org.concert.launcher.api.ExitStatus;

/** A command that runs on a machine, in a session of its own on the one connection. */
final class SshChannel implements Channel {

    private final String what;
    private final CommandSession session;
    private final AfterBegin stdout;
    private final Consumer<SshChannel> ending;

    /**
     * Create a channel.
     *
     * @param what the command and the machine, for messages
     * @param session runs the command
     * @param ending sees to the end of a session that is closed before
     */
    SshChannel(String what, CommandSession session, Consumer<SshChannel> ending) {
        this.what = what;
        this.session = session;
        this.ending = ending;
        this.stdout = new AfterBegin(session.getInputStream());
    }

    @Override
    public OutputStream stdin() {
        return session.getOutputStream();
    }

    @Override
    public InputStream stdout() {
        return stdout;
    }

    @Override
    public InputStream stderr() {
        return session.getErrorStream();
    }

    @Override
    public CompletionStage<ExitStatus> exit() {
        return session.exit();
    }

    /** Return the process id of the command while it runs, else 0. */
    long living() throws IOException {
        return session.exit().isDone() ? 0 : stdout.pid();
    }

    @Override
    public void close() {
        if (!session.isOver()) {
            ending.accept(this);
        }
    }

    /** Close the session, and wait for the machine to do so too. */
    void leave() throws IOException {
        session.close();
    }

    @Override
    public String toString() {
        return what;
    }
}
