/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import static org.concert.launcher.tmux.TmuxText.argument;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concert.launcher.api.ExitStatus;
import org.concert.launcher.core.internal.agent.Agent;
import org.concert.launcher.core.internal.script.ShellProgram;
import org.concert.launcher.tmux.TmuxClient;
import org.jspecify.annotations.Nullable;

/**
 * The panes of ours on one tmux server. Safe for use by several threads; futures are completed on the reading thread of
 * the client.
 *
 * <p>Launchers of one server meet in a session of their own, {@value #MEETING}, which the last to go removes. When one
 * changes a mark, or when tmux sees a pane die, the {@link Bell} in it rings.
 */
public final class TmuxServer implements Panes {

    /** The session that control clients are attached to. No session of processes can have a name with a slash. */
    public static final String MEETING = "concert-launcher/bell";

    private static final String SUBSCRIPTION = "concert";

    /** Changes within a second whatever happens to our panes: what no bell tells, such as a pane closed by hand. */
    private static final String WATCH = "refresh-client -B "
            + argument(
                    SUBSCRIPTION + "::#{S:#{W:#{P:#{?" + Original.KEY
                            + ",#{pane_id}#{pane_dead}#{pane_dead_status}#{pane_dead_signal}"
                            + "#{@concert_ready}#{@concert_stop}#{?@concert_failure,f,}#{?@concert_unhealthy,u,}#{?@concert_backoff,b,}#{?@concert_left,l,} ,}}}}");

    /** tmux answers in milliseconds; a machine that is so busy is as good as lost. */
    private static final Duration LONGEST_SCRIPT = Duration.ofSeconds(40);

    /** What the script says of a session for people: how many windows it has, and the socket of its server. */
    private static final Pattern SHOWN = Pattern.compile("(?s).*?\\d+ (/[^\n]*)");

    /** Asks what tells this client from all others of the server. */
    private static final String OWN_NAME = "display-message -p '#{client_name}'";

    /** What tmux says of the window of a start that is not there any more, nor its session. */
    private static final Pattern GONE = Pattern.compile(" (pane|session): \\S+$");

    private final TmuxClient client;
    private final Agent agent;
    private final TmuxScripts scripts;
    private final PaneRemovals removals;
    private final Placeholders placeholders;
    private volatile long latencyMillis;
    private final TimelyChanges changes;
    private volatile AskedMarks asked;

    /**
     * Create the view of a client that is attached to {@link #MEETING}.
     *
     * @param agent runs scripts on the machine of the server
     * @param socket see {@link #clientArguments}
     */
    public TmuxServer(TmuxClient client, Agent agent, @Nullable String socket) {
        this.client = client;
        this.changes = new TimelyChanges(client);
        this.asked = new AskedMarks(changes::change, this::runAndRing, "");
        this.agent = agent;
        this.scripts = new TmuxScripts(socket);
        this.removals = new PaneRemovals(client, this::removeNow);
        this.placeholders = new Placeholders(agent, scripts, LONGEST_SCRIPT);
    }

    /**
     * Return the arguments that make a client.
     *
     * @param socket the name of a server, the path of its socket if it contains a slash, or null for the user's own
     */
    public static List<String> clientArguments(@Nullable String socket) {
        return ShellProgram.words("tmux client", new TmuxScripts(socket).attach(MEETING, SUBSCRIPTION));
    }

    /** Return the arguments that list our panes once, and how what was stopped has ended; they start no server. */
    public static List<String> listArguments(@Nullable String socket) {
        return arguments(socket, List.of());
    }

    /** Return the arguments that do the same after a {@link #nudge}. */
    public static List<String> nudgedListArguments(@Nullable String socket) {
        return arguments(socket, List.of("run-shell", "true", ";"));
    }

    /** Return the script that has a server whose socket was removed make it again, and otherwise complains. */
    public static String recall(@Nullable String socket) {
        return new TmuxScripts(socket).recall();
    }

    /** Return the script that prints the path of the server's socket. */
    public static String socketPath(@Nullable String socket) {
        return new TmuxScripts(socket).socketPath();
    }

    /** Return the script that prints the process ids of all servers of this socket: several if a person began one when it was removed. */
    public static String rivals(@Nullable String socket) {
        return new TmuxScripts(socket).rivals();
    }

    private static List<String> arguments(@Nullable String socket, List<String> before) {
        List<String> arguments = new ArrayList<>(List.of("tmux", "-u"));
        arguments.addAll(TmuxScripts.serverWords(socket));
        arguments.addAll(before);
        arguments.addAll(Listing.arguments());
        return arguments;
    }

    /** Have tmux tell of deaths and changes from now on. */
    public CompletableFuture<List<String>> watch() {
        return client.run(WATCH, OutputCapture.prepare(), OWN_NAME, TimelyChanges.CLOCK)
                .thenApply(told -> {
                    asked = new AskedMarks(changes::change, this::runAndRing, told.get(told.size() - 2));
                    return changes.takeClock(told);
                });
    }

