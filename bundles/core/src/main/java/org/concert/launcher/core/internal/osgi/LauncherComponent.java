/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.osgi;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.ProcessEvent;
import org.concert.launcher.api.ProcessListener;
import org.concert.launcher.api.Transport;
import org.concert.launcher.config.LauncherConfigReader;
import org.concert.launcher.core.internal.ConcertLauncher;
import org.concert.launcher.core.internal.machine.Transports;
import org.concert.launcher.core.internal.watch.FileWatch;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the launcher of the file that the framework property {@value #FILE} names, as a service with the property
 * {@code session}. Transports come and go as services.
 */
@Component(name = "org.concert.launcher.core", immediate = true)
public final class LauncherComponent {

    /** The framework property with the absolute path of the launcher file; without it nothing is registered. */
    static final String FILE = "concert.launcher.file";

    /** A transport that is exchanged is back after some seconds. */
    private static final Duration TRANSPORT_PATIENCE = Duration.ofSeconds(10);

    private static final Logger logger = LoggerFactory.getLogger(LauncherComponent.class);

    private final Transports transports = new Transports(TRANSPORT_PATIENCE);
    private final @Nullable FileWatch watch;
    private final Launcher launcher;
    private final ServiceRegistration<Launcher> registration;
    private final Launcher.Registration sessionName;

    /**
     * Register the launcher.
     *
     * @throws LauncherException if its file cannot be used
     */
    @Activate
    public LauncherComponent(BundleContext context) throws LauncherException {
        String property = context.getProperty(FILE);
        if (property == null) {
            throw new IllegalStateException("Cannot open a launcher: framework property " + FILE + " is not set");
        }
        Path file = Path.of(property);
        // The watch comes first, so that no change is missed.
        watch = watch(file);
        try {
            launcher = new ConcertLauncher(LauncherConfigReader.read(file), transports, Clock.systemUTC());
        } catch (LauncherException e) {
            endWatch();
            throw e;
        }
        registration = context.registerService(Launcher.class, launcher, properties());
        sessionName = launcher.listen(new SessionName(launcher.session()));
        if (watch != null) {
            watch.begin(this::reload);
        }
    }

    private static @Nullable FileWatch watch(Path file) {
        try {
            return FileWatch.of(file);
        } catch (IOException e) {
            logger.warn("Cannot watch {}: {}; it is read again only when asked to, over JMX", file, e.getMessage());
            return null;
        }
    }

    private void endWatch() {
        if (watch != null) {
            watch.close();
        }
    }

    private Dictionary<String, Object> properties() {
        return FrameworkUtil.asDictionary(Map.of("session", launcher.session()));
    }

    private void reload() {
        CompletionStage<Void> reloaded = launcher.reload();
        reloaded.whenComplete((done, failure) -> {
            if (failure != null) {
                logger.debug("{} is not in force", launcher.file(), failure);
            }
        });
    }

    /** Keeps the property of the service up to date. Used on the thread of the launcher. */
    private final class SessionName implements ProcessListener {

        private String name;

        SessionName(String name) {
            this.name = name;
        }

        @Override
        public void stateChanged(ProcessEvent event) {
            // A state is no property of the launcher.
        }

        @Override
        public void processesChanged() {
            if (!name.equals(launcher.session())) {
                name = launcher.session();
                registration.setProperties(properties());
            }
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addTransport(Transport transport) {
        transports.add(transport);
        CompletionStage<Void> observed = launcher.supervise();
        observed.whenComplete((first, failure) -> {
            if (failure != null) {
                logger.error("Cannot observe the machines of {}", launcher.file(), failure);
            }
        });
    }

    void removeTransport(Transport transport) {
        transports.remove(transport);
    }

    @Deactivate
    void close() {
        endWatch();
        sessionName.close();
        registration.unregister();
        launcher.close();
    }
}
