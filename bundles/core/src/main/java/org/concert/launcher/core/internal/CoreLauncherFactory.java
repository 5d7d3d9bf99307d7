/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.concert.launcher.access.AuditLog;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.LauncherFactory;
import org.concert.launcher.api.Transport;
import org.concert.launcher.api.UserEnvironment;
import org.concert.launcher.config.LauncherConfigReader;
import org.concert.launcher.core.internal.audit.AuditedLauncher;
import org.concert.launcher.core.internal.machine.Transports;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The composition without OSGi: transports are found on the class path. */
public final class CoreLauncherFactory implements LauncherFactory {

    private static final Logger logger = LoggerFactory.getLogger(CoreLauncherFactory.class);

    /** Create the factory; called by {@link ServiceLoader}. */
    public CoreLauncherFactory() {}

    @Override
    public Launcher open(List<Path> files) throws LauncherException {
        Transports transports = new Transports(Duration.ZERO);
        Iterator<Transport> found = ServiceLoader.load(Transport.class, CoreLauncherFactory.class.getClassLoader())
                .iterator();
        boolean more = true;
        while (more) {
            more = take(found, transports);
        }
        Clock clock = Clock.systemUTC();
        return new AuditedLauncher(
                new ConcertLauncher(LauncherConfigReader.read(files), transports, clock),
                AuditLog.of(UserEnvironment.variables()),
                clock);
    }

    /** Take the next transport; one of somebody else that does not load must not keep the others from working. */
    private static boolean take(Iterator<Transport> found, Transports transports) {
        try {
            if (!found.hasNext()) {
                return false;
            }
            transports.add(found.next());
        } catch (ServiceConfigurationError e) {
            logger.warn("A transport cannot be used: {}", e.getMessage(), e);
        }
        return true;
    }
}
