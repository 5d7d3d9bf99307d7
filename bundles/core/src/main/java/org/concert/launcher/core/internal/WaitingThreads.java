/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that wait for machines: as many as there are machines being connected to at once. */
final class WaitingThreads implements ThreadFactory {

    private final AtomicInteger count = new AtomicInteger();

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(work, "concert-waiting-" + count.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
