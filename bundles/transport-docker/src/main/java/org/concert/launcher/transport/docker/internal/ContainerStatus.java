/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.docker.internal;

import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import java.util.Objects;
import org.concert.launcher.api.TransportException;

/**
 * Whether something can be run in a container, and if not, why and what to do about it.
 *
 * @param name the state as {@code docker ps} names it (Engine API, ContainerInspect)
 * @param exitCode how its main program ended the last time
 */
record ContainerStatus(String name, long exitCode) {

    static ContainerStatus of(ContainerState state) {
        return new ContainerStatus(
                Objects.requireNonNullElse(state.getStatus(), "unknown"),
                Objects.requireNonNullElse(state.getExitCodeLong(), 0L));
    }

    boolean usable() {
        return name.equals("running");
    }

    TransportException exception(String container, String machine) {
        String cannot = "Cannot use container %s on machine %s: ".formatted(container, machine);
        return switch (name) {
            case "paused" ->
                new TransportException(cannot + "it is paused; go on with it by: docker unpause " + container);
            case "restarting" ->
                new TransportException(cannot
                        + "it is restarting, as its main program ended with exit code %d; see: docker logs %s"
                                .formatted(exitCode, container));
            case "created" ->
                TransportException.nothingRuns(cannot + "it was never started; start it by: docker start " + container);
            case "exited" ->
                TransportException.nothingRuns(cannot
                        + "it is stopped (exit code %d); start it by: docker start %s".formatted(exitCode, container));
            case "removing", "dead" ->
                TransportException.nothingRuns(cannot + "it is being removed (%s); make it anew".formatted(name));
            default -> new TransportException(cannot + "its state is " + name);
        };
    }
}
