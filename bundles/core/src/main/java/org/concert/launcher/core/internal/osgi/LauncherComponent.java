/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.osgi;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.Transport;
import org.concert.launcher.config.LauncherConfigReader;
import org.concert.launcher.core.internal.ConcertLauncher;
import org.concert.launcher.core.internal.machine.Transports;
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

    private static final Logger logger = LoggerFactory.getLogger(LauncherComponent.class);

    private final Transports transports = new Transports();
    private final Launcher launcher;
    private final ServiceRegistration<Launcher> registration;

    /**
     * Register the launcher.
     *
     * @throws LauncherException if its file cannot be used
     */
    @Activate
    public LauncherComponent(BundleContext context) throws LauncherException {
        String file = context.getProperty(FILE);
        if (file == null) {
            throw new IllegalStateException("Cannot open a launcher: framework property " + FILE + " is not set");
        }
        launcher = new ConcertLauncher(LauncherConfigReader.read(Path.of(file)), transports, Clock.systemUTC());
        registration = context.registerService(
                Launcher.class, launcher, FrameworkUtil.asDictionary(Map.of("session", launcher.session())));
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
        registration.unregister();
        launcher.close();
    }
}
