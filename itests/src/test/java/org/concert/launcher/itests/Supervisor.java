/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.ProcessEvent;
import org.concert.launcher.api.ProcessListener;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.core.internal.watch.FileWatch;

/**
 * A program that looks after processes as {@code serve} does, and writes what it hears into a file: a line
 * {@code PROCESS STATE MESSAGE} for each change, {@code PROCESS found STATE} when it looks at its machine for the first
 * time, {@code supervising} when it has begun, {@code processes [NAMES]} when there are others and {@code refused
 * COMPLAINT} when the launcher file cannot be used.
 */
final class Supervisor implements AutoCloseable {

    private final Process process;
    private final Path seen;

    private Supervisor(Process process, Path seen) {
        this.process = process;
        this.seen = seen;
    }

    /** Start one on the launcher file of a lab, and wait until it has begun. */
    static Supervisor start(Lab lab, String name) throws IOException, InterruptedException {
        return start(lab, name, "launcher.yaml");
    }

    /** Start one on another launcher file, and wait until it has begun. */
    static Supervisor start(Lab lab, String name, String file) throws IOException, InterruptedException {
        Supervisor supervisor = begin(lab, name, file);
        Lab.await(name + " supervises", () -> supervisor.seen().contains("supervising\n"));
        return supervisor;
    }

    /** Start one; with a machine that does not answer, it takes a while to begin. */
    static Supervisor begin(Lab lab, String name) throws IOException, InterruptedException {
        return begin(lab, name, "launcher.yaml");
    }

    private static Supervisor begin(Lab lab, String name, String file) throws IOException, InterruptedException {
        Path seen = lab.folder().resolve(name);
        return new Supervisor(lab.start(LauncherJvm.commandOf(Supervisor.class, file, seen.toString())), seen);
    }

    /** Return what it has heard. */
    String seen() {
        try {
            return Files.exists(seen) ? Files.readString(seen) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Wait until it has heard something. */
    void awaitSeen(String line) throws InterruptedException {
        awaitSeen(1, line);
    }

    /** Wait until it has heard something so often. */
    void awaitSeen(int times, String line) throws InterruptedException {
        try {
            Lab.await(line, () -> seen().split(Pattern.quote(line), -1).length > times);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; it has heard:\n" + seen(), e);
        }
    }

    /** End it by SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    /** Supervise the processes of the first argument, write to the second, until killed. */
    public static void main(String[] arguments) throws Exception {
        Path seen = Path.of(arguments[1]);
        try (Launcher launcher = Launcher.open(Path.of(arguments[0]))) {
            launcher.listen(new Writer(launcher, seen));
            try (FileWatch watch = FileWatch.of(launcher.file())) {
                watch.begin(() -> reload(launcher));
                Future<?> supervising = launcher.supervise();
                writeWhatIsFound(launcher, supervising, seen);
                supervising.get();
                write(seen, "supervising");
                new CountDownLatch(1).await();
            }
        }
    }

    /** What a launcher finds at first is no change, and a machine that does not answer keeps it from having begun. */
    private static void writeWhatIsFound(Launcher launcher, Future<?> supervising, Path seen) {
        Set<String> found = new HashSet<>();
        boolean last;
        do {
            last = supervising.isDone();
            for (ProcessSnapshot process : launcher.processes()) {
                if (process.state() != ProcessState.UNKNOWN && found.add(process.name())) {
                    write(seen, process.name() + " found " + process.state());
                }
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        } while (!last);
    }

    private static void reload(Launcher launcher) {
        try {
            launcher.reload().get();
        } catch (ExecutionException e) {
            System.err.println(launcher.configError());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Writer(Launcher launcher, Path seen) implements ProcessListener {

        @Override
        public void stateChanged(ProcessEvent event) {
            write(
                    seen,
                    event.process().name() + " " + event.process().state() + " "
                            + event.process().message());
        }

        @Override
        public void processesChanged() {
            write(
                    seen,
                    "processes "
                            + launcher.processes().stream()
                                    .map(ProcessSnapshot::name)
                                    .toList());
        }

        @Override
        public void fileRefused(LauncherException why) {
            write(seen, "refused " + why.getMessage());
        }
    }

    private static void write(Path seen, String line) {
        try {
            Files.writeString(seen, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
