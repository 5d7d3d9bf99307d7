/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.concert.launcher.api.Channel;
import org.concert.launcher.api.Command;
import org.concert.launcher.api.ExitStatus;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.Launcher.Registration;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.ShellQuote;
import org.concert.launcher.api.Target;
import org.concert.launcher.api.Transport;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.core.internal.agent.AgentResult;
import org.concert.launcher.core.internal.agent.CommandAgent;
import org.concert.launcher.core.internal.window.Listing;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.Stranger;
import org.concert.launcher.core.internal.window.TmuxServer;
import org.concert.launcher.tmux.Notification;
import org.concert.launcher.tmux.TmuxClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes connections by the transports there are. */
public final class Connector implements Connections {

    /** Prints what other accounts have started. */
    static final String STRANGERS = "strangers";

    private static final Logger logger = LoggerFactory.getLogger(Connector.class);

    /** A machine that does not answer for so long counts as unreachable. */
    private static final Duration ANSWER = Duration.ofSeconds(10);

    /** The first answer of tmux may have to wait for other launchers that come and go; its script says how long. */
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(30);

    /** Programs whose window was closed get SIGHUP, and half a second to end by that before they count as living on. */
    private static final int MOST_LOOKS = 5;

    /** How long a server whose socket was removed is given to make it again; its script says how long. */
    private static final Duration LONGEST_RECALL = Duration.ofSeconds(20);

    /** A program, as {@code members_of} prints it; what leads the session of the window has a plus, and is none of the process. */
    private static final Pattern MEMBER = Pattern.compile("(?m)^- (\\d{1,9}):\\d+:(?![+~])");

    /** Tells a missing tmux from one that fails, on every transport. */
    private static final List<String> LOOK =
            List.of("sh", "-c", "command -v \"$1\" >/dev/null || exit 127; exec \"$@\"", "sh");

    private static final int NOT_FOUND = 127;

    /** How often tmux is asked whose server ends each time. */
    private static final int ATTEMPTS = 5;

    /** What tmux says when nothing can run: there is no server, or one without a session. Of one that it may not ask it says otherwise. */
    private static final Pattern NOTHING_RUNS = Pattern.compile("(?m)^(no server running on |no current target$"
            + "|error connecting to .* \\((No such file or directory|Connection refused)\\)$)");

    /** What tmux says when its server ends while it is asked; so nobody, or another server, is there now. */
    private static final Pattern SERVER_ENDED = Pattern.compile("(?m)^(server exited( unexpectedly)?|lost server)$");

    private final Transports transports;
    private final @Nullable String socket;
    private final ScheduledExecutorService timer;

    /**
     * Create a connector.
     *
     * @param transports how machines are reached
     * @param socket the tmux server to use; see {@link TmuxServer#clientArguments}
     * @param timer runs the deadlines of the commands
     */
    public Connector(Transports transports, @Nullable String socket, ScheduledExecutorService timer) {
        this.transports = transports;
        this.socket = socket;
        this.timer = timer;
    }

    @Override
    public String transportName(String machine) throws TransportException {
        return Transports.name(transports.serving(Target.machine(machine)));
    }

    @Override
    public Connection connect(String machine, Consumer<Notification> heard)
            throws TransportException, InterruptedException {
        Host host = openMachine(machine);
        try {
            return connect(machine, host, heard);
        } catch (TransportException e) {
            TransportException told = BrokenConnectionException.orGiven(e, host);
            host.close();
            throw told;
        } catch (InterruptedException | RuntimeException e) {
            host.close();
            throw e;
        }
    }

    private Connection connect(String machine, Host host, Consumer<Notification> heard)
            throws TransportException, InterruptedException {
        CommandAgent agent = CommandAgent.open(host, timer);
        MachineFacts facts =
                MachineFacts.parse(machine, await(machine, agent.greeting()).output());
        CompletableFuture<AgentResult> runs = agent.run("living_runs", ANSWER);
        CompletableFuture<AgentResult> strangers = agent.run(STRANGERS, ANSWER);
        Channel channel = host.open(new Command(TmuxServer.clientArguments(socket), true));
        TmuxClient client = TmuxClient.open(channel.stdout(), channel.stdin(), "concert-tmux-" + machine, heard);
        TmuxServer server = new TmuxServer(client, agent, socket);
        await(machine, server.watch(), FIRST_ANSWER);
        // What is found before the panes are listed has a pane by then, if it is to have one.
        String living = await(machine, runs).output();
        Listing listing = await(machine, server.list());
        String origin = facts.mountNamespace() + await(machine, server.socketPath());
        Orphans orphans = Orphans.among(living, origin);
        orphans.dropShown(listing.panes());
        if (!orphans.isEmpty()) {
            requireOnlyServer(machine, agent);
        }
        return new Connection(
                host,
                agent,
                server,
                client.ended(),
                facts,
                origin,
                listing,
                Stranger.read(await(machine, strangers).output()),
                orphans,
                new Leaving(host, agent, client, channel));
    }

