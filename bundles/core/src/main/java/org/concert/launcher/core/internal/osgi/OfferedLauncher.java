/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.osgi;

import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.concert.launcher.api.Actor;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.Launcher.Registration;
import org.concert.launcher.api.ManagedProcess;
import org.concert.launcher.api.ProcessEvent;
import org.concert.launcher.api.ProcessListener;
import org.concert.launcher.core.internal.BootTarget;
import org.concert.launcher.core.internal.machine.Transports;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A launcher that is a service for as long as its session is its own. All that calls service listeners, which may be
 * slow, happens on the thread of the offers; the launcher's own only hands over.
 */
final class OfferedLauncher implements ProcessListener, SessionHolders.Claimant, AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(OfferedLauncher.class);

    private final Launcher launcher;
    private final boolean supervised;
    private final @Nullable BootTarget boot;
    private final Transports transports;
    private final Shared shared;
    private final Registration listening;
    private final Registration newTransports;
    private final AtomicReference<@Nullable ServiceRegistration<Launcher>> service = new AtomicReference<>();
    private final AtomicBoolean renaming = new AtomicBoolean();

    /** The session that is claimed, empty at first; used on the thread of the offers. */
    private String session = "";

    private volatile boolean granted;
    private volatile boolean closed;

    /**
     * What all launchers of a framework have in common.
     *
     * @param context registers services
     * @param sessions who has which session; used on the thread of the offers
     * @param offers the thread of the offers
     */
    record Shared(BundleContext context, SessionHolders sessions, Executor offers) {}

    /**
     * Offer a launcher; it is closed with this.
     *
     * @param supervised whether it keeps to the restart policies, or only looks on
     * @param boot what it brings up after a boot, if it keeps to policies; null for nothing
     * @param transports those of the launcher: it looks at its machines once there is one
     */
    OfferedLauncher(
            Launcher launcher, boolean supervised, @Nullable BootTarget boot, Transports transports, Shared shared) {
        this.launcher = launcher;
        this.supervised = supervised;
        this.boot = boot;
        this.transports = transports;
        this.shared = shared;
        newTransports = transports.onAdded(this::lookOn);
        listening = launcher.listen(this);
        processesChanged();
    }

    @Override
    public Path file() {
        return launcher.file();
    }

    /** Have the file read again; what is wrong with it is told by the launcher. */
    void reload() {
        Actor.runAs(Actor.ofProcess("changed file"), this::reloadNow);
    }

    private void reloadNow() {
        CompletionStage<Void> reloaded = launcher.reload();
        reloaded.whenComplete((done, failure) -> {
            if (failure != null) {
                logger.debug("{} is not in force", file(), failure);
            }
        });
    }

    @Override
    public void stateChanged(ProcessEvent event) {
        // A state is no property of the launcher.
    }

    @Override
    public void processesChanged() {
        if (renaming.compareAndSet(false, true)) {
            shared.offers().execute(this::claim);
        }
    }

    private void claim() {
        renaming.set(false);
        String wanted = launcher.session();
        if (closed || wanted.equals(session)) {
            return;
        }
        shared.sessions().release(session, this);
        session = wanted;
        shared.sessions().claim(session, this).ifPresentOrElse(this::refuse, this::granted);
    }

    private void refuse(SessionHolders.Claimant holder) {
        logger.error(
                "Cannot offer the launcher of {}: its session '{}' is that of {}; name another in context.session",
                file(),
                session,
                holder.file());
        granted = false;
        withdraw();
    }

    @Override
    public void granted() {
        if (closed) {
            return;
        }
        ServiceRegistration<Launcher> present = service.get();
        if (present == null) {
            register();
        } else {
            rename(present);
        }
        granted = true;
        lookOn();
    }

    private void register() {
        try {
            service.set(shared.context().registerService(Launcher.class, launcher, properties()));
        } catch (IllegalStateException e) {
            requireClosing(e);
        }
        if (closed) {
            withdraw();
        }
    }

    private void rename(ServiceRegistration<Launcher> present) {
        try {
            present.setProperties(properties());
        } catch (IllegalStateException e) {
            requireClosing(e);
        }
    }

    /** The service or its bundle may go at any time, while this thread is about to say something of it. */
    private void requireClosing(IllegalStateException e) {
        if (!closed) {
            throw e;
        }
        logger.trace("The launcher of {} has gone", file(), e);
    }

    private void withdraw() {
        ServiceRegistration<Launcher> present = service.getAndSet(null);
        if (present != null) {
            present.unregister();
        }
    }

    private Dictionary<String, Object> properties() {
        return FrameworkUtil.asDictionary(Map.of(ManagedProcess.SESSION, session, "file", file().toString()));
    }

    private void lookOn() {
        if (!granted || transports.isEmpty()) {
            return;
        }
        CompletionStage<Void> observed = supervised ? launcher.supervise() : launcher.observe();
        observed.whenComplete((first, failure) -> {
            if (failure != null && !closed) {
                logger.error("Cannot observe the machines of {}", file(), failure);
            } else if (supervised && boot != null && !closed) {
                boot.begin();
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        newTransports.close();
        listening.close();
        withdraw();
        shared.offers().execute(() -> shared.sessions().release(session, this));
        launcher.close();
    }
}