    @Override
    public CompletableFuture<Void> ping() {
        return changes.ping();
    }

    @Override
    public CompletableFuture<Listing> list() {
        long askedMillis = TimelyChanges.nowMillis();
        return client.run(Listing.commands()).thenApply(lines -> {
            latencyMillis = TimelyChanges.nowMillis() - askedMillis;
            return Listing.read(lines);
        });
    }

    @Override
    public CompletableFuture<List<String>> noteWish(ProcessKey key, Wish wish) {
        return asked.noteWish(key, wish);
    }

    @Override
    public CompletableFuture<Boolean> changeWish(ProcessKey key, String id, @Nullable Wish next) {
        return asked.changeWish(key, id, next);
    }

    @Override
    public CompletableFuture<Boolean> noteUp(String session, UpMark up) {
        return asked.noteUp(session, up);
    }

    @Override
    public long latencyMillis() {
        return latencyMillis;
    }

    /** Return the path of the server's socket. */
    public CompletableFuture<String> socketPath() {
        return client.run("display-message -p " + argument("#{socket_path}"))
                .thenApply(lines -> String.join("", lines));
    }

    @Override
    public CompletableFuture<PaneStarted> start(PaneStart start) {
        return placeholders.in(start.key().session(), start.directory()).thenCompose(present -> start(start, present));
    }

