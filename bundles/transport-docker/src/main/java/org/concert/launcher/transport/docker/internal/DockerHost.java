/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.docker.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.concert.launcher.api.Channel;
import org.concert.launcher.api.Command;
import org.concert.launcher.api.ExitStatus;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.Target;
import org.concert.launcher.api.TransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running container. What is run in it goes through the Engine of its machine, which knows the container by its id. */
final class DockerHost implements Host {

    private static final Logger logger = LoggerFactory.getLogger(DockerHost.class);

    /** Tells the process id of a program, which is the only way to end it, and of a missing program. */
    private static final String BEGIN = "command -v -- \"$1\" >/dev/null 2>&1 || { printf '"
            + DockerChannel.BEGIN_ESCAPED + "0" + DockerChannel.END_ESCAPED + "'; exit 127; }; printf '"
            + DockerChannel.BEGIN_ESCAPED + "%s" + DockerChannel.END_ESCAPED + "' \"$$\"; ";

    private static final String MERGE = "exec 2>&1; ";
    private static final String GO_ON = "exec \"$@\"";

    private static final Duration LONGEST_BEGIN = Duration.ofSeconds(20);
    private static final Duration LONGEST_END = Duration.ofSeconds(3);

    /** A key sequence that nobody types, as to leave the client of docker exec is to leave the program running unseen. */
    private static final String DETACH_KEYS = "ctrl-@,ctrl-^,ctrl-@,ctrl-^";

    /** Carried by all that is started in one window, so that it can be found in the container. */
    private static final String MARK = "CONCERT_LAUNCHER_EXEC";

    private static final String IN_WINDOW = resource("window.sh");
    private static final String END = resource("end.sh");

    private final Target target;
    private final String container;
    private final Host machine;
    private final Engine engine;
    private final String id;
    private final String runtime;
    private final Map<String, String> clientEnvironment;
    private final CompletableFuture<String> lost = new CompletableFuture<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Set<DockerChannel> channels = ConcurrentHashMap.newKeySet();
    private final ExecutorService endings;

    /**
     * Create a host.
     *
     * @param container its name
     * @param machine stays open for longer than this
     * @param engine is closed with this
     * @param id the id of the container that has the name now
     * @param runtime what runs it, for people
     * @param clientEnvironment what the docker command of the machine has to find in its environment
     */
    DockerHost(
            Target target,
            String container,
            Host machine,
            Engine engine,
            String id,
            String runtime,
            Map<String, String> clientEnvironment) {
        this.target = target;
        this.container = container;
        this.machine = machine;
        this.engine = engine;
        this.id = id;
        this.runtime = runtime;
        this.clientEnvironment = Map.copyOf(clientEnvironment);
        this.endings = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "concert-docker-end-" + container);
            thread.setDaemon(true);
            return thread;
        });
        machine.lost().thenAccept(lost::complete);
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public Optional<String> runtime() {
        return Optional.of(runtime);
    }

    @Override
    public Channel open(Command command) throws TransportException {
        String program = command.arguments().get(0);
        if (lost.isDone()) {
            throw new TransportException("Cannot run %s in container %s: the connection is lost: %s"
                    .formatted(program, target, lost.join()));
        }
        DockerChannel channel = start(command);
        try {
            long pid = channel.pid().get(LONGEST_BEGIN.toSeconds(), TimeUnit.SECONDS);
            if (pid == 0) {
                channel.close();
                throw new TransportException(
                        "Cannot run %s in container %s: there is no such program".formatted(program, target));
            }
            return channel;
        } catch (ExecutionException e) {
            channel.close();
            Throwable why = LauncherException.causeOf(e);
            throw new TransportException(
                    "Cannot run %s in container %s: %s".formatted(program, target, why.getMessage()), e);
        } catch (TimeoutException e) {
            channel.close();
            throw new TransportException(
                    "Cannot run %s in container %s: no answer within %d s"
                            .formatted(program, target, LONGEST_BEGIN.toSeconds()),
                    e);
        } catch (InterruptedException e) {
            channel.close();
            Thread.currentThread().interrupt();
            throw new TransportException("Cannot run %s in container %s: interrupted".formatted(program, target), e);
        }
    }

    private DockerChannel start(Command command) throws TransportException {
        List<String> words =
                new ArrayList<>(List.of("sh", "-c", BEGIN + (command.mergeErrors() ? MERGE : "") + GO_ON, "sh"));
        words.addAll(command.arguments());
        Engine.Exec exec = engine.start(id, words);
        DockerChannel channel = new DockerChannel(exec.streams(), () -> engine.exit(exec), this::end);
        channels.add(channel);
        CompletionStage<ExitStatus> exit = channel.exit();
        exit.whenComplete((status, failure) -> channels.remove(channel));
        channel.begin("concert-docker-" + container);
        return channel;
    }

    @Override
    public TerminalCommand inTerminal(List<String> command, Map<String, String> environment) {
        String mark = MARK + "=" + UUID.randomUUID();
        List<String> words = new ArrayList<>(List.of("sh", "-c", IN_WINDOW, "sh", container, END, mark));
        words.addAll(List.of("docker", "exec", "-it", "--detach-keys", DETACH_KEYS, "-e", mark));
        environment.forEach((name, value) -> words.addAll(List.of("-e", name + "=" + value)));
        words.add(container);
        words.addAll(command);
        return new TerminalCommand(words, clientEnvironment);
    }

    @Override
    public Optional<List<String>> inTerminalHere(List<String> command) {
        return machine.inTerminalHere(inTerminal(command, Map.of()).arguments());
    }

    @Override
    public CompletionStage<String> lost() {
        return lost;
    }

    /** An Engine has no way to end what was started in a container. */
    private void end(DockerChannel channel) {
        try {
            endings.execute(() -> kill(channel));
        } catch (RejectedExecutionException e) {
            channel.leave();
        }
    }

    private void kill(DockerChannel channel) {
        long pid = channel.pid().isCompletedExceptionally() ? 0 : channel.pid().getNow(0L);
        if (pid != 0
                && !channel.exit().toCompletableFuture().isDone()
                && !machine.lost().toCompletableFuture().isDone()) {
            List<String> kill = List.of("sh", "-c", "kill -KILL \"$1\"", "sh", Long.toString(pid));
            try (EngineHttpClient.Conversation killing = engine.start(id, kill).streams()) {
                killing.output().readAllBytes();
            } catch (TransportException | IOException e) {
                logger.debug("{}: program {} cannot be ended", target, pid, e);
            }
        }
        channel.leave();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        lost.complete("closed");
        channels.forEach(DockerChannel::close);
        endings.shutdown();
        try {
            if (!endings.awaitTermination(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)) {
                endings.shutdownNow();
            }
        } catch (InterruptedException e) {
            endings.shutdownNow();
            Thread.currentThread().interrupt();
        }
        channels.forEach(DockerChannel::leave);
        engine.close();
    }

    private static String resource(String name) {
        try (InputStream stream = DockerHost.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("Cannot find " + name + " in the bundle");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