    @Override
    public Duration patience() {
        return transports.patience();
    }

    @Override
    public Registration onTransport(Runnable come) {
        return transports.onAdded(come);
    }

    @Override
    public long transportChanges() {
        return transports.changes();
    }

    @Override
    public Place openContainer(Host machine, Target target) throws TransportException, InterruptedException {
        Host host = transports.open(target, name -> machine);
        try {
            CommandAgent agent = CommandAgent.open(host, timer);
            boolean bash = MachineFacts.bashIn(
                    "container " + target,
                    await(target.machine(), agent.greeting()).output());
            if (!bash) {
                logger.warn("Container {} has no bash: commands run there by sh -c, without ~/.bashrc", target);
            }
            return new Place(host, agent, bash);
        } catch (TransportException | InterruptedException | RuntimeException e) {
            host.close();
            throw e;
        }
    }

    @Override
    public Seen look(String machine) throws TransportException, InterruptedException {
        try (Host host = openMachine(machine);
                CommandAgent agent = CommandAgent.open(host, timer)) {
            CompletableFuture<AgentResult> runs = agent.run("living_runs", ANSWER);
            CompletableFuture<AgentResult> strangers = agent.run(STRANGERS, ANSWER);
            CompletableFuture<AgentResult> path = agent.run(TmuxServer.socketPath(socket), ANSWER);
            Listing listing = list(machine, host, agent);
            String greeting = await(machine, agent.greeting()).output();
            String origin = MachineFacts.mountNamespace(machine, greeting)
                    + await(machine, path).output();
            Orphans orphans = Orphans.among(await(machine, runs).output(), origin);
            Set<String> living = orphans.runs();
            orphans.dropShown(listing.panes());
            for (int looks = 0; looks < MOST_LOOKS && !orphans.isEmpty(); looks++) {
                // They may be ending with their window. And what has been started since the panes were listed is none.
                String again = await(machine, agent.run("sleep 0.1 2> /dev/null || sleep 1; living_runs", ANSWER))
                        .output();
                listing = list(machine, host, agent);
                orphans = Orphans.among(again, origin);
                living = orphans.runs();
                orphans.dropShown(listing.panes());
            }
            if (!orphans.isEmpty()) {
                requireOnlyServer(machine, agent);
            }
            addLeft(machine, agent, listing.panes(), living, orphans);
            return new Seen(
                    listing,
                    Stranger.read(await(machine, strangers).output()),
                    orphans,
                    troubles(machine, host, listing.panes()),
                    MachineFacts.uptime(machine, greeting),
                    MachineFacts.stateFolder(machine, greeting));
        }
    }

    /** A container that is paused, or whose Engine does not answer, shows in no pane. */
    private Map<String, String> troubles(String machine, Host host, Collection<PaneRecord> panes)
            throws InterruptedException {
        Map<String, String> troubles = new HashMap<>();
        Set<String> containers = new TreeSet<>();
        for (PaneRecord pane : panes) {
            String container = pane.start().source().container();
            if (container != null && (pane.alive() || pane.hasEndedAsALostClient())) {
                containers.add(container);
            }
        }
        for (String container : containers) {
            try {
                transports.open(new Target(machine, container), name -> host).close();
            } catch (TransportException e) {
                if (!e.isNothingRunning()) {
                    troubles.put(container, String.valueOf(e.getMessage()));
                }
            }
        }
        return troubles;
    }

    /** Add what still lives of the programs that a stop could not end, or that a command has left in the background. */
    private static void addLeft(
            String machine, CommandAgent agent, Collection<PaneRecord> panes, Set<String> living, Orphans orphans)
            throws TransportException, InterruptedException {
        for (PaneRecord pane : panes) {
            if (!pane.marks().left().isEmpty()
                    || (pane.dead() && living.contains(pane.start().run()))) {
                addLeft(machine, agent, pane, orphans);
            }
        }
    }

    private static void addLeft(String machine, CommandAgent agent, PaneRecord pane, Orphans orphans)
            throws TransportException, InterruptedException {
        String wanted = "- 0 " + pane.start().run() + " " + pane.marks().left().replaceAll(":[^:\\s]*(\\s+|$)", " ");
        String found = await(machine, agent.run("members_of " + ShellQuote.word(wanted), ANSWER))
                .output();
        List<Long> pids = MEMBER.matcher(found)
                .results()
                .map(member -> Long.valueOf(member.group(1)))
                .toList();
        if (!pids.isEmpty()) {
            orphans.add(pane.key(), pane.start().run(), pids);
        }
    }

