/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Opens launchers without OSGi; found by {@link java.util.ServiceLoader}. Callers use {@link Launcher#open}. */
@ProviderType
public interface LauncherFactory {

    /**
     * Open a launcher on a launcher file, which is the last of these: those before it are read first, as if it included them.
     *
     * @param files at least one
     * @throws LauncherException if the file cannot be used; all its mistakes are in the message
     */
    Launcher open(List<Path> files) throws LauncherException;
}
