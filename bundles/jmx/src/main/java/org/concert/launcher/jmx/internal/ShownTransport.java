/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal;

import java.util.List;
import java.util.function.Supplier;
import org.concert.launcher.api.Launcher.Registration;
import org.concert.launcher.api.MachineSnapshot;
import org.concert.launcher.jmx.TransportMXBean;

/**
 * The MBean of one transport.
 *
 * @param name the name people know it by
 * @param bundle where it comes from
 * @param version the version of that
 * @param machines gives the machines of all launchers
 */
public record ShownTransport(String name, String bundle, String version, Supplier<List<MachineSnapshot>> machines)
        implements TransportMXBean {

    /** Show a transport until the result is closed. */
    public static Registration show(
            String name,
            String bundle,
            String version,
            MBeanDirectory directory,
            Supplier<List<MachineSnapshot>> machines) {
        var bean = new ShownTransport(name, bundle, version, machines);
        return directory.add(MBeanNames.transport(name), new DescribedMBean(bean, TransportMXBean.class));
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getBundle() {
        return bundle;
    }

    @Override
    public String getVersion() {
        return version;
    }

    @Override
    public String[] getMachines() {
        return machines.get().stream()
                .filter(machine -> name.equals(machine.transport()))
                .map(MachineSnapshot::name)
                .distinct()
                .toArray(String[]::new);
    }
}
