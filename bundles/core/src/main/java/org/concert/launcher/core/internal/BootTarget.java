/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.concert.launcher.api.Actor;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessOutcome.Result;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.api.Run;
import org.concert.launcher.api.RunSnapshot;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings up the target that a launcher file names for a boot, once in each boot of this machine: when that has come to an end, it is noted in a
 * file, and a launcher that begins later leaves all as it is. Machines that are not there yet are waited for, until somebody asks for
 * something else.
 */
public final class BootTarget {

    private static final Logger logger = LoggerFactory.getLogger(BootTarget.class);

    /** The kernel makes a new one at each boot. */
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    /** A container that is started again is booted, as far as one can tell in it. */
    private static final Path FIRST_PROGRAM = Path.of("/proc/1/stat");

    /** Behind the name, which may hold anything; see proc(5). */
    private static final int START_TIME = 19;

    private final Launcher launcher;
    private final String target;
    private final Path mark;
    private final Executor executor;
    private final Executor later;
    private final AtomicBoolean begun = new AtomicBoolean();

    /**
     * Create one.
     *
     * @param mark the file in which it is noted
     * @param executor runs what writes and waits
     * @param later does so after some time, when machines that are missing are to be tried again
     */
    public BootTarget(Launcher launcher, String target, Path mark, Executor executor, Executor later) {
        this.launcher = launcher;
        this.target = target;
        this.mark = mark;
        this.executor = executor;
        this.later = later;
    }

    /** Bring it up, if that has not been done in this boot; a second call does nothing. */
    public void begin() {
        if (begun.compareAndSet(false, true)) {
            executor.execute(this::bringUpOnce);
        }
    }

    /** Return what is noted of this boot: which it is, and for which file. */
    String thisBoot() throws IOException {
        String stat = Files.readString(FIRST_PROGRAM);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return String.join(" ", Files.readString(BOOT_ID).strip(), fields[START_TIME], launcher.file() + "\n");
    }

    private void bringUpOnce() {
        try {
            if (!Files.exists(mark) || !Files.readString(mark).equals(thisBoot())) {
                logger.info("{}: brings up {}, as this machine was booted", launcher.file(), target);
                bringUp();
            }
        } catch (IOException e) {
            logger.error("{}: cannot tell whether {} was brought up in this boot", launcher.file(), target, e);
        }
    }

    private void bringUp() {
        Actor.runAs(Actor.ofProcess("boot"), () -> {
            try {
                Run run = launcher.up(target);
                CompletionStage<Outcome> outcome = run.outcome();
                outcome.whenCompleteAsync(
                        (ended, failure) -> ended(run.snapshot().id(), ended, failure), executor);
            } catch (RequestException e) {
                logger.error("{}: cannot bring up {}: {}", launcher.file(), target, e.getMessage());
            }
        });
    }

    private void ended(String id, @Nullable Outcome outcome, @Nullable Throwable failure) {
        boolean isPartOnly = outcome != null
                && outcome.processes().stream().anyMatch(process -> process.result() == Result.UNREACHABLE);
        if (isLast(id) && isPartOnly) {
            later.execute(() -> again(id));
            return;
        }
        try {
            Files.createDirectories(mark.getParent());
            Files.writeString(mark, thisBoot());
            logger.info(
                    "{}: {} {}",
                    launcher.file(),
                    target,
                    outcome != null && outcome.ok() ? "is up" : "is not up as a whole; see its processes");
        } catch (IOException e) {
            logger.error("{}: cannot note that {} was brought up: {}", launcher.file(), target, e.toString(), failure);
        }
    }

    private void again(String id) {
        if (isLast(id)) {
            bringUp();
        }
    }

    /** Return whether nobody has asked for anything since. */
    private boolean isLast(String id) {
        List<RunSnapshot> runs = launcher.runs();
        return !runs.isEmpty() && runs.get(runs.size() - 1).id().equals(id);
    }
}
