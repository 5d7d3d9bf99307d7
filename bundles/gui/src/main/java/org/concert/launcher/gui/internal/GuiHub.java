/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.gui.internal;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.gui.internal.socket.Socket;
import org.concert.launcher.gui.internal.wire.GuiMessages;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the GUIs that are connected see states and output. While there are none it asks nothing of any launcher. A thread of its
 * own owns the feeds; what is sent may be sent by any.
 */
@Component(name = "org.concert.launcher.gui.hub", service = GuiHub.class)
public final class GuiHub {

    /** How many GUIs may be connected at once. */
    static final int MOST_CLIENTS = 50;

    private static final Logger logger = LoggerFactory.getLogger(GuiHub.class);

    /** States come about three times a second, changed or not, as the GUIs are used to. */
    private static final Duration PERIOD = Duration.ofMillis(300);

    private static final int PERIODS_OF_A_HEARTBEAT = 2;
    private static final int PERIODS_OF_A_LOOK = 3;

    private final Set<Launcher> launchers = ConcurrentHashMap.newKeySet();
    private final Set<GuiClient> clients = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor thread;

    /** Of the thread, as all that follows. */
    private final Map<Launcher, LauncherFeed> feeds = new HashMap<>();

    private @Nullable ScheduledFuture<?> ticking;
    private long ticks;

    /** Create the hub. */
    @Activate
    public GuiHub() {
        this.thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread made = new Thread(work, "concert-gui");
            made.setDaemon(true);
            return made;
        });
        this.thread.setRemoveOnCancelPolicy(true);
    }

    /** Take a launcher. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addLauncher(Launcher launcher) {
        launchers.add(launcher);
        soon(this::look);
    }

    /** Let go of a launcher. */
    public void removeLauncher(Launcher launcher) {
        launchers.remove(launcher);
        soon(this::look);
    }

    @Deactivate
    void close() {
        clients.forEach(client -> client.close(Socket.GOING_AWAY, "the launcher ends"));
        soon(() -> {
            feeds.values().forEach(LauncherFeed::close);
            feeds.clear();
        });
        // What was asked for above is done; nothing else is any more.
        thread.shutdown();
    }

    /** Return whether there is room for one more. */
    boolean hasRoom() {
        return clients.size() < MOST_CLIENTS;
    }

    void opened(GuiClient client) {
        clients.add(client);
        soon(() -> {
            look();
            broadcast(GuiMessages.log("new client connected from " + client.from(), GuiMessages.INFORMATION));
            feeds.values().forEach(feed -> feed.states(client::sendStates));
        });
    }

    void closed(GuiClient client) {
        clients.remove(client);
        soon(this::look);
    }

    private void broadcast(List<ByteBuffer> frames) {
        clients.forEach(client -> client.send(frames));
    }

    private void tick() {
        try {
            ticks++;
            if (ticks % PERIODS_OF_A_LOOK == 0) {
                look();
                clients.forEach(GuiClient::look);
            }
            if (ticks % PERIODS_OF_A_HEARTBEAT == 0) {
                broadcast(GuiMessages.heartbeat());
            }
            feeds.values().forEach(feed -> feed.states(frames -> clients.forEach(client -> client.sendStates(frames))));
        } catch (RuntimeException e) {
            logger.error("Cannot tell the GUIs what there is", e);
        }
    }

    /** Have feeds, and ticks, if and only if there is somebody to take what they have. */
    private void look() {
        boolean wanted = !clients.isEmpty();
        feeds.entrySet().removeIf(entry -> {
            boolean over = !wanted || !launchers.contains(entry.getKey());
            if (over) {
                entry.getValue().close();
            }
            return over;
        });
        if (wanted) {
            for (Launcher launcher : launchers) {
                feeds.computeIfAbsent(launcher, key -> new LauncherFeed(key, this::broadcast))
                        .look();
            }
        }
        ScheduledFuture<?> running = ticking;
        if (wanted && running == null) {
            ticking =
                    thread.scheduleAtFixedRate(this::tick, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        } else if (!wanted && running != null) {
            running.cancel(false);
            ticking = null;
        }
    }

    private void soon(Runnable work) {
        try {
            thread.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    logger.error("Cannot see to the GUIs", e);
                }
            });
        } catch (RejectedExecutionException e) {
            logger.debug("The hub was closed", e);
        }
    }
}
