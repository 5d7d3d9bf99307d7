/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.concert.launcher.config.LauncherConfig;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.machine.MachineLink;
import org.concert.launcher.core.internal.window.Panes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether this launcher keeps to the restart policies, and that all launchers know it does. Lives on the loop. */
public final class RestartDuty {

    private static final Logger logger = LoggerFactory.getLogger(RestartDuty.class);

    private final Loop loop;
    private final Supplier<LauncherConfig> config;

    /** Made when it is asked for first: a command that only shows something needs none, and the first of a JVM takes 20 ms. */
    private @Nullable String self;

    /** On which tmux servers is noted which sessions this launcher supervises, for as long as they are in use. */
    private final Map<Panes, Set<String>> supervised = new WeakHashMap<>();

    private boolean active;

    /** Create one that does nothing before {@link #begin}. */
    public RestartDuty(Loop loop, Supplier<LauncherConfig> config) {
        this.loop = loop;
        this.config = config;
    }

    /** Keep to the restart policies from now on. */
    public void begin() {
        active = true;
    }

    /** Return whether this launcher keeps to them. */
    public boolean isActive() {
        return active;
    }

    /** Return what tells this launcher from others that do the same. */
    String self() {
        String known = self;
        if (known == null) {
            known = UUID.randomUUID().toString();
            self = known;
        }
        return known;
    }

    LauncherConfig config() {
        return config.get();
    }

    /** A process that is not in the file any more, or is elsewhere by it, is not brought back where it was. */
    public boolean isInFile(ProcessConfig process) {
        return process.equals(config.get().processes().get(process.name()));
    }

    /** Have all launchers know that a death is taken care of here. */
    public void announce(MachineLink link) {
        Panes server = link.server().orElse(null);
        if (!active || server == null) {
            return;
        }
        Set<String> sessions = new TreeSet<>();
        config.get()
                .processes()
                .values()
                .forEach(process -> process.placements().forEach(place -> sessions.add(place.session())));
        if (!sessions.equals(supervised.put(server, sessions))) {
            loop.listen(server.markSupervised(self(), sessions), (done, failure) -> {
                if (failure != null) {
                    logger.debug("{}: it is not noted who restarts what", link.machine(), failure);
                }
            });
        }
    }
}
