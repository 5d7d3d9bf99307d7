/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.MBeanServer;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.Launcher.Registration;
import org.concert.launcher.api.MachineSnapshot;
import org.concert.launcher.api.Transport;
import org.concert.launcher.jmx.internal.Delivery;
import org.concert.launcher.jmx.internal.MBeanDirectory;
import org.concert.launcher.jmx.internal.ShownLauncher;
import org.concert.launcher.jmx.internal.ShownTransport;

/**
 * Shows launchers and transports in an MBean server. In OSGi a component uses it; an application without OSGi that
 * embeds a launcher uses it like this:
 *
 * <pre>{@code
 * try (var mbeans = new LauncherMBeans(ManagementFactory.getPlatformMBeanServer(), "0.1.0")) {
 *     mbeans.show(launcher);
 *     ...
 * }
 * }</pre>
 *
 * <p>Several launchers may be shown at once: of two MBeans of one name the first is seen, and when it goes, the other.
 * Safe for use by several threads.
 */
public final class LauncherMBeans implements AutoCloseable {

    private final MBeanDirectory directory;
    private final Delivery delivery = new Delivery();
    private final String version;
    private final List<Launcher> launchers = new CopyOnWriteArrayList<>();
    private final List<Registration> shown = new CopyOnWriteArrayList<>();

    /**
     * Create one for an MBean server; nothing is shown yet.
     *
     * @param server such as the one of the platform
     * @param version the version of Concert Launcher, for people
     */
    public LauncherMBeans(MBeanServer server, String version) {
        directory = new MBeanDirectory(server);
        this.version = version;
    }

    /**
     * Show a launcher, its processes and its machines until the result is closed.
     *
     * @throws IllegalStateException if the MBean server refuses an MBean; none of this launcher is shown then
     */
    public Registration show(Launcher launcher) {
        Registration mbeans = ShownLauncher.show(launcher, directory, delivery, Clock.systemUTC(), version);
        launchers.add(launcher);
        return keep(() -> {
            mbeans.close();
            launchers.remove(launcher);
        });
    }

    /**
     * Show a transport until the result is closed.
     *
     * @param bundle where it comes from, for people
     * @param bundleVersion the version of that
     */
    public Registration show(Transport transport, String bundle, String bundleVersion) {
        return keep(ShownTransport.show(transport.name(), bundle, bundleVersion, directory, this::machines));
    }

    /** Take all MBeans away and end the threads. A second call does nothing. */
    @Override
    public void close() {
        shown.forEach(Registration::close);
        delivery.close();
    }

    private Registration keep(Registration mbeans) {
        shown.add(mbeans);
        return () -> {
            if (shown.remove(mbeans)) {
                mbeans.close();
            }
        };
    }

    private List<MachineSnapshot> machines() {
        return launchers.stream()
                .flatMap(launcher -> launcher.machines().stream())
                .toList();
    }
}