    /** A server that was begun when the socket of another one was removed hides what that one runs. */
    private void requireOnlyServer(String machine, CommandAgent agent) throws TransportException, InterruptedException {
        String pids = await(machine, agent.run(TmuxServer.rivals(socket), ANSWER))
                .output()
                .strip();
        if (pids.contains(" ")) {
            throw new TransportException(
                    ("Cannot use machine %s: several tmux servers (pids %s) have one socket, which was"
                                    + " removed under all but one of them; end the one that was begun last")
                            .formatted(machine, pids));
        }
    }

    /** Have tmux list what there is of ours; again if it does not know how a pane ended, and has to be nudged. */
    private Listing list(String machine, Host host, CommandAgent agent)
            throws TransportException, InterruptedException {
        Optional<Listing> listed = list(machine, host, TmuxServer.listArguments(socket), ATTEMPTS);
        if (listed.isEmpty()) {
            AgentResult recalled = await(machine, agent.run(TmuxServer.recall(socket), LONGEST_RECALL), LONGEST_RECALL);
            if (recalled.exitCode() != 0) {
                throw new TransportException("Cannot look at machine %s: %s"
                        .formatted(machine, recalled.output().strip()));
            }
            listed = list(machine, host, TmuxServer.listArguments(socket), ATTEMPTS);
        }
        if (listed.isPresent() && listed.get().panes().stream().anyMatch(pane -> pane.dead() && pane.exit() == null)) {
            listed = list(machine, host, TmuxServer.nudgedListArguments(socket), ATTEMPTS);
        }
        return listed.orElse(Listing.NOTHING);
    }

    /** Do so once; nothing where there is no server. */
    private Optional<Listing> list(String machine, Host host, List<String> arguments, int attempts)
            throws TransportException, InterruptedException {
        try (Channel channel = host.open(new Command(LOOK, true).with(arguments))) {
            var deadline = timer.schedule(channel::close, ANSWER.toNanos(), TimeUnit.NANOSECONDS);
            String text = new String(channel.stdout().readAllBytes(), StandardCharsets.UTF_8);
            ExitStatus exit = await(machine, channel.exit().toCompletableFuture());
            deadline.cancel(false);
            if (exit.code() == 0) {
                return Optional.of(Listing.read(text.lines().toList()));
            }
            if (exit.code() == NOT_FOUND) {
                throw MachineFacts.tmuxMissing(machine);
            }
            if (NOTHING_RUNS.matcher(text).find()) {
                return Optional.empty();
            }
            if (attempts > 1 && SERVER_ENDED.matcher(text).find()) {
                return list(machine, host, arguments, attempts - 1);
            }
            throw new TransportException(
                    "Cannot look at machine %s: tmux says: %s (%s)".formatted(machine, text.strip(), exit));
        } catch (IOException e) {
            throw new TransportException("Cannot look at machine %s: %s".formatted(machine, e.getMessage()), e);
        }
    }

    private Host openMachine(String machine) throws TransportException, InterruptedException {
        return openMachine(machine, Set.of());
    }

    /**
     * Open a machine, and with it those that it stands on.
     *
     * @param above those that stand on it: it cannot stand on one of them
     */
    private Host openMachine(String machine, Set<String> above) throws TransportException, InterruptedException {
        Set<String> standing = new HashSet<>(above);
        standing.add(machine);
        List<Host> below = new CopyOnWriteArrayList<>();
        Transport.Machines machines = name -> {
            if (standing.contains(name)) {
                throw new TransportException("Cannot reach %s: it stands on itself".formatted(name));
            }
            Host host = openMachine(name, standing);
            below.add(host);
            return host;
        };
        Host host;
        try {
            host = transports.open(Target.machine(machine), machines);
        } catch (TransportException | InterruptedException | RuntimeException e) {
            below.forEach(Host::close);
            throw e;
        }
        return below.isEmpty()
                ? host
                : new HostView(host, host.lost(), () -> {
                    host.close();
                    below.forEach(Host::close);
                });
    }

    private static <T> T await(String machine, CompletableFuture<T> answer)
            throws TransportException, InterruptedException {
        return await(machine, answer, ANSWER);
    }

    private static <T> T await(String machine, CompletableFuture<T> answer, Duration patience)
            throws TransportException, InterruptedException {
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new TransportException(
                    "Cannot reach machine %s: no answer within %d s".formatted(machine, patience.toSeconds()), e);
        } catch (ExecutionException e) {
            Throwable cause = LauncherException.causeOf(e);
            throw new TransportException("Cannot use machine %s: %s".formatted(machine, cause.getMessage()), cause);
        }
    }
}
