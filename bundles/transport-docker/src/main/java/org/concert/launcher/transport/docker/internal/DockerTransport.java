/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.docker.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.concert.launcher.api.Command;
import org.concert.launcher.api.CommandResult;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.Target;
import org.concert.launcher.api.Transport;
import org.concert.launcher.api.TransportException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Opens running Docker containers, of this machine and of any other. */
@Component(name = "org.concert.launcher.transport.docker", service = Transport.class)
public final class DockerTransport implements Transport {

    /** What says where the Engine is and how to reach it (docker(1), environment variables). */
    private static final Pattern CLIENT_VARIABLE =
            Pattern.compile("DOCKER_(HOST|CONTEXT|CONFIG|CERT_PATH|TLS|TLS_VERIFY|API_VERSION)=.+");

    private static final Duration LONGEST_QUESTION = Duration.ofSeconds(10);

    /** Create the transport. */
    @Activate
    public DockerTransport() {}

    @Override
    public String name() {
        return "docker";
    }

    @Override
    public boolean serves(Target target) {
        return target.container() != null;
    }

    @Override
    public Host open(Target target, Machines machines) throws TransportException, InterruptedException {
        String container = target.container();
        if (container == null) {
            throw new TransportException("Cannot open %s by Docker: it is no container".formatted(target));
        }
        Host machine = machines.host(target.machine());
        Engine engine = new Engine(machine);
        try {
            String id = engine.running(container);
            return new DockerHost(
                    target, container, machine, engine, id, "Docker " + engine.version(), clientEnvironment(machine));
        } catch (TransportException | InterruptedException | RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    /** A tmux server may have been started with other variables than those by which docker finds the Engine here. */
    private static Map<String, String> clientEnvironment(Host machine) throws TransportException, InterruptedException {
        Map<String, String> variables = new LinkedHashMap<>();
        CommandResult told = machine.run(Command.of("env"), LONGEST_QUESTION);
        told.stdout()
                .lines()
                .filter(line -> CLIENT_VARIABLE.matcher(line).matches())
                .forEach(line -> {
                    int equals = line.indexOf('=');
                    variables.put(line.substring(0, equals), line.substring(equals + 1));
                });
        return variables;
    }
}
