/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.docker.internal;

import java.util.Map;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.Target;
import org.concert.launcher.api.TransportContract;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.transport.local.internal.LocalTransport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Containers keep what every transport keeps. */
class DockerTransportTests extends TransportContract {

    private static PrivateEngine engine;
    private static Host machine;

    @BeforeAll
    static void startEngine() throws Exception {
        engine = PrivateEngine.start();
        machine = new LocalTransport(Map.of("DOCKER_HOST", engine.address()))
                .open(Target.machine(Target.LOCAL), name -> {
                    throw new TransportException("Cannot reach " + name);
                });
        engine.runContainer("box", PrivateEngine.WITH_BASH);
    }

    @AfterAll
    static void stopEngine() {
        if (engine != null) {
            machine.close();
            engine.close();
        }
    }

    @Override
    protected Host open() throws Exception {
        return new DockerTransport().open(new Target(Target.LOCAL, "box"), name -> machine);
    }
}
