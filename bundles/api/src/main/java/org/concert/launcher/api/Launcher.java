/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Starts, stops and watches the processes of one launcher file.
 *
 * <p>The truth is in tmux on the machines; a launcher holds a view of it, and any number of launchers may look on.
 * Reading the view runs no command and waits for nothing. In OSGi it is a service, with the properties {@code session} and
 * {@code file} (its absolute path); without OSGi, {@link #open}.
 * Safe for use by several threads; futures are completed on the launcher's own threads, which callers must not block.
 */
@ProviderType
public interface Launcher extends AutoCloseable {

    /**
     * Open a launcher on a launcher file, with the transports on the class path.
     *
     * @throws LauncherException if the file cannot be used; all its mistakes are in the message
     */
    static Launcher open(Path file) throws LauncherException {
        return open(List.of(file));
    }

    /**
     * Open a launcher on a launcher file, which is the last of these: those before it are read first, as if it included them.
     *
     * @param files at least one
     * @throws LauncherException if they cannot be used; all their mistakes are in the message
     */
    static Launcher open(List<Path> files) throws LauncherException {
        return ServiceLoader.load(LauncherFactory.class, Launcher.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "Cannot open a launcher: org.concert.launcher.core is not on the class path"))
                .open(files);
    }

    /** Return the launcher file. */
    Path file();

    /** Return the default session of the launcher file. */
    String session();

    /** Return why the launcher file, as it was read last, is not in force, with all mistakes; empty if it is. */
    String configError();

    /** Return what looks wrong in the launcher file but keeps nothing else from running, a line each. */
    List<String> warnings();

    /**
     * Return what the launcher file says of its processes, in its order; after them, processes that were in an earlier
     * one, for as long as they run.
     */
    List<ProcessDescription> descriptions();

    /**
     * Return what is known of the processes, in the order of the file. Until a first look, UNKNOWN. At the end are those that
     * were found to run in a session of the file, or to be started from it, and are not in it: for as long as they run.
     */
    List<ProcessSnapshot> processes();

    /** Return what is known of one process; empty if the file has none of that name. */
    Optional<ProcessSnapshot> process(String name);

    /** Return what is known of the machines of the launcher file. */
    List<MachineSnapshot> machines();

    /**
     * Look once at the machines of these processes, without staying connected.
     *
     * @param names the processes to look for; empty for all
     * @return completed when every machine has answered or proved unreachable (its processes are UNKNOWN then)
     * @throws RequestException if the launcher file has no such process
     */
    CompletableFuture<Void> look(List<String> names) throws RequestException;

    /**
     * Stay connected to every machine: state changes are heard of as they happen, readiness is probed for, lost
     * machines are looked for again.
     *
     * @return completed after the first answer, or failure, of every machine
     */
    CompletableFuture<Void> observe();

    /**
     * Observe, and from now on start processes again that die, as their restart policy says. Meant for a launcher that
     * is there for good, such as that of {@code serve}: one that only looks on for a while must not restart anything.
     * Of several launchers that do so, one makes each restart. What died before, with none of them looking on, is left
     * as it is.
     *
     * @return as {@link #observe}
     */
    CompletableFuture<Void> supervise();

    /**
     * Work out what a start would run; runs nothing.
     *
     * @throws RequestException if the request does not fit the launcher file
     */
    LaunchPlan plan(StartRequest request) throws RequestException;

    /**
     * Start processes, and everything they depend on, each as soon as its dependencies are ready.
     *
     * @return the run; it ends when all have come to an end of it: ready, failed or not to be started
     * @throws RequestException if the request does not fit the launcher file, or what runs, as far as is known; nothing was
     *     started
     */
    Run start(StartRequest request) throws RequestException;

    /**
     * Start a process, and everything it depends on; see {@link #start(StartRequest)}.
     *
     * @throws RequestException as there
     */
    default Run start(String name) throws RequestException {
        return start(StartRequest.of(name));
    }

    /**
     * Start a process, and everything it depends on, as in
     * {@code launcher.start("app", variants("verbose"), run -> show(run.steps()))}; see {@link #start(StartRequest)}.
     *
     * @param variants flags and options of exclusive groups; see {@link StartRequest#variants(String...)}
     * @param listener hears how far it has come, as with {@link Run#listen}
     * @throws RequestException as there
     */
    default Run start(String name, List<String> variants, Consumer<RunSnapshot> listener) throws RequestException {
        Run run = start(new StartRequest(List.of(name), variants, Map.of()));
        run.listen(listener);
        return run;
    }

    /**
     * Stop processes, their running dependants first: stop signal, then SIGTERM, then SIGKILL to the whole tree.
     *
     * @return the run
     * @throws RequestException if the launcher file has no such process
     */
    Run stop(StopRequest request) throws RequestException;

    /**
     * Stop processes and start them again, with the variants and parameters they ran with; dependants that were
     * stopped for it are started again too.
     *
     * @return the run, whose outcome is that of the start
     * @throws RequestException if the launcher file has no such process
     */
    Run restart(List<String> names) throws RequestException;

    /**
     * Stop processes and start them again with other variants and parameters; dependants that were stopped for it are started
     * again as they ran. A request that is {@linkplain StartRequest#only for these processes only} leaves dependants as they are, and
     * one of those without variants and parameters has them run again as they ran.
     *
     * @param request the processes; its variants and parameters reach those of them that know them
     * @return the run, whose outcome is that of the start
     * @throws RequestException if the request does not fit the launcher file; nothing was stopped
     */
    Run restart(StartRequest request) throws RequestException;

    /** Return the names of the targets of the launcher file, in its order. */
    List<String> targets();

    /**
     * Return the target in force: the first that is what runs, as far as is known; {@link TargetPlan#CUSTOM} if none is,
     * {@link TargetPlan#NONE} if nothing runs and no target is that.
     */
    String target();

    /** Return what would have to be done, and why, for all to be as the target in force says; none if no target is in force, or all is. */
    default List<TargetPlan.Change> deviations() {
        String target = target();
        if (!targets().contains(target)) {
            return List.of();
        }
        try {
            return planUp(target).changes().stream()
                    .filter(change -> change.action() != TargetPlan.Action.KEEP)
                    .toList();
        } catch (RequestException e) {
            // The launcher file has changed since.
            return List.of();
        }
    }

    /**
     * Work out what an {@link #up} would do by what is known now; changes nothing.
     *
     * @throws RequestException if the launcher file has no such target, or a parameter of it has no value
     */
    TargetPlan planUp(String target) throws RequestException;

    /**
     * Have all that runs be what a target says: stop what is too much, dependants first; then start what is missing; stop and start
     * what runs with other variants, parameters or another definition, and what depends on that. The rest is left alone, and so is
     * what another launcher file has started. A later one takes the place of one that is under way, whose processes say so.
     *
     * @return the run
     * @throws RequestException as {@link #planUp}
     */
    Run up(String target) throws RequestException;

    /**
     * Return the runs under way, and those of the last hour, the oldest first; the last thousand at most. Those of other launchers
     * of the same file are not known.
     */
    List<RunSnapshot> runs();

    /**
     * Return the last lines of the captured output of a process.
     *
     * @param lines how many; 1 or more
     * @throws RequestException if the launcher file has no such process
     */
    CompletableFuture<List<String>> tail(String name, int lines) throws RequestException;

    /**
     * Return the programs of a process as a tree, a line each: its pid and its command, indented below the program that started it. Empty if it does not run.
     *
     * @throws RequestException if the launcher file has no such process
     */
    CompletableFuture<String> processTree(String name) throws RequestException;

    /**
     * Follow the captured output of a process: each line once and none left out, through rotations, restarts of the
     * process, and losses of the connection to its machine. What has not ended is no line yet: see {@link OutputSink#unended}.
     *
     * @param start where to begin
     * @param follow true to go on as more is printed; false to end with what there is
     * @param sink takes the lines, on a thread of the launcher's; while it does not return, only this output waits
     * @return ends the following when closed
     * @throws RequestException if the launcher file has no such process
     */
    OutputSubscription output(String name, OutputStart start, boolean follow, OutputSink sink) throws RequestException;

    /**
     * Return the captured output of a process as a stream, to be read by one thread; see {@link #output}. With
     * {@code follow} it waits for more, until it is closed by another thread or its reader is interrupted, which shows as a
     * {@link CancellationException}. Close it: until then lines are fetched, some hundred ahead.
     *
     * @param start where to begin
     * @param follow true to go on as more is printed; false to end with what there is
     * @return the lines, without {@code follow} also one that has not ended; reading them fails with a
     *     {@link CompletionException} if the machine cannot be reached
     * @throws RequestException if the launcher file has no such process
     */
    default Stream<OutputLine> lines(String name, OutputStart start, boolean follow) throws RequestException {
        LineReading reading = new LineReading(follow);
        return reading.stream(output(name, start, follow, reading));
    }

    /**
     * Find out what happened to processes: starts, ends and the like, also while no launcher was there. It is noted beside their output, so
     * it reaches back as far as that is kept, over boots.
     *
     * @param names the processes; all of the launcher file, if none is named
     * @param since when to begin; null for the boot of each machine
     * @return completed with what there is; machines that cannot be reached are named in it
     * @throws RequestException if the launcher file has no such process
     */
    CompletableFuture<History> history(List<String> names, @Nullable Instant since) throws RequestException;

    /**
     * Read the launcher file again. If it can be used it is in force from then on, for starts to come: what runs is not
     * touched. A process that left the file, or was moved to another machine, container or session, is shown, and can be
     * stopped, where it runs for as long as it does. If the file cannot be used, or is for another tmux server, all
     * stays as it was.
     *
     * @return completed when the file is in force; fails with a {@link LauncherException} if it cannot be used
     */
    CompletableFuture<Void> reload();

    /**
     * Show every running process in a tmux session of this machine, {@code SESSION-mon}, for a person to attach to. A
     * session that is there is completed with the windows that it lacks.
     *
     * @param replace true to make the session anew
     * @return the session; fails with a {@link LauncherException} when it cannot be made
     */
    CompletableFuture<MonitorSession> monitor(boolean replace);

    /** Hear of state changes from now on; close the result to hear no more. */
    Registration listen(ProcessListener listener);

    /** Let go of the machines. The processes run on. A second call does nothing. */
    @Override
    void close();

    /** Something that lasts until it is closed. */
    @FunctionalInterface
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /** Output being followed. */
    interface OutputSubscription extends Registration {

        /** Return a future that is completed when no more lines will come, exceptionally if the machine cannot be reached. */
        CompletableFuture<Void> ended();
    }

    /** Takes lines of output. */
    @FunctionalInterface
    interface OutputSink {

        /** Take one line. */
        void line(OutputLine line);

        /**
         * Take the newest line as it stands when it has not ended for a moment: a prompt, say, or progress. It may come again as it
         * changes, and comes to {@link #line} once it has ended, or when it is known that it will not. So what is taken here is to be
         * replaced by either. Who does not follow is told of it last of all.
         *
         * @param line its position is the byte at which it begins. To who follows, a long one is told as its beginning, or, where that
         *     was written over, as what follows one of its last carriage returns
         */
        default void unended(OutputLine line) {}

        /** Take note that all lines that are there so far have been handed over, or so many that it is time to show them. */
        default void caughtUp() {}
    }
}
