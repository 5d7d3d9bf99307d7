/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.concert.launcher.api.Channel;
import org.concert.launcher.api.Command;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.core.internal.script.KeptStartUp;
import org.concert.launcher.core.internal.script.Resource;
import org.concert.launcher.core.internal.script.ShellProgram;
import org.concert.launcher.tmux.CommandWriter;

/**
 * Runs shell scripts in one place, any number at once, over one channel. One thread reads, another one writes.
 *
 * <p>A shell over there ({@code agent.sh}) starts each script and tells its end, so that neither connections nor
 * threads grow with the number of readiness checks under way. Safe for use by several threads; futures are completed on
 * the reading thread or on the given timer.
 */
public final class CommandAgent implements Agent, AutoCloseable {

    private static final String PROGRAM = KeptStartUp.assignments() + Resource.text(CommandAgent.class, "agent.sh");

    /** How long to wait for output of a user's script that has ended: a daemon it left behind may hold the pipe open. */
    private static final Duration OUTPUT_GRACE = Duration.ofMillis(300);

    /** What may use the functions of agent.sh, and signals nobody by chance. */
    private static final String OWN = "own";

    /** What is a user's, and has a session and a process group of its own. */
    private static final String APART = "apart";

    /** The id of scripts whose end nobody waits for. */
    private static final String NOBODY = "-";

    private final String place;
    private final Channel channel;
    private final CommandWriter writer;
    private final ScheduledExecutorService timer;
    private final String jobPrefix = UUID.randomUUID().toString().substring(0, 8) + "-";
    private final AtomicLong nextJob = new AtomicLong(1);
    private final Map<String, Job> jobs = new ConcurrentHashMap<>();
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final Job greeting = new Job(false);

    private CommandAgent(String place, Channel channel, ScheduledExecutorService timer) {
        this.place = place;
        this.channel = channel;
        this.writer = new CommandWriter(
                channel.stdin(),
                "concert-agent-" + place + "-writer",
                reason -> end("its shell takes no more commands: " + reason));
        this.timer = timer;
    }

    /**
     * Start an agent.
     *
     * @param host the place
     * @param timer completes scripts that have run out of time
     * @throws TransportException if the place cannot be reached or has no shell
     */
    public static CommandAgent open(Host host, ScheduledExecutorService timer) throws TransportException {
        String place = host.target().toString();
        CommandAgent agent =
                new CommandAgent(place, host.open(new Command(ShellProgram.words("agent", PROGRAM), true)), timer);
        agent.jobs.put("0", agent.greeting);
        Thread reader = new Thread(agent::read, "concert-agent-" + place);
        reader.setDaemon(true);
        reader.start();
        agent.writer.start();
        agent.awaitExit();
        return agent;
    }

    /**
     * Return what the place told of itself at the start, each followed by a NUL: the home folder of the user, the state
     * folder, the number of its mount namespace (empty if not known), tmux -V, {@code bash} (empty if there is none).
     */
    public CompletableFuture<AgentResult> greeting() {
        return greeting.result;
    }

    @Override
    public CompletableFuture<String> ended() {
        return ended;
    }

    @Override
    public CompletableFuture<AgentResult> run(String script, Duration timeout) {
        return run(script, timeout, new Job(false));
    }

    @Override
    public CompletableFuture<AgentResult> probe(String script, Duration timeout) {
        return run(script, timeout, new Job(true));
    }

    private CompletableFuture<AgentResult> run(String script, Duration timeout, Job job) {
        // With a dash at its end, or the programs of job 12 would carry the id of job 1 too, and end with it.
        String id = jobPrefix + nextJob.getAndIncrement() + "-";
        String line = line(id, job.mayLeavePrograms ? APART : OWN, script);
        Future<?> limit;
        try {
            limit = timer.schedule(() -> expire(id, job, timeout), timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(lost("the launcher is closed"));
        }
        jobs.put(id, job);
        CompletionStage<AgentResult> end = job.result;
        end.whenComplete((result, error) -> {
            limit.cancel(false);
            jobs.remove(id, job);
            if (job.result.isCancelled()) {
                endJob(id, job);
            }
        });
        writer.send(line);
        if (ended.isDone()) {
            job.fail(lost(ended.join()));
        }
        return job.result;
    }

    private void expire(String id, Job job, Duration timeout) {
        if (job.fail(new ScriptTimeoutException(timeout))) {
            endJob(id, job);
        }
    }

    private void endJob(String id, Job job) {
        writer.send(line(NOBODY, OWN, "end_job " + id + " " + job.leader()));
    }

    private static String line(String id, String kind, String script) {
        return id + " " + kind + " " + PrintfText.escape(script) + "\n";
    }

    private void read() {
        try (InputStream output = channel.stdout();
                BufferedReader lines = new BufferedReader(new InputStreamReader(output, StandardCharsets.ISO_8859_1))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                accept(line);
            }
            end("its shell ended");
        } catch (IOException e) {
            end("its shell cannot be read: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            end("its shell gave an unexpected answer: " + e.getMessage());
        } catch (RuntimeException | LinkageError e) {
            // A transport whose bundle is exchanged finds classes of its own no more.
            end("its shell cannot be read: " + e);
        }
    }

    /** What the shell has begun may hold its output open when it has been killed, so that this has no end. */
    private void awaitExit() {
        channel.exit()
                .whenComplete((status, failure) -> CompletableFuture.delayedExecutor(
                                OUTPUT_GRACE.toNanos(), TimeUnit.NANOSECONDS, timer)
                        .execute(() -> end("its shell ended")));
    }

    private void accept(String line) {
        String[] words = line.split(" ", 3);
        Job job = jobs.get(words[0]);
        if (job == null || words.length < 2) {
            return;
        }
        String value = words.length < 3 ? "" : words[2];
        switch (words[1]) {
            case "exit" -> {
                job.exit(Integer.parseInt(value));
                if (job.mayLeavePrograms) {
                    CompletableFuture.delayedExecutor(OUTPUT_GRACE.toNanos(), TimeUnit.NANOSECONDS, timer)
                            .execute(job::outputEnded);
                }
            }
            case "leader" -> job.leader(value);
            case "out" -> job.output(value);
            default -> job.outputEnded();
        }
    }

    private void end(String reason) {
        if (ended.complete(reason)) {
            writer.close();
        }
        // What follows from the first reason is no reason.
        jobs.values().forEach(job -> job.fail(lost(ended.join())));
    }

    private TransportException lost(String reason) {
        return new TransportException("Cannot run commands on " + place + ": " + reason);
    }

    @Override
    public void close() {
        channel.close();
        end("closed");
    }
}
