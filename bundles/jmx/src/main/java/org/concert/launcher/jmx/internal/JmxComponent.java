/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal;

import java.lang.management.ManagementFactory;
import java.util.IdentityHashMap;
import javax.management.MBeanServer;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.Launcher.Registration;
import org.concert.launcher.api.Transport;
import org.concert.launcher.jmx.FrameworkMXBean;
import org.concert.launcher.jmx.LauncherMBeans;
import org.concert.launcher.json.BundleSnapshot;
import org.osgi.annotation.bundle.Requirement;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Shows every launcher and transport that is an OSGi service in the platform's MBean server, and the bundles of the framework. Launchers may come and go,
 * but where none can ever come nobody wants it: so says the requirement.
 */
@Requirement(
        namespace = "osgi.service",
        filter = "(objectClass=org.concert.launcher.api.Launcher)",
        effective = "active")
@Component(name = "org.concert.launcher.jmx")
public final class JmxComponent {

    private final LauncherMBeans mbeans;
    private final Registration framework;

    /** What is shown of each service; guarded by itself, as services come and go on any thread. */
    private final IdentityHashMap<Object, Registration> shown = new IdentityHashMap<>();

    /** Create the component; services are bound afterwards. */
    @Activate
    public JmxComponent(BundleContext context) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        mbeans = new LauncherMBeans(server, context.getBundle().getVersion().toString());
        framework = new MBeanDirectory(server)
                .add(
                        MBeanNames.framework(),
                        new DescribedMBean(
                                new FrameworkBean(() -> BundleSnapshot.all(context)), FrameworkMXBean.class));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addLauncher(Launcher launcher) {
        synchronized (shown) {
            shown.put(launcher, mbeans.show(launcher));
        }
    }

    void removeLauncher(Launcher launcher) {
        hide(launcher);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addTransport(Transport transport, ServiceReference<Transport> reference) {
        Bundle bundle = reference.getBundle();
        if (bundle == null) {
            // It has gone again in the meantime.
            return;
        }
        synchronized (shown) {
            shown.put(
                    transport,
                    mbeans.show(
                            transport,
                            bundle.getSymbolicName(),
                            bundle.getVersion().toString()));
        }
    }

    void removeTransport(Transport transport) {
        hide(transport);
    }

    @Deactivate
    void close() {
        framework.close();
        mbeans.close();
    }

    private void hide(Object service) {
        synchronized (shown) {
            Registration registration = shown.remove(service);
            if (registration != null) {
                registration.close();
            }
        }
    }
}
