/* SPDX-License-Identifier: Apache-2.0 */
package org.example.netns;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concert.launcher.api.Command;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.Target;
import org.concert.launcher.api.Transport;
import org.concert.launcher.api.TransportException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Takes each network namespace (ip-netns(8)) for a machine: {@code machine: netns://NAME}, or, of another machine,
 * {@code netns://user@host/NAME}. What runs there needs the rights of root, as nsenter(1) does.
 */
@Component(name = "org.example.netns", service = Transport.class)
public final class NetworkNamespaceTransport implements Transport {

    private static final Pattern MACHINE =
            Pattern.compile("netns://(?:(?<machine>[^/]+)/)?(?<name>[A-Za-z0-9_][A-Za-z0-9_.-]*)");

    private static final Duration LONGEST_QUESTION = Duration.ofSeconds(10);

    /** Create the transport. */
    @Activate
    public NetworkNamespaceTransport() {}

    @Override
    public String name() {
        return "netns";
    }

    @Override
    public boolean serves(Target target) {
        return target.container() == null && MACHINE.matcher(target.machine()).matches();
    }

    @Override
    public Host open(Target target, Machines machines) throws TransportException, InterruptedException {
        Matcher parts = MACHINE.matcher(target.machine());
        if (!parts.matches()) {
            throw new TransportException("Cannot reach %s: it is no netns://NAME".formatted(target));
        }
        String below = parts.group("machine");
        String name = parts.group("name");
        Host machine = machines.host(below == null ? Target.LOCAL : below);
        if (machine.run(Command.of("test", "-e", NamespaceHost.folder(name)), LONGEST_QUESTION)
                        .exit()
                        .code()
                != 0) {
            throw TransportException.nothingRuns(
                    "Cannot reach %s: there is no network namespace '%s'; 'ip netns add %s' makes one"
                            .formatted(target, name, name));
        }
        return new NamespaceHost(target, name, machine);
    }
}
