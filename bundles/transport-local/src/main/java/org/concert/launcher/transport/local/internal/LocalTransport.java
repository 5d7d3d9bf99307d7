/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.local.internal;

import java.util.Map;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.Target;
import org.concert.launcher.api.Transport;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Opens this machine. Nothing can be lost here, so a host is no more than a way to start programs. */
@Component(name = "org.concert.launcher.transport.local", service = Transport.class)
public final class LocalTransport implements Transport {

    private final Map<String, String> variables;

    /** Create the transport of this machine, whose programs get the environment of the launcher. */
    @Activate
    public LocalTransport() {
        this(Map.of());
    }

    /** Create one whose programs find these variables besides, or instead, and are looked for in the PATH among them. */
    public LocalTransport(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public boolean serves(Target target) {
        return target.machine().equals(Target.LOCAL) && target.container() == null;
    }

    @Override
    public Host open(Target target, Machines machines) {
        String inherited = System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        var programs = new ProgramPath(variables.getOrDefault("PATH", inherited));
        return new LocalHost(target, variables, programs);
    }
}
