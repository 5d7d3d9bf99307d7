/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx;

import org.jspecify.annotations.Nullable;

/** The OSGi framework that the launchers run in. Its name is {@code org.concert.launcher:type=Framework}. */
@Description("The OSGi framework that the launchers run in")
public interface FrameworkMXBean {

    /** Return all bundles, those of others too, in the order of their numbers. */
    @Description("The bundles and their states; one that lacks something is INSTALLED")
    Bundle[] getBundles();

    /** A bundle of the framework; a {@code CompositeData} for clients. */
    interface Bundle {

        /** Return its number in the framework. */
        long getId();

        /** Return its symbolic name, or null. */
        @Nullable
        String getName();

        /** Return its version. */
        String getVersion();

        /** Return its state: INSTALLED, RESOLVED, STARTING, ACTIVE, STOPPING or UNINSTALLED. */
        String getState();

        /** Return where it was installed from. */
        String getLocation();
    }
}
