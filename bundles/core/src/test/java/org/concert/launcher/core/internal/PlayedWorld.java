/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.StartRequest;
import org.concert.launcher.api.StopRequest;
import org.concert.launcher.config.LauncherConfig;
import org.concert.launcher.config.LauncherConfigReader;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.loop.VirtualTime;
import org.concert.launcher.core.internal.machine.PlayedConnections;
import org.concert.launcher.core.internal.machine.PlayedMachine;
import org.concert.launcher.core.internal.window.FileMark;
import org.concert.launcher.core.internal.window.ProcessKey;

/** Any number of launchers of one launcher file, on machines that a test plays, in a time that it lets pass. */
final class PlayedWorld {

    final VirtualTime time;
    final Map<String, PlayedMachine> machines = new LinkedHashMap<>();
    final LauncherConfig config;
    final List<Member> launchers = new ArrayList<>();

    /** A launcher, with its own ways to the machines. */
    record Member(ConcertLauncher launcher, PlayedConnections connections) {}

    /** Create a world with the machines that a launcher file names, and no launcher. */
    PlayedWorld(LauncherConfig config, long seed) {
        this.time = new VirtualTime(seed);
        this.config = config;
        config.processes().values().stream()
                .flatMap(process -> process.placements().stream())
                .forEach(place -> machines.computeIfAbsent(place.machine(), name -> new PlayedMachine(time)));
    }

    /** Write a launcher file, and read it. */
    static LauncherConfig read(Path file, String text) {
        try {
            Files.writeString(file, text);
            return LauncherConfigReader.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (LauncherException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Add a launcher. */
    ConcertLauncher launcher() {
        return launcher(config, FileMark.of(config.file()));
    }

    /** Add a launcher of another launcher file, for the machines of this one. */
    ConcertLauncher launcher(LauncherConfig config, FileMark file) {
        Loop loop = time.loop();
        PlayedConnections connections = new PlayedConnections(machines);
        Threads threads = new Threads(loop, work -> time.at(time.nanos() + time.chanceNanos(20), work), () -> {});
        ConcertLauncher made = new ConcertLauncher(config, file, threads, connections, time.clock());
        launchers.add(new Member(made, connections));
        return made;
    }

    ProcessKey key(String process) {
        return new ProcessKey(config.processes().get(process).placement().session(), process);
    }

    PlayedMachine machineOf(String process) {
        return machine(config.processes().get(process).placement().machine());
    }

    PlayedMachine machine(String name) {
        PlayedMachine machine = machines.get(name);
        if (machine == null) {
            throw new IllegalArgumentException(name);
        }
        return machine;
    }

    /** Return the run in whose living pane a process is, or null. */
    PlayedMachine.Run living(String process) {
        return machineOf(process).living(key(process));
    }

    boolean runs(String process) {
        return living(process) != null;
    }

    static CompletableFuture<Outcome> start(ConcertLauncher launcher, String... names) {
        try {
            return launcher.start(StartRequest.of(names)).outcome();
        } catch (LauncherException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static CompletableFuture<Outcome> stop(ConcertLauncher launcher, boolean force, String... names) {
        try {
            return launcher.stop(new StopRequest(List.of(names), force)).outcome();
        } catch (LauncherException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static CompletableFuture<Outcome> stopAll(ConcertLauncher launcher) {
        try {
            return launcher.stop(StopRequest.everything(false)).outcome();
        } catch (LauncherException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static CompletableFuture<Outcome> restart(ConcertLauncher launcher, String... names) {
        try {
            return launcher.restart(List.of(names)).outcome();
        } catch (LauncherException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static CompletableFuture<Outcome> up(ConcertLauncher launcher, String target) {
        try {
            return launcher.up(target).outcome();
        } catch (LauncherException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static CompletableFuture<Void> look(ConcertLauncher launcher, List<String> names) {
        try {
            return launcher.look(names);
        } catch (LauncherException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Let time pass until all these have ended, and a little more, but not longer than so. */
    void passUntil(List<? extends CompletableFuture<?>> ended, long mostMillis) {
        long deadlineNanos = time.nanos() + mostMillis * 1_000_000;
        while (time.nanos() < deadlineNanos && !ended.stream().allMatch(CompletableFuture::isDone)) {
            pass(1_000);
        }
        pass(5_000);
    }

    void pass(long millis) {
        time.pass(Duration.ofMillis(millis));
    }
}