    private CompletableFuture<PaneStarted> start(PaneStart start, List<String> present) {
        return client.run(start.hooks())
                .thenCompose(hooks -> PaneStart.isHooked(hooks)
                        ? Proviso.reply(PaneStart.TAKEN, changes.change(start.hold()))
                        : runAndTidy(start.start(), present))
                .thenCompose(told -> {
                    List<String> holders = find(PaneStart.HOLDER, told).stream()
                            .map(holder -> holder.get(0))
                            .toList();
                    return find(PaneStart.HELD, told)
                            .map(held -> runAndTidy(start.release(held.get(0)), present))
                            .orElse(CompletableFuture.completedFuture(told))
                            .thenCompose(started -> placeholders.remove(holders).thenApply(tidied -> started));
                })
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        GONE.matcher(String.valueOf(failure.getMessage())).find()
                                ? new IllegalStateException(
                                        "its window was closed at once, by a hook of tmux most likely;"
                                                + " 'tmux show-hooks -g' lists these")
                                : failure))
                .thenApply(told -> find(PaneStart.STARTED, told)
                        .map(pane -> new PaneStarted(pane.get(0), Long.parseLong(pane.get(1))))
                        .orElse(PaneStarted.TAKEN));
    }

    /** Run the list of a start and ring, and then, whether the list was dropped or not, remove what it needs no more. */
    private CompletableFuture<List<String>> runAndTidy(String list, List<String> needless) {
        CompletableFuture<List<String>> told = Proviso.reply(PaneStart.TAKEN, changes.change(list));
        // What comes of the list is told by its own reply.
        return runAndRing()
                .exceptionally(failure -> List.of())
                .thenCompose(rung -> placeholders.remove(needless))
                .thenCompose(tidied -> told);
    }

    /** Run commands and ring, but where the bell is mute or a proviso of the commands does not hold. */
    private CompletableFuture<List<String>> runAndRing(String... commands) {
        List<String> all = new ArrayList<>(List.of(commands));
        all.add(Bell.RING);
        return Proviso.reply(Bell.MUTE, changes.change(all.toArray(String[]::new)));
    }

    /** Return the id and the process id of the pane that was told of in a line of some format. */
    private static Optional<List<String>> find(String format, List<String> told) {
        return told.stream()
                .map(line -> line.split(" ", -1))
                .filter(words -> words.length == 3 && format.startsWith(words[0] + " "))
                .map(words -> List.of(words[1], words[2]))
                .findFirst();
    }

    @Override
    public CompletableFuture<Beginning> beginning(String paneId) {
        return client.run("display-message -p -t %s %s".formatted(argument(paneId), argument(PaneFormat.BEGINNING)))
                .thenApply(PaneFormat::beginning);
    }

    @Override
    public CompletableFuture<List<String>> markBegun(String paneId, long millis) {
        return client.run("set-option -p -t %s %s %d".formatted(argument(paneId), PaneFormat.BEGUN, millis));
    }

    @Override
    public CompletableFuture<Map<String, String>> environment(String paneId) {
        String told = "#{default-terminal} #{socket_path},#{pid},#{s/[$]//:session_id}";
        return client.run("display-message -p -t %s %s".formatted(argument(paneId), argument(told)))
                .thenApply(lines -> {
                    // The path of a socket may hold spaces.
                    String[] words = String.join("", lines).split(" ", 2);
                    return words.length < 2
                            ? Map.of()
                            : Map.of("TERM", words[0], "TMUX", words[1], "TMUX_PANE", paneId);
                });
    }

    @Override
    public CompletableFuture<List<String>> markReady(String paneId, long millis) {
        String target = argument(paneId);
        return runAndRing(
                Proviso.drop(Bell.MUTE, target, "#{||:#{pane_dead}," + PaneFormat.ENDED + "}"),
                "set-option -p -t %s %s %d".formatted(target, PaneFormat.READY, millis));
    }

    @Override
    public CompletableFuture<List<String>> markStop(String paneId, long millis) {
        return mark(paneId, PaneFormat.STOP, Long.toString(millis));
    }

    @Override
    public CompletableFuture<List<String>> markFailure(String paneId, String failure) {
        return mark(paneId, PaneFormat.FAILURE, StartMark.encode(failure));
    }

    @Override
    public CompletableFuture<List<String>> markLack(String paneId, String lack) {
        return lack.isEmpty()
                ? mark(paneId, PaneFormat.LACK, "")
                : client.run("set-option -p -t %s %s %s"
                        .formatted(argument(paneId), PaneFormat.LACK, argument(StartMark.encode(lack))));
    }

    @Override
    public CompletableFuture<Boolean> markUnhealthy(String paneId, String why) {
        String target = argument(paneId);
        String taken =
                "#{||:#{pane_dead},#{||:#{!=:#{%s},},#{!=:#{%s},}}}".formatted(PaneFormat.STOP, PaneFormat.UNHEALTHY);
        CompletableFuture<List<String>> noted = why.isEmpty()
                ? mark(paneId, PaneFormat.UNHEALTHY, "")
                : runAndRing(
                        Proviso.drop(Bell.MUTE, target, taken),
                        "set-option -p -t %s %s %s"
                                .formatted(target, PaneFormat.UNHEALTHY, argument(StartMark.encode(why))));
        return noted.thenApply(told -> !told.contains(Bell.MUTE));
    }

    @Override
    public CompletableFuture<List<String>> markLeft(String paneId, String programs) {
        return mark(paneId, PaneFormat.LEFT, StartMark.encode(programs));
    }

    @Override
    public CompletableFuture<List<String>> markSupervised(String launcher, Collection<String> sessions) {
        return runAndRing(Supervision.note(launcher, sessions));
    }

    @Override
    public CompletableFuture<List<String>> markBackoff(String paneId, RestartMarks known, RestartMarks decided) {
        String target = argument(paneId);
        String changed = "#{||:#{!=:#{%s},%s},#{!=:#{%s},}}"
                .formatted(PaneFormat.BACKOFF, known.encodeBackoff(), PaneFormat.STOP);
        String set = "set-option -p -t %s %s %s";
        return runAndRing(
                Proviso.drop(Bell.MUTE, target, changed),
                set.formatted(target, PaneFormat.BACKOFF, argument(decided.encodeBackoff())),
                set.formatted(target, PaneFormat.RESTARTS, argument(decided.encodeRestarts())));
    }

    private CompletableFuture<List<String>> mark(String paneId, String option, String value) {
        return runAndRing("set-option -p -t %s %s %s".formatted(argument(paneId), option, argument(value)));
    }

    @Override
    public CompletableFuture<List<String>> type(String paneId, String key) {
        String target = argument(paneId);
        // Somebody may look back in its output, where keys mean other things.
        return client.run(
                "if-shell -F -t %s %s %s"
                        .formatted(
                                target, argument("#{pane_in_mode}"), argument("send-keys -t " + target + " -X cancel")),
                "send-keys -t %s %s".formatted(target, argument(key)));
    }

    @Override
    public CompletableFuture<List<String>> nudge() {
        return client.run("run-shell -b true");
    }

    @Override
    public CompletableFuture<String> monitor(String session, boolean replace, List<MonitorWindow> windows) {
        return agent.run(scripts.monitor(session, replace, windows), LONGEST_SCRIPT)
                .thenApply(result -> {
                    Matcher shown = SHOWN.matcher(result.output().strip());
                    if (shown.matches()) {
                        return shown.group(1);
                    }
                    throw new IllegalStateException(
                            result.output().strip().equals("foreign")
                                    ? "there is one of this name that somebody else made"
                                    : "tmux says: " + result.output().strip());
                });
    }

    @Override
    public CompletableFuture<Void> remove(String paneId) {
        return removals.remove(paneId);
    }

    @Override
    public CompletableFuture<Void> removeStopped(PaneRecord stopped) {
        ExitStatus exit = stopped.exit();
        CompletableFuture<List<String>> noted =
                exit == null ? CompletableFuture.completedFuture(List.of()) : client.run(EndMark.note(stopped, exit));
        // To know less of how it ended is no reason to leave its window.
        return noted.exceptionally(failure -> List.of()).thenCompose(done -> remove(stopped.paneId()));
    }

    private CompletableFuture<List<String>> removeNow(List<String> paneIds) {
        placeholders.forget();
        return agent.run(scripts.removePanes(paneIds), LONGEST_SCRIPT).thenCompose(removed -> runAndRing());
    }

    @Override
    public CompletableFuture<List<String>> screen(String paneId, int lines) {
        return client.run("capture-pane -p -J -t %s -S -%d".formatted(argument(paneId), lines));
    }
}
