/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.concert.launcher.api.Channel;
import org.concert.launcher.api.Command;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.Target;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.core.internal.agent.Agent;
import org.concert.launcher.core.internal.agent.AgentResult;
import org.concert.launcher.core.internal.loop.VirtualTime;
import org.concert.launcher.core.internal.window.Listing;
import org.concert.launcher.core.internal.window.MonitorWindow;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.PaneStart;
import org.concert.launcher.core.internal.window.PaneStarted;
import org.concert.launcher.core.internal.window.Panes;
import org.concert.launcher.core.internal.window.ProcessKey;
import org.concert.launcher.core.internal.window.RestartMarks;
import org.concert.launcher.core.internal.window.UpMark;
import org.concert.launcher.core.internal.window.Wish;
import org.concert.launcher.tmux.Notification;
import org.concert.launcher.tmux.TmuxException;
import org.jspecify.annotations.Nullable;

/**
 * What one launcher has of a {@link PlayedMachine}: its tmux client, its shell and its host. What is asked gets there, and its
 * answer back, in order and after some milliseconds; scripts run side by side. When it is lost, what was under way may have been
 * done or not, as everywhere.
 */
final class PlayedConnection implements Panes, Agent, Host {

    private static final int LATENCY = 3;

    /** How late tmux may come to what it was sent, as the real one has it; counted from a question that it has not answered. */
    private static final long IN_TIME_NANOS = 7_000_000_000L;

    private static final Pattern MEMBERS = Pattern.compile("members_of((?: '[^']*')+)");
    private static final Pattern SIGNAL = Pattern.compile("(signal_members|stop) '?(\\w+)'?((?: (?:'[^']*'|\\S+))+)");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final Pattern CHECK = Pattern.compile("check-(\\w+)");

    private final PlayedMachine machine;
    private final VirtualTime time;
    private final String name;
    private final Consumer<Notification> heard;
    private final CompletableFuture<String> lost = new CompletableFuture<>();
    private final Set<CompletableFuture<?>> pending = new LinkedHashSet<>();
    private long pingedNanos = -1;
    private long thereNanos;
    private long backNanos;
    private boolean subscribed;

    PlayedConnection(PlayedMachine machine, String name, Consumer<Notification> heard) {
        this.machine = machine;
        this.time = machine.time();
        this.name = name;
        this.heard = heard;
        machine.attach(this);
        subscription();
    }

    /** Within a second, tmux tells by itself of what has changed; of the beginning too. */
    private void subscription() {
        if (!subscribed) {
            subscribed = true;
            time.at(time.nanos() + time.chanceNanos(1000), () -> {
                subscribed = false;
                tell("subscription-changed");
            });
        }
    }

    void hear() {
        tell("window-renamed");
        subscription();
    }

    void hearOf(String what) {
        tell(what);
    }

    private void tell(String what) {
        if (!lost.isDone()) {
            backNanos = Math.max(backNanos, time.nanos()) + time.chanceNanos(LATENCY);
            time.at(backNanos, () -> {
                if (!lost.isDone()) {
                    heard.accept(new Notification(what, ""));
                }
            });
        }
    }

    void lose(String reason) {
        machine.detach(this);
        lost.complete(reason);
        List.copyOf(pending).forEach(answer -> answer.completeExceptionally(failure(answer)));
        pending.clear();
    }

    private Exception failure(CompletableFuture<?> answer) {
        return answer instanceof ScriptAnswer
                ? new TransportException("Cannot run commands on " + name + ": lost")
                : new TmuxException(TmuxException.Kind.CONNECTION_LOST, "lost");
    }

    private static final class ScriptAnswer extends CompletableFuture<AgentResult> {}

