/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.tmux;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A listener that keeps what it hears until the test asks for it. */
final class Notifications implements Consumer<Notification> {

    private final BlockingQueue<Notification> heard = new LinkedBlockingQueue<>();

    @Override
    public void accept(Notification notification) {
        heard.add(notification);
    }

    /** Wait for the next one of that name, passing over others, and return its text. */
    String await(String name) throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            Notification next = heard.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                throw new TimeoutException("no notification %" + name);
            }
            if (next.name().equals(name)) {
                return next.text();
            }
        }
    }
}
