/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.docker.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import org.concert.launcher.api.Channel;

/**
 * Lets HTTP go over the streams of a command. It has no address and no options, and waits as long as the command does:
 * whoever wants a time limit closes it.
 */
final class ChannelSocket extends Socket {

    private final Channel channel;

    ChannelSocket(Channel channel) {
        this.channel = channel;
    }

    @Override
    public InputStream getInputStream() {
        return channel.stdout();
    }

    @Override
    public OutputStream getOutputStream() {
        return channel.stdin();
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public synchronized int getSoTimeout() {
        return 0;
    }

    @Override
    public synchronized void setSoTimeout(int millis) {
        // There is none.
    }

    @Override
    public void setSoLinger(boolean on, int seconds) {
        // There is nothing to linger for.
    }

    @Override
    public void shutdownInput() {
        // The command is closed as a whole.
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.stdin().close();
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
        super.close();
    }
}