    /** Ask tmux, in order. */
    private <T> CompletableFuture<T> ask(Supplier<T> command) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        if (lost.isDone()) {
            answer.completeExceptionally(failure(answer));
            return answer;
        }
        pending.add(answer);
        long sinceNanos = pingedNanos < 0 ? time.nanos() : pingedNanos;
        thereNanos = Math.max(thereNanos, time.nanos()) + time.chanceNanos(LATENCY);
        time.at(thereNanos, () -> machine.whenAwake(sinceNanos + IN_TIME_NANOS, () -> carryOut(command, answer)));
        return answer;
    }

    private <T> void carryOut(Supplier<T> command, CompletableFuture<T> answer) {
        T result;
        TmuxException refusal;
        try {
            result = command.get();
            refusal = null;
        } catch (IllegalArgumentException e) {
            result = null;
            refusal = new TmuxException(TmuxException.Kind.COMMAND_FAILED, String.valueOf(e.getMessage()));
        }
        T value = result;
        TmuxException refused = refusal;
        backNanos = Math.max(backNanos, time.nanos()) + time.chanceNanos(LATENCY);
        time.at(backNanos, () -> {
            pending.removeIf(each -> each == answer);
            if (refused == null) {
                answer.complete(value);
            } else {
                answer.completeExceptionally(refused);
            }
        });
    }

    private CompletableFuture<List<String>> mark(String paneId, Supplier<Boolean> mark) {
        return ask(() -> {
            if (!mark.get()) {
                throw new IllegalArgumentException("can't find pane: " + paneId);
            }
            return List.of();
        });
    }

    @Override
    public CompletableFuture<Void> ping() {
        if (pingedNanos < 0) {
            pingedNanos = time.nanos();
        }
        return ask(() -> "now").thenAccept(now -> pingedNanos = -1);
    }

    @Override
    public CompletableFuture<Listing> list() {
        return ask(machine::list);
    }

    @Override
    public CompletableFuture<List<String>> noteWish(ProcessKey key, Wish wish) {
        return ask(() -> {
            machine.noteWish(key, wish, this);
            return List.of();
        });
    }

    @Override
    public CompletableFuture<Boolean> noteUp(String session, UpMark up) {
        return ask(() -> machine.noteUp(session, up, this));
    }

    @Override
    public CompletableFuture<Boolean> changeWish(ProcessKey key, String id, @Nullable Wish next) {
        return ask(() -> machine.changeWish(key, id, next, this));
    }

    @Override
    public long latencyMillis() {
        return LATENCY;
    }

    @Override
    public CompletableFuture<PaneStarted> start(PaneStart start) {
        return ask(() -> machine.start(start));
    }

    @Override
    public CompletableFuture<Beginning> beginning(String paneId) {
        return ask(() -> machine.has(paneId) ? Beginning.PROGRAM : Beginning.SHELL);
    }

    @Override
    public CompletableFuture<List<String>> markBegun(String paneId, long millis) {
        return mark(paneId, () -> machine.has(paneId));
    }

    @Override
    public CompletableFuture<Map<String, String>> environment(String paneId) {
        return ask(Map::of);
    }

    @Override
    public CompletableFuture<List<String>> markReady(String paneId, long millis) {
        return mark(paneId, () -> machine.markReady(paneId, millis));
    }

    @Override
    public CompletableFuture<List<String>> markStop(String paneId, long millis) {
        return mark(paneId, () -> machine.markStop(paneId, millis));
    }

    @Override
    public CompletableFuture<List<String>> markFailure(String paneId, String failure) {
        return mark(paneId, () -> machine.markFailure(paneId, failure));
    }

    @Override
    public CompletableFuture<List<String>> markLack(String paneId, String lack) {
        return mark(paneId, () -> machine.has(paneId));
    }

    @Override
    public CompletableFuture<Boolean> markUnhealthy(String paneId, String why) {
        return ask(() -> machine.markUnhealthy(paneId, why));
    }

    @Override
    public CompletableFuture<List<String>> markLeft(String paneId, String programs) {
        return mark(paneId, () -> machine.markLeft(paneId, programs));
    }

    @Override
    public CompletableFuture<List<String>> markSupervised(String launcher, Collection<String> sessions) {
        return ask(() -> {
            machine.markSupervised();
            return List.of();
        });
    }

    @Override
    public CompletableFuture<List<String>> markBackoff(String paneId, RestartMarks known, RestartMarks decided) {
        return mark(paneId, () -> machine.markBackoff(paneId, known, decided));
    }

    @Override
    public CompletableFuture<List<String>> type(String paneId, String key) {
        throw new UnsupportedOperationException("nothing of the original runs here");
    }

    @Override
    public CompletableFuture<List<String>> nudge() {
        return ask(List::of);
    }

    @Override
    public CompletableFuture<String> monitor(String session, boolean replace, List<MonitorWindow> windows) {
        throw new UnsupportedOperationException("nobody looks on");
    }

    @Override
    public CompletableFuture<Void> remove(String paneId) {
        return ask(() -> {
            machine.remove(paneId);
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> removeStopped(PaneRecord stopped) {
        return remove(stopped.paneId());
    }

    @Override
    public CompletableFuture<List<String>> screen(String paneId, int lines) {
        return ask(() -> List.of("the last line"));
    }

    @Override
    public CompletableFuture<String> ended() {
        return lost;
    }

    @Override
    public CompletableFuture<AgentResult> run(String script, Duration timeout) {
        return script(20, () -> answer(script));
    }

    @Override
    public CompletableFuture<AgentResult> probe(String script, Duration timeout) {
        return script(100, () -> {
            Matcher check = CHECK.matcher(script);
            boolean passes = !check.find() || machine.passes(check.group(1));
            return new AgentResult(passes ? 0 : 1, passes ? "" : "not yet\n");
        });
    }

    private CompletableFuture<AgentResult> script(int mostMillis, Supplier<AgentResult> work) {
        ScriptAnswer answer = new ScriptAnswer();
        if (lost.isDone()) {
            answer.completeExceptionally(failure(answer));
            return answer;
        }
        pending.add(answer);
        time.at(time.nanos() + time.chanceNanos(mostMillis), () -> {
            if (lost.isDone()) {
                return;
            }
            AgentResult result = work.get();
            time.at(time.nanos() + time.chanceNanos(LATENCY), () -> {
                pending.removeIf(each -> each == answer);
                answer.complete(result);
            });
        });
        return answer;
    }

    private AgentResult answer(String script) {
        Matcher signal = SIGNAL.matcher(script);
        Matcher members = MEMBERS.matcher(script);
        if (signal.find()) {
            AgentResult found = answer(words(signal.group(3)));
            words(signal.group(3)).forEach(words -> signal(signal.group(1), signal.group(2), words));
            return found;
        }
        if (members.find()) {
            return answer(words(members.group(1)));
        }
        if (script.contains("/proc/uptime")) {
            long millis = time.clock().millis();
            return new AgentResult(0, time.nanos() / 1e9 + " " + millis / 1000 + "\n");
        }
        if (script.startsWith("sample ")) {
            return new AgentResult(0, "sample 1 %.3f 100 4096 2\n".formatted(time.nanos() / 1e9));
        }
        return new AgentResult(1, "cannot play: " + script);
    }

    private AgentResult answer(List<List<String>> wanted) {
        return new AgentResult(
                0,
                "begin\n"
                        + wanted.stream()
                                .flatMap(words -> members(words).stream()
                                        .map(program -> words.get(0) + " " + program.pid() + ":1:played\n"))
                                .collect(Collectors.joining()));
    }

    private void signal(String how, String signal, List<String> words) {
        List<PlayedMachine.Program> programs = members(words);
        if (how.equals("stop")) {
            programs =
                    programs.stream().filter(program -> program.pane() != null).toList();
        }
        programs.forEach(program -> machine.signal(program, signal));
    }

    private List<PlayedMachine.Program> members(List<String> words) {
        return machine.members(
                words.size() > 1 ? words.get(1) : "0",
                words.size() > 2 ? words.get(2) : "-",
                words.subList(Math.min(3, words.size()), words.size()));
    }

    private static List<List<String>> words(String quoted) {
        return WORD.matcher(quoted)
                .results()
                .map(word -> List.of((word.group(1) == null ? word.group(2) : word.group(1)).split(" ", -1)))
                .toList();
    }

    @Override
    public Target target() {
        return Target.machine(name);
    }

    @Override
    public Channel open(Command command) throws TransportException {
        throw new TransportException("Cannot open anything on " + name + ": it is played");
    }

    @Override
    public TerminalCommand inTerminal(List<String> command, Map<String, String> environment) {
        return new TerminalCommand(command, environment);
    }

    @Override
    public CompletionStage<String> lost() {
        return lost;
    }

    @Override
    public void close() {
        lose("closed");
    }
}
