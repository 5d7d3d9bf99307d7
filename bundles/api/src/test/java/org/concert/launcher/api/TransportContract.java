/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every transport keeps. A transport has a test class that extends this; its host must have a POSIX shell, the
 * usual small programs and {@code /proc}.
 */
@Timeout(60)
public abstract class TransportContract {

    protected static final Duration AMPLE = Duration.ofSeconds(30);

    /** Goes on until it is killed, and leaves nothing behind that does. */
    private static final String ENDLESS = "while :; do sleep 0.5; done";

    private static final long AMPLE_SECONDS = AMPLE.toSeconds();

    private Host host;

    /** Open a place; called before each test, which closes what it is given. */
    protected abstract Host open() throws Exception;

    /** Tell whether closing a channel ends its command, too, and not only the talk with it. */
    protected boolean closingEndsTheCommand() {
        return true;
    }

    @BeforeEach
    final void openHost() throws Exception {
        host = open();
    }

    @AfterEach
    final void closeHost() {
        host.close();
    }

    /** Return the host of this test. */
    protected final Host host() {
        return host;
    }

    /** Run a script by the shell of the host. */
    protected final CommandResult sh(String script, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        command.addAll(List.of(arguments));
        return host.run(new Command(command, false), AMPLE);
    }

    @Test
    void argumentsArriveAsTheyAreGiven() throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "it's $HOME; \"ok\"",
                "",
                "a\n",
                "\n",
                " ",
                "-n",
                "--",
                "\\",
                "\\n",
                "'",
                "`id`",
                "$(id)",
                "~",
                "*",
                "!!",
                "a=b",
                "#",
                "%s",
                "\t",
                "\r",
                "{a,b}",
                "&&",
                "",
                everyCharacterOfAscii(),
                everyByteThatUtf8Has()));

        var result = host.run(Command.of("printf", "%s\\0").with(arguments), AMPLE);

        assertThat(result.stderr()).isEmpty();
        String[] arrived = result.stdout().split("\0", -1);
        assertThat(Arrays.asList(arrived).subList(0, arrived.length - 1)).isEqualTo(arguments);
    }

    @Test
    void programMayHaveAnEqualsSignInItsPath() throws Exception {
        var result =
                sh("dir=$(mktemp -d) && mkdir \"$dir/a=b\" && printf '#!/bin/sh\\necho it runs\\n' > \"$dir/a=b/x\" "
                        + "&& chmod +x \"$dir/a=b/x\" && echo \"$dir\"");
        String folder = result.stdout().strip();

        var ran = host.run(Command.of(folder + "/a=b/x"), AMPLE);
        sh("rm -r \"$1\"", folder);

        assertThat(ran.stderr()).isEmpty();
        assertThat(ran.stdout()).isEqualTo("it runs\n");
    }

    @Test
    void longArgumentArrivesWhole() throws Exception {
        var result = sh("printf %s \"$1\" | wc -c", "x".repeat(100_000));

        assertThat(result.stdout().strip()).isEqualTo("100000");
    }

    @Test
    void exitCodeIsAResultAndNoError() throws Exception {
        for (int code : new int[] {0, 1, 2, 42, 126, 127, 128, 255}) {
            assertThat(sh("exit " + code).exit()).isEqualTo(ExitStatus.ofCode(code));
        }
    }

    @Test
    void deathByASignalIsTold() throws Exception {
        assertThat(sh("kill -KILL $$").exit()).isEqualTo(ExitStatus.ofSignal(9));
        assertThat(sh("kill -TERM $$").exit()).isEqualTo(ExitStatus.ofSignal(15));
        assertThat(sh("ulimit -c 0; kill -SEGV $$").exit()).isEqualTo(ExitStatus.ofSignal(11));
    }

    @Test
    void errorsComeInAStreamOfTheirOwn() throws Exception {
        var result = sh("echo out; echo err >&2");

        assertThat(result.stdout()).isEqualTo("out\n");
        assertThat(result.stderr()).isEqualTo("err\n");
    }

    @Test
    void mergedErrorsComeWithTheOutputInOrder() throws Exception {
        var result = host.run(
                Command.of("sh", "-c", "echo 1; echo 2 >&2; echo 3; echo 4 >&2").merged(), AMPLE);

        assertThat(result.stdout()).isEqualTo("1\n2\n3\n4\n");
        assertThat(result.stderr()).isEmpty();
    }

    @Test
    void hundredMegabytesOfOutputArriveWhole() throws Exception {
        int length = 100 * 1024 * 1024;

        try (Channel channel = host.open(Command.of("sh", "-c", "head -c " + length + " /dev/zero | tr '\\0' x"))) {
            assertThat(countAll(channel.stdout(), 'x')).isEqualTo(length);
            assertThat(exit(channel)).isEqualTo(ExitStatus.ofCode(0));
        }
    }

    @Test
    void ofMuchOutputOnBothStreamsTheEndIsKept() throws Exception {
        var result = sh("i=0; while [ $i -lt 30000 ]; do i=$((i + 1)); echo out$i; echo err$i >&2; done");

        assertThat(result.ok()).isTrue();
        assertThat(result.stdout()).hasSize(64 * 1024).endsWith("out29999\nout30000\n");
        assertThat(result.stderr()).hasSize(64 * 1024).endsWith("err29999\nerr30000\n");
    }

    @Test
    void inputReachesTheProgramAndItsEndToo() throws Exception {
        byte[] input = (everyByteThatUtf8Has() + "\n").repeat(50).getBytes(StandardCharsets.UTF_8);

        try (Channel channel = host.open(Command.of("cat"))) {
            Thread writer = new Thread(() -> write(channel.stdin(), input), "test-input");
            writer.start();

            assertThat(channel.stdout().readAllBytes()).isEqualTo(input);
            assertThat(exit(channel)).isEqualTo(ExitStatus.ofCode(0));
        }
    }

    @Test
    void whatAProgramPrintsArrivesWhileItGoesOn() throws Exception {
        try (Channel channel = host.open(Command.of("sh", "-c", "while read -r line; do echo \"got $line\"; done"))) {
            for (String line : List.of("one", "two", "three")) {
                channel.stdin().write((line + "\n").getBytes(StandardCharsets.UTF_8));
                channel.stdin().flush();

                assertThat(new String(channel.stdout().readNBytes(line.length() + 5), StandardCharsets.UTF_8))
                        .isEqualTo("got " + line + "\n");
            }
        }
    }

    @Test
    void programThatReadsNoInputIsNotDisturbedByIt() throws Exception {
        try (Channel channel = host.open(Command.of("sh", "-c", "echo hello; exit 5"))) {
            assertThat(exit(channel)).isEqualTo(ExitStatus.ofCode(5));

            Thread writer = new Thread(() -> writeInVain(channel.stdin()), "test-input");
            writer.start();
            writer.join(AMPLE.toMillis());

            assertThat(writer.isAlive()).isFalse();
            assertThat(channel.stdout().readAllBytes()).isEqualTo("hello\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void programHasNoTerminal() throws Exception {
        var result = sh("for fd in 0 1 2; do if [ -t $fd ]; then echo terminal at $fd; fi; done; "
                + "if (: < /dev/tty) 2>/dev/null; then echo controlling terminal; fi");

        assertThat(result.stdout()).isEmpty();
    }

    @Test
    void commandIsKilledWhenItsTimeIsOver() throws Exception {
        String mark = "mark-" + UUID.randomUUID();

        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> host.run(Command.of("sh", "-c", ENDLESS, mark), Duration.ofMillis(300)))
                .withMessageStartingWith("Cannot run sh on " + host.target())
                .withMessageContaining("within 300 ms");
        awaitEnd(mark);
    }

    @Test
    void interruptedCallerComesBackAtOnceAndTheCommandIsKilled() throws Exception {
        String mark = "mark-" + UUID.randomUUID();
        var interrupted = new CompletableFuture<Void>();
        Thread caller = new Thread(() -> {
            try {
                host.run(Command.of("sh", "-c", ENDLESS, mark), AMPLE.multipliedBy(10));
            } catch (InterruptedException e) {
                interrupted.complete(null);
            } catch (TransportException e) {
                interrupted.completeExceptionally(e);
            }
        });
        caller.start();
        awaitBegin(mark);

        caller.interrupt();

        assertThat(interrupted).succeedsWithin(AMPLE);
        awaitEnd(mark);
    }

    @Test
    void closedChannelEndsItsCommandAndItsStreams() throws Exception {
        String mark = "mark-" + UUID.randomUUID();
        Channel channel = host.open(Command.of("sh", "-c", "echo begun; " + ENDLESS, mark));
        assertThat(channel.stdout().readNBytes(6)).hasSize(6);

        channel.close();
        channel.close();

        assertThat(channel.exit().toCompletableFuture())
                .as("an exit status or a TransportException")
                .satisfies(exit -> CompletableFuture.anyOf(exit.handle((status, error) -> ""))
                        .get(AMPLE_SECONDS, TimeUnit.SECONDS));
        assertThat(readToTheEnd(channel.stdout())).succeedsWithin(AMPLE);
        awaitEnd(mark);
    }

    @Test
    void programLeftBehindDoesNotHoldUpTheResult() throws Exception {
        var result = sh("sleep 1000 & echo $!");
        String pid = result.stdout().strip();

        var killed = sh("kill -KILL \"$1\"", pid);

        assertThat(result.ok()).isTrue();
        assertThat(killed.ok()).as("it was alive when the result was there").isTrue();
    }

    @Test
    void missingProgramIsATransportErrorThatNamesIt() {
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> host.run(Command.of("no-such-program-here", "x"), AMPLE))
                .withMessageContaining("no-such-program-here");
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> host.run(Command.of("/no/such/program"), AMPLE))
                .withMessageContaining("/no/such/program");
    }

    @Test
    void hundredCommandsMayRunAtOnce() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(100);
        try {
            List<CompletableFuture<String>> results = IntStream.range(0, 100)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> echo(i), callers))
                    .toList();

            for (int i = 0; i < 100; i++) {
                assertThat(results.get(i)).succeedsWithin(AMPLE).isEqualTo("number " + i + "\n");
            }
        } finally {
            callers.shutdownNow();
        }
    }

    private String echo(int i) {
        try {
            return sh("sleep 0.2; echo \"number $1\"", Integer.toString(i)).stdout();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void closedHostEndsWhatRunsAndSaysSoAfterwards() throws Exception {
        String mark = "mark-" + UUID.randomUUID();
        Host other = open();
        assertThat(other.lost().toCompletableFuture()).isNotDone();
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            channels.add(other.open(Command.of("sh", "-c", ENDLESS, mark)));
        }

        other.close();
        other.close();

        assertThat(other.lost().toCompletableFuture()).succeedsWithin(AMPLE);
        for (Channel channel : channels) {
            assertThat(channel.exit().toCompletableFuture().handle((status, error) -> ""))
                    .succeedsWithin(AMPLE);
        }
        awaitEnd(mark);
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> other.open(Command.of("true")))
                .withMessageStartingWith("Cannot run true")
                .withMessageContaining("closed");
    }

    @Test
    void commandInATerminalCarriesItsEnvironmentOneWayOrTheOther() throws Exception {
        var wrapped = host.inTerminal(List.of("printf", "%s", "a b"), Map.of("CONCERT_TEST", "x y"));

        assertThat(wrapped.arguments()).endsWith("printf", "%s", "a b");
        assertThat(wrapped.environment().containsValue("x y")
                        || String.join("\0", wrapped.arguments()).contains("CONCERT_TEST=x y"))
                .isTrue();
    }

    /** Wait until a program shows that has the mark among its arguments. */
    private void awaitBegin(String mark) throws Exception {
        awaitMarked(mark, true);
    }

    private void awaitEnd(String mark) throws Exception {
        if (closingEndsTheCommand()) {
            awaitMarked(mark, false);
        }
    }

    /** The brackets keep the search from finding itself. */
    private void awaitMarked(String mark, boolean wanted) throws Exception {
        String pattern = "[" + mark.charAt(0) + "]" + mark.substring(1);
        long deadline = System.nanoTime() + AMPLE.toNanos();
        boolean found = !wanted;
        while (found != wanted) {
            assertThat(System.nanoTime() - deadline)
                    .as(wanted ? "time for it to begin" : "time for it to end")
                    .isNegative();
            try (Host observer = open()) {
                found = observer.run(
                                Command.of("sh", "-c", "grep -l -s -e \"$1\" /proc/[0-9]*/cmdline", "sh", pattern),
                                AMPLE)
                        .ok();
            }
        }
    }

    private static ExitStatus exit(Channel channel) throws Exception {
        return channel.exit().toCompletableFuture().get(AMPLE_SECONDS, TimeUnit.SECONDS);
    }

    private static CompletableFuture<Integer> readToTheEnd(InputStream stream) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return stream.readAllBytes().length;
            } catch (IOException e) {
                return 0;
            }
        });
    }

    private static int countAll(InputStream stream, char expected) throws IOException {
        byte[] piece = new byte[64 * 1024];
        byte[] wanted = new byte[piece.length];
        Arrays.fill(wanted, (byte) expected);
        int count = 0;
        for (int n = stream.read(piece); n >= 0; n = stream.read(piece)) {
            assertThat(Arrays.equals(piece, 0, n, wanted, 0, n))
                    .as("the bytes from %d on", count)
                    .isTrue();
            count += n;
        }
        return count;
    }

    private static void write(OutputStream stream, byte[] bytes) {
        try (stream) {
            stream.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeInVain(OutputStream stream) {
        try (stream) {
            stream.write(new byte[1024]);
        } catch (IOException e) {
            assertThat(e).as("what a host may say when nobody reads").isNotNull();
        }
    }

    private static String everyCharacterOfAscii() {
        return IntStream.range(1, 128).mapToObj(Character::toString).collect(Collectors.joining());
    }

    /** Every first byte of a character of UTF-8, and every later one. */
    private static String everyByteThatUtf8Has() {
        IntStream ofTwoBytes = IntStream.range(0x80, 0x800);
        IntStream ofThreeBytes = IntStream.range(1, 16).map(i -> i == 13 ? 0xd7ff : i << 12 | 0x801);
        IntStream ofFourBytes = IntStream.of(0x10000, 0x40000, 0x80000, 0xc0000, 0x10fffd);
        return IntStream.concat(ofTwoBytes, IntStream.concat(ofThreeBytes, ofFourBytes))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
