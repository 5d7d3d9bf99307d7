/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.concert.launcher.api.ShellQuote;

/**
 * A home folder, a tmux server and launcher files of one test, apart from everything else on the machine. When it is
 * closed, nothing that was started in it is left.
 */
final class Lab implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;
    private static final long SOONEST = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LATEST = TimeUnit.MILLISECONDS.toNanos(500);
    /** The variable that all programs of a lab carry: processes get none of the launcher's but such. */
    static final String MARK = "CONCERT_LAUNCHER_TEST";

    private static final String STAMP = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    private final Path folder;
    private final Map<String, String> environment;
    private final Map<Long, Path> outputs = new ConcurrentHashMap<>();
    private final Deque<Undoing> undoings = new ArrayDeque<>();

    Lab() throws IOException {
        // Not @TempDir: the path of a socket may have 107 bytes at most.
        folder = Files.createTempDirectory("cl");
        Path home = Files.createDirectory(folder.resolve("home"));
        environment = new HashMap<>(System.getenv());
        environment.keySet().removeAll(CommandLineHere.NOT_INHERITED);
        environment.put("HOME", home.toString());
        environment.put(
                "TMUX_TMPDIR", Files.createDirectory(folder.resolve("t")).toString());
        environment.put("TMPDIR", folder.toString());
        environment.put(MARK, folder.toString());
    }

    Path folder() {
        return folder;
    }

    Path home() {
        return folder.resolve("home");
    }

    Map<String, String> environment() {
        return environment;
    }

    /** Takes back what a test has changed on the machine. */
    @FunctionalInterface
    interface Undoing {

        /** Take it back. */
        void undo() throws IOException, InterruptedException;
    }

    /** Have something taken back when the lab is closed: when nothing of it runs any more, the latest first. */
    void undoAtEnd(Undoing undoing) {
        undoings.push(undoing);
    }

    /** Write a file below the folder of the lab, in which {@code $LAB} is that folder. */
    Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text.replace("$LAB", folder.toString()));
    }

    /** Write the launcher file of the test; its session is {@code lab}. */
    Path launcherFile(String processes) throws IOException {
        return file("launcher.yaml", "context: {session: lab}\n" + processes);
    }

    /** What a program printed, and how it ended. */
    record Ended(int exitCode, String stdout, String stderr) {}

    /** Run a command line of concert_launcher to its end, in this JVM: the start of another takes most of the time. */
    Ended launcher(String... arguments) throws InterruptedException {
        return new CommandLineHere(folder, environment).run(Duration.ofSeconds(PATIENCE_SECONDS), arguments);
    }

    /** Run concert_launcher to its end, as a program of its own. */
    Ended program(String... arguments) throws IOException, InterruptedException {
        return end(startLauncher(arguments));
    }

    /** Start concert_launcher as a program of its own, in the folder of the lab. */
    Process startLauncher(String... arguments) throws IOException {
        return start(LauncherJvm.command(arguments));
    }

    /**
     * Return the line by which a shell in a terminal runs concert_launcher in the lab, then prints {@code left with} its
     * exit code. (Of a pane that is dead, tmux does not always know the exit code.) It is short: a terminal takes no line
     * of more than 4,095 bytes.
     */
    String terminalLine(String... arguments) throws IOException {
        Path script = file(
                "in-terminal",
                "trap : INT\ncd %s\n%s\necho left with $?\ncat\n"
                        .formatted(
                                ShellQuote.word(folder.toString()), ShellQuote.words(LauncherJvm.command(arguments))));
        return "sh " + ShellQuote.word(script.toString());
    }

    /** Return the words by which a shell starts concert_launcher. */
    String launcherWords() {
        return ShellQuote.words(LauncherJvm.command());
    }

    /** Run another program to its end, in the folder and environment of the lab. */
    Ended run(String... command) throws IOException, InterruptedException {
        return end(start(List.of(command)));
    }

    Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Path name = Files.createTempFile(folder, "out", "");
        builder.redirectOutput(name.toFile())
                .redirectError(Path.of(name + ".err").toFile());
        Process process = builder.start();
        process.getOutputStream().close();
        outputs.put(process.pid(), name);
        return process;
    }

    /** Return what a program that was started here has printed so far. */
    String printed(Process process) throws IOException {
        Path name = outputs.get(process.pid());
        return name == null ? "" : Files.readString(name);
    }

    /** Return what a program that was started here has complained of so far. */
    String complained(Process process) throws IOException {
        Path name = outputs.get(process.pid());
        return name == null ? "" : Files.readString(Path.of(name + ".err"));
    }

    /** Return the file that holds what a program has printed so far. */
    Path stdout(Process process) {
        return Objects.requireNonNull(outputs.get(process.pid()), "a stranger's process");
    }

    /** Wait for the end of what was started. */
    Ended end(Process process) throws IOException, InterruptedException {
        Path name = outputs.get(process.pid());
        if (name == null) {
            throw new IllegalArgumentException("Cannot tell the output of a stranger's process");
        }
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("No end within " + PATIENCE_SECONDS + " s of "
                    + process.info().commandLine().orElse("?") + "; it printed:\n" + Files.readString(name)
                    + Files.readString(Path.of(name + ".err")));
        }
        return new Ended(process.exitValue(), Files.readString(name), Files.readString(Path.of(name + ".err")));
    }

    /** Return the file that takes what a program prints that was started here. */
    Path outputOf(Process process) {
        return outputs.getOrDefault(process.pid(), Path.of("/dev/null"));
    }

    /** Run tmux on the server of the lab, and return what it printed. */
    String tmux(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tmux", "-L", "default"));
        command.addAll(List.of(arguments));
        return end(start(command)).stdout();
    }

    /** Return the log in which the output of a process is captured. */
    Path log(String process) {
        return home().resolve(".local/state/concert-launcher/lab/" + process + ".log");
    }

    /** Return the captured output of a process, without what the capture adds to it. */
    String output(String process) throws IOException {
        Path log = log(process);
        return Files.exists(log)
                ? Files.readString(log, StandardCharsets.UTF_8)
                        .replaceAll("(?m)^" + STAMP + "# .*\\n", "")
                        .replaceAll("(?m)^" + STAMP + " ", "")
                : "";
    }

    /** Return the captured output once it is as expected, or what it is after a minute: it is written by a program. */
    String awaitOutput(String process, String expected) throws IOException, InterruptedException {
        try {
            await("the output of " + process, () -> output(process).equals(expected));
        } catch (AssertionError e) {
            return output(process);
        }
        return expected;
    }

    /** Return the process ids of the programs of this lab whose command line holds a text. */
    List<Long> programs(String text) {
        String mine = MARK + "=" + folder;
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> read(pid, "cmdline").replace('\0', ' ').contains(text))
                .filter(pid -> List.of(read(pid, "environ").split("\0", -1)).contains(mine))
                .toList();
    }

    /** A capture has no environment that could be read; it holds its log open. */
    boolean isCapture(long pid) {
        if (!read(pid, "cmdline").startsWith("concert_launcher capture")) {
            return false;
        }
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return open.anyMatch(this::isInLab);
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isInLab(Path link) {
        try {
            return Files.readSymbolicLink(link).startsWith(folder);
        } catch (IOException e) {
            return false;
        }
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    /** Something that is so, or not yet. */
    @FunctionalInterface
    interface Condition {

        /** Return whether it is so. */
        boolean holds() throws IOException, InterruptedException;
    }

    private static boolean holds(Condition condition) throws InterruptedException {
        try {
            return condition.holds();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Wait until something is so. A look that takes long, or that goes on for long, is taken less often: looks of tests that
     * run side by side would keep the processors from what they wait for.
     */
    static void await(String what, Condition condition) throws InterruptedException {
        long begun = System.nanoTime();
        long deadline = begun + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            long look = System.nanoTime();
            if (holds(condition)) {
                return;
            }
            long now = System.nanoTime();
            if (now > deadline) {
                throw new AssertionError("Not within " + PATIENCE_SECONDS + " s: " + what);
            }
            LockSupport.parkNanos(Math.min(LATEST, Math.max(SOONEST, Math.max((now - begun) / 20, 4 * (now - look)))));
        }
    }

    @Override
    public void close() throws IOException {
        try {
            endPrograms();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            undoAll();
        }
        delete();
    }

    /** What a shell that was just killed had started may make a file yet. */
    private void delete() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (true) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(Lab::delete);
                return;
            } catch (UncheckedIOException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Also when one fails, the others are undone. */
    private void undoAll() throws IOException {
        try {
            while (!undoings.isEmpty()) {
                undoings.pop().undo();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!undoings.isEmpty()) {
                undoAll();
            }
        }
    }

    private void endPrograms() throws IOException, InterruptedException {
        tmux("kill-server");
        for (List<Long> left = programs(""); !left.isEmpty(); left = programs("")) {
            left.stream().flatMap(pid -> ProcessHandle.of(pid).stream()).forEach(ProcessHandle::destroyForcibly);
        }
        // What a capture has left to write it would write into a folder that is being deleted.
        await(
                "all captures have ended",
                () -> ProcessHandle.allProcesses().map(ProcessHandle::pid).noneMatch(this::isCapture));
    }
}
