/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.services.internal;

import java.util.IdentityHashMap;
import java.util.List;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.Launcher.Registration;
import org.concert.launcher.api.ManagedProcess;
import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Requirement;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Registers a {@link ManagedProcess} for each process of every launcher service. */
@Component(name = "org.concert.launcher.services")
@Requirement(
        namespace = "osgi.service",
        filter = "(objectClass=org.concert.launcher.api.Launcher)",
        effective = "active")
@Requirement(
        namespace = "osgi.service",
        filter = "(objectClass=org.osgi.service.event.EventAdmin)",
        effective = "active",
        resolution = Requirement.Resolution.OPTIONAL)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"org.concert.launcher.api.ManagedProcess\"",
        uses = ManagedProcess.class)
public final class ServicesComponent {

    private final Registrar registrar;

    /** What is shown of each launcher; guarded by itself, as launchers come and go on any thread. */
    private final IdentityHashMap<Launcher, Registration> shown = new IdentityHashMap<>();

    /** Create the component; launchers are bound afterwards. */
    @Activate
    public ServicesComponent(BundleContext context) {
        this(new FrameworkRegistrar(context));
    }

    ServicesComponent(Registrar registrar) {
        this.registrar = registrar;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addLauncher(Launcher launcher) {
        // Within the lock, which is short as a lane does the work: the launcher may be gone already when it has been
        // added.
        synchronized (shown) {
            shown.put(launcher, ProcessServices.show(launcher, registrar));
        }
    }

    void removeLauncher(Launcher launcher) {
        close(launcher);
    }

    @Deactivate
    void close() {
        List<Launcher> left;
        synchronized (shown) {
            left = List.copyOf(shown.keySet());
        }
        left.forEach(this::close);
    }

    private void close(Launcher launcher) {
        Registration services;
        synchronized (shown) {
            services = shown.remove(launcher);
        }
        if (services != null) {
            services.close();
        }
    }
}
