/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.docker.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectExecResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.core.DockerClientImpl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.concert.launcher.api.ExitStatus;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.TransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Docker Engine of a machine. Safe for use by several threads, each of which waits for its answer. */
final class Engine implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(Engine.class);

    /** An Engine that takes longer is as good as not there. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What dial-stdio and Engines say when somebody may not ask. */
    private static final String DENIED = "permission denied";

    private static final byte[] START = "{\"Detach\":false,\"Tty\":false}".getBytes(StandardCharsets.UTF_8);

    private final String machine;
    private final EngineHttpClient http;
    private final DockerClient client;

    /**
     * Create one that was not asked anything yet.
     *
     * @param machine is on the same machine, and stays open for longer than this
     */
    Engine(Host machine) {
        this.machine = machine.target().machine();
        this.http = new EngineHttpClient(machine, PATIENCE);
        this.client = DockerClientImpl.getInstance(EngineClientConfig.INSTANCE, http);
    }

    /** Return its version, such as {@code 20.10.24}. */
    String version() throws TransportException {
        return ask(() -> client.versionCmd().exec().getVersion());
    }

    /**
     * Return the id of a running container.
     *
     * @throws TransportException with its state and what to do, if it does not run
     */
    String running(String name) throws TransportException {
        InspectContainerResponse found;
        try {
            found = ask(() -> client.inspectContainerCmd(name).exec());
        } catch (TransportException e) {
            if (e.getCause() instanceof NotFoundException) {
                throw TransportException.nothingRuns(
                        "Cannot use container %s on machine %s: there is no such container%s"
                                .formatted(name, machine, others()));
            }
            throw e;
        }
        ContainerStatus status = ContainerStatus.of(found.getState());
        if (!status.usable()) {
            throw status.exception(name, machine);
        }
        return found.getId();
    }

    /** What there is instead helps with a name that is nearly right. */
    private String others() {
        try {
            List<Container> all =
                    ask(() -> client.listContainersCmd().withShowAll(true).exec());
            String names = all.stream()
                    .flatMap(container -> Arrays.stream(container.getNames()))
                    .map(path -> path.startsWith("/") ? path.substring(1) : path)
                    .filter(path -> !path.contains("/"))
                    .sorted()
                    .limit(20)
                    .collect(Collectors.joining(", "));
            return names.isEmpty() ? "; it has none" : "; it has " + names;
        } catch (TransportException e) {
            logger.debug("{}: its containers cannot be listed", machine, e);
            return "";
        }
    }

    /** Start a program in a container; see {@link Exec#exit} for its end. */
    Exec start(String container, List<String> command) throws TransportException {
        String id = ask(() -> client.execCreateCmd(container)
                .withAttachStdin(true)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .withCmd(command.toArray(String[]::new))
                .exec()
                .getId());
        try {
            return new Exec(id, http.converse("/exec/" + id + "/start", START));
        } catch (IOException e) {
            throw failure(words(String.valueOf(e.getMessage())), e);
        }
    }

    /** A program in a container, and the streams to it. */
    record Exec(String id, EngineHttpClient.Conversation streams) {}

    /**
     * Return how a program has ended.
     *
     * @throws TransportException if it goes on, so that its streams have ended too early, or nobody knows it any more
     */
    ExitStatus exit(Exec exec) throws TransportException {
        InspectExecResponse told = ask(() -> client.inspectExecCmd(exec.id()).exec());
        Long code = told.getExitCodeLong();
        if (code == null || Boolean.TRUE.equals(told.isRunning())) {
            throw new TransportException("its connection to the Docker Engine was lost");
        }
        return ExitStatus.ofCode(code.intValue());
    }

    private <T> T ask(Supplier<T> question) throws TransportException {
        try {
            return question.get();
        } catch (DockerException e) {
            throw failure(words(String.valueOf(e.getMessage())), e);
        } catch (RuntimeException e) {
            // docker-java has no one type for what can go wrong on the way, and wraps what our client throws.
            Throwable cause = e;
            while (cause.getCause() != null && !(cause instanceof IOException)) {
                cause = cause.getCause();
            }
            throw failure(String.valueOf(cause.getMessage()), e);
        }
    }

    /** An Engine complains in JSON, and docker-java puts that into its message. */
    private static String words(String message) {
        int begin = message.indexOf('{');
        if (begin < 0) {
            return message;
        }
        try {
            return EngineClientConfig.INSTANCE
                    .getObjectMapper()
                    .readTree(message.substring(begin))
                    .path("message")
                    .asText(message);
        } catch (JsonProcessingException notJson) {
            return message;
        }
    }

    private TransportException failure(String words, Exception cause) {
        String remedy = words.contains(DENIED)
                ? "; add the user there to the group docker (usermod -aG docker USER) and log in anew"
                : "";
        return new TransportException(
                "Cannot use Docker on machine %s: %s%s".formatted(machine, words.strip(), remedy), cause);
    }

    @Override
    public void close() {
        http.close();
    }
}
