/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/** A way to a port that can be cut: at once, so that both ends notice, or silently, so that none does. */
final class Link implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private boolean silent;

    private Link(int target) throws IOException {
        this.target = target;
    }

    static Link to(int target) throws IOException {
        var link = new Link(target);
        run(link::accept);
        return link;
    }

    int port() {
        return server.getLocalPort();
    }

    /** Return how many connections have been made. */
    int connections() {
        return connections.get();
    }

    /** Let nothing through any more, as if all packets were lost. */
    synchronized void fallSilent() {
        silent = true;
    }

    /** Let through again what comes, and what has been held up. */
    synchronized void speak() {
        silent = false;
        notifyAll();
    }

    /** Close all connections; new ones may come. */
    void cut() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private synchronized void awaitSpeech() throws InterruptedException {
        while (silent) {
            wait();
        }
    }

    private void accept() throws IOException, InterruptedException {
        while (!server.isClosed()) {
            Socket near = server.accept();
            sockets.add(near);
            run(() -> connect(near));
        }
    }

    private void connect(Socket near) throws IOException, InterruptedException {
        connections.incrementAndGet();
        awaitSpeech();
        try (near;
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target)) {
            sockets.add(far);
            run(() -> pass(far, near));
            pass(near, far);
        } finally {
            sockets.remove(near);
        }
    }

    private void pass(Socket from, Socket to) throws IOException, InterruptedException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] piece = new byte[16 * 1024];
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                awaitSpeech();
                out.write(piece, 0, n);
            }
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private interface Passing {
        void run() throws IOException, InterruptedException;
    }

    /** What ends it is that an end has closed the connection, as links are there for. */
    private static void run(Passing passing) {
        Thread thread = new Thread(
                new FutureTask<>(() -> {
                    passing.run();
                    return null;
                }),
                "test-link");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        speak();
        cut();
    }
}
