/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.local.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.concert.launcher.api.Channel;
import org.concert.launcher.api.Command;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.Target;
import org.concert.launcher.api.TransportContract;
import org.concert.launcher.api.TransportException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalTransportTests extends TransportContract {

    private static final Target LOCAL = Target.machine(Target.LOCAL);

    /** Bit 2 of a signal mask: SIGQUIT has number 3. */
    private static final long SIGQUIT = 4;

    @TempDir
    private Path folder;

    @Override
    protected Host open() {
        return open(new LocalTransport());
    }

    private static Host open(LocalTransport transport) {
        return transport.open(LOCAL, machine -> {
            throw new AssertionError("this machine stands on no other");
        });
    }

    @Test
    void onlyThisMachineItselfIsServed() {
        var transport = new LocalTransport();

        assertThat(transport.name()).isEqualTo("local");
        assertThat(transport.serves(LOCAL)).isTrue();
        assertThat(transport.serves(new Target(Target.LOCAL, "box"))).isFalse();
        assertThat(transport.serves(Target.machine("me@robot"))).isFalse();
    }

    @Test
    void programLeadsASessionOfItsOwn() throws Exception {
        String stat = run(host(), "cat", "/proc/self/stat");

        String pid = stat.substring(0, stat.indexOf(' '));
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        assertThat(afterName[2]).as("process group").isEqualTo(pid);
        assertThat(afterName[3]).as("session").isEqualTo(pid);
    }

    @Test
    void sigquitIsNeitherBlockedNorIgnored() throws Exception {
        String status = run(host(), "cat", "/proc/self/status");

        assertThat(mask(status, "SigBlk")).isZero();
        assertThat(mask(status, "SigIgn") & SIGQUIT).isZero();
    }

    @Test
    void perlServesWhereEnvIsTooOld() throws Exception {
        provide("perl", "setsid", "cat", "true");
        script("env", "exit 125");

        String status = run(open(pathOf(folder)), "cat", "/proc/self/status");

        assertThat(mask(status, "SigBlk")).isZero();
        assertThat(mask(status, "SigIgn") & SIGQUIT).isZero();
    }

    @Test
    void programsRunEvenWhereNothingElseIsInstalled() throws Exception {
        provide("cat");

        assertThat(run(open(pathOf(folder)), "cat", "/proc/self/comm")).isEqualTo("cat\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TMUX", "TMUX_PANE", "CONCERT_LAUNCHER_RUN", "CONCERT_LAUNCHER_JOB"})
    void whatTheLauncherRunsInDoesNotReachPrograms(String variable) throws Exception {
        Host host = open(new LocalTransport(Map.of(variable, "x", "CONCERT_TEST", "y z")));

        String environment = run(host, "env");

        assertThat(environment).doesNotContain(variable + "=").contains("CONCERT_TEST=y z\n");
        assertThat(environment).contains("PATH=" + System.getenv("PATH") + "\n");
    }

    @Test
    void programsStartInTheRootFolderAsTheLaunchersMayVanish() throws Exception {
        assertThat(run(host(), "pwd")).isEqualTo("/\n");
    }

    @Test
    void relativePathIsThatOfTheLauncher() throws Exception {
        provide("pwd");
        Path program = Path.of("").toAbsolutePath().relativize(folder.resolve("pwd"));

        assertThat(run(host(), program.toString())).isEqualTo("/\n");
    }

    @Test
    void fileThatMayNotBeExecutedIsNoProgram() throws Exception {
        Path file = Files.writeString(folder.resolve("data"), "");

        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> host().open(Command.of(file.toString())))
                .withMessage("Cannot run " + file + ": there is no such program on this machine");
    }

    @Test
    void terminalCommandOfThisMachineIsTheCommandItself() {
        var wrapped = host().inTerminal(List.of("bash", "-ic", "x"), Map.of("K", "v"));

        assertThat(wrapped).isEqualTo(new Host.TerminalCommand(List.of("bash", "-ic", "x"), Map.of("K", "v")));
    }

    @Test
    void argumentsArriveEvenIfTheLauncherWasStartedWithoutALocale() throws Exception {
        ProcessBuilder jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EchoOfALocale.class.getName())
                .redirectErrorStream(true);
        jvm.environment().put("LC_ALL", "C");
        jvm.environment().put("CONCERT_TEST", EchoOfALocale.TEXT);

        Process process = jvm.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(output).isEqualTo(EchoOfALocale.TEXT + "\n" + EchoOfALocale.TEXT);
    }

    @Test
    void nothingRunsOnThatWasOpenedWhileTheHostWasBeingClosed() throws Exception {
        String mark = "mark-" + UUID.randomUUID();
        Host host = open();
        List<Channel> opened = new ArrayList<>();
        ExecutorService openers = Executors.newFixedThreadPool(4);
        List<CompletableFuture<Void>> done = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            done.add(CompletableFuture.runAsync(() -> openUntilClosed(host, mark, opened), openers));
        }
        await("some commands", () -> count(opened) >= 10);

        host.close();

        for (CompletableFuture<Void> each : done) {
            assertThat(each).succeedsWithin(AMPLE);
        }
        openers.shutdownNow();
        for (Channel channel : List.copyOf(opened)) {
            assertThat(channel.exit().toCompletableFuture()).succeedsWithin(AMPLE);
        }
        await("end of what was not handed out", () -> !lives(mark));
    }

    private static void openUntilClosed(Host host, String mark, List<Channel> opened) {
        try {
            while (true) {
                Channel channel = host.open(Command.of("sh", "-c", "exec sleep 1000", mark));
                synchronized (opened) {
                    opened.add(channel);
                }
            }
        } catch (TransportException e) {
            assertThat(e).hasMessage("Cannot run sh: the host is closed");
        }
    }

    private static int count(List<Channel> opened) {
        synchronized (opened) {
            return opened.size();
        }
    }

    private static boolean lives(String mark) {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.anyMatch(process -> contains(Path.of("/proc", Long.toString(process.pid()), "cmdline"), mark));
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + AMPLE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline).as(what).isNegative();
            LockSupport.parkNanos(2_000_000);
        }
    }

    private static boolean contains(Path file, String mark) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(mark);
        } catch (IOException e) {
            return false;
        }
    }

    private LocalTransport pathOf(Path path) {
        return new LocalTransport(Map.of("PATH", path.toString()));
    }

    /** Make programs of the test's folder that stand for those of the machine. */
    private void provide(String... programs) throws IOException {
        for (String program : programs) {
            Path original = Stream.of("/usr/bin", "/bin")
                    .map(bin -> Path.of(bin, program))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
            script(program, "exec " + original + " \"$@\"");
        }
    }

    private void script(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String run(Host host, String... arguments) throws Exception {
        try (Channel channel = host.open(Command.of(arguments).merged());
                InputStream output = channel.stdout()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static long mask(String status, String name) {
        Matcher matcher = Pattern.compile("(?m)^" + name + ":\\s*([0-9a-f]+)$").matcher(status);
        assertThat(matcher.find()).as(status).isTrue();
        return Long.parseUnsignedLong(matcher.group(1), 16);
    }
}
