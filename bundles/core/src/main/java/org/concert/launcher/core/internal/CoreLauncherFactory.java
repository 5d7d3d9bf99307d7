/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ServiceLoader;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.LauncherFactory;
import org.concert.launcher.api.Transport;
import org.concert.launcher.config.LauncherConfigReader;
import org.concert.launcher.core.internal.machine.Transports;

/** The composition without OSGi: transports are found on the class path. */
public final class CoreLauncherFactory implements LauncherFactory {

    /** Create the factory; called by {@link ServiceLoader}. */
    public CoreLauncherFactory() {}

    @Override
    public Launcher open(Path file) throws LauncherException {
        Transports transports = new Transports(Duration.ZERO);
        ServiceLoader.load(Transport.class, CoreLauncherFactory.class.getClassLoader())
                .forEach(transports::add);
        return new ConcertLauncher(LauncherConfigReader.read(file), transports, Clock.systemUTC());
    }
}
