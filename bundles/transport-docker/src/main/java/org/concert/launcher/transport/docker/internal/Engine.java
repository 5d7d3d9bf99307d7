/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.docker.internal;

import com.github.dockerjava.api.command.ExecCreateCmd;
import com.github.dockerjava.api.command.ExecCreateCmdResponse;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectExecResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ErrorDetail;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.core.command.ExecCreateCmdImpl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.HttpStatus;
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

    /**
     * Create one that was not asked anything yet.
     *
     * @param machine is on the same machine, and stays open for longer than this
     */
    Engine(Host machine) {
        this.machine = machine.target().machine();
        this.http = new EngineHttpClient(machine, PATIENCE);
    }

    /** Return its version, such as {@code 20.10.24}. */
    String version() throws TransportException {
        return ask(() -> got("/version", Version.class)).getVersion();
    }

    /**
     * Return the id of a running container.
     *
     * @throws TransportException with its state and what to do, if it does not run
     */
    String running(String name) throws TransportException {
        InspectContainerResponse found;
        try {
            found = ask(() -> got("/containers/" + segment(name) + "/json", InspectContainerResponse.class));
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
            Container[] all = ask(() -> got("/containers/json?all=true", Container[].class));
            String names = Arrays.stream(all)
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
        ExecCreateCmd created = new ExecCreateCmdImpl(this::create, container)
                .withAttachStdin(true)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .withCmd(command.toArray(String[]::new));
        String id = ask(() -> create(created)).getId();
        try {
            return new Exec(id, http.converse("/exec/" + id + "/start", START));
        } catch (IOException e) {
            throw failure(words(String.valueOf(e.getMessage())), e);
        }
    }

    /** Have an Engine note what is to be started. */
    private ExecCreateCmdResponse create(ExecCreateCmd command) {
        String container = Objects.requireNonNull(command.getContainerId());
        return answer(
                () -> http.post("/containers/" + segment(container) + "/exec", ModelJson.write(command)),
                ExecCreateCmdResponse.class);
    }

    /** A program in a container, and the streams to it. */
    record Exec(String id, EngineHttpClient.Conversation streams) {}

    /**
     * Return how a program has ended.
     *
     * @throws TransportException if it goes on, so that its streams have ended too early, or nobody knows it any more
     */
    ExitStatus exit(Exec exec) throws TransportException {
        InspectExecResponse told = ask(() -> got("/exec/" + segment(exec.id()) + "/json", InspectExecResponse.class));
        Long code = told.getExitCodeLong();
        if (code == null || Boolean.TRUE.equals(told.isRunning())) {
            throw new TransportException("its connection to the Docker Engine was lost");
        }
        return ExitStatus.ofCode(code.intValue());
    }

    /** A name as a part of a path: whatever it holds, it leads nowhere else. */
    private static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private <T> T got(String path, Class<T> type) {
        return answer(() -> http.get(path), type);
    }

    /** Asks an Engine, and waits for its answer. */
    private interface Asking {

        EngineHttpClient.Reply reply() throws IOException, TransportException;
    }

    /** Return an answer, as docker-java has it: a refusal is one of its exceptions. */
    private static <T> T answer(Asking asking, Class<T> type) {
        try {
            EngineHttpClient.Reply reply = asking.reply();
            if (reply.status() == HttpStatus.SC_NOT_FOUND) {
                throw new NotFoundException(words(reply.body()));
            }
            if (reply.status() >= HttpStatus.SC_REDIRECTION) {
                throw new DockerException(words(reply.body()), reply.status());
            }
            return ModelJson.read(reply.body(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TransportException e) {
            throw new UncheckedIOException(new IOException(e.getMessage(), e));
        }
    }

    private <T> T ask(Supplier<T> question) throws TransportException {
        try {
            return question.get();
        } catch (DockerException e) {
            throw failure(String.valueOf(e.getMessage()), e);
        } catch (UncheckedIOException e) {
            throw failure(String.valueOf(Objects.requireNonNull(e.getCause()).getMessage()), e);
        }
    }

    /** An Engine complains in JSON. */
    private static String words(String body) {
        try {
            return Objects.requireNonNullElse(
                    ModelJson.read(body, ErrorDetail.class).getMessage(), body.strip());
        } catch (IOException notJson) {
            return body.strip();
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
