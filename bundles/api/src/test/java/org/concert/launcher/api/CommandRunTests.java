/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CommandRunTests {

    private static final Duration AMPLE = Duration.ofSeconds(15);
    private static final int KEPT = 64 * 1024;

    private final ScriptedHost host = new ScriptedHost();

    @Test
    void resultHoldsExitAndBothStreams() throws Exception {
        host.stdout = bytes("out ä€\n");
        host.stderr = bytes("err\n");
        host.exit.complete(ExitStatus.ofCode(3));

        var result = host.run(Command.of("x"), AMPLE);

        assertThat(result).isEqualTo(new CommandResult(new ExitStatus(3, null), "out ä€\n", "err\n"));
        assertThat(result.ok()).isFalse();
    }

    @Test
    void inputIsEndedAtOnceAndTheChannelIsClosedAtTheEnd() throws Exception {
        host.exit.complete(ExitStatus.ofCode(0));

        assertThat(host.run(Command.of("x"), AMPLE).ok()).isTrue();

        assertThat(host.inputClosed).isCompleted();
        assertThat(host.closed).isCompleted();
    }

    @Test
    void ofMuchOutputTheEndIsKept() throws Exception {
        for (int length : new int[] {KEPT - 1, KEPT, KEPT + 1, 2 * KEPT - 1, 2 * KEPT, 2 * KEPT + 1, 10 * KEPT + 77}) {
            String output = numbered(length);
            ScriptedHost talkative = new ScriptedHost();
            talkative.stdout = bytes(output);
            talkative.exit.complete(ExitStatus.ofCode(0));

            String kept = talkative.run(Command.of("x"), AMPLE).stdout();

            assertThat(kept).hasSize(Math.min(length, KEPT));
            assertThat(output).endsWith(kept);
        }
    }

    @Test
    void characterThatTheLimitWouldCutInTwoIsLeftOut() throws Exception {
        host.stdout = bytes("x" + "€".repeat(KEPT));
        host.exit.complete(ExitStatus.ofCode(0));

        String kept = host.run(Command.of("x"), AMPLE).stdout();

        assertThat(kept).isEqualTo("€".repeat(KEPT / 3));
    }

    @Test
    void commandThatDoesNotEndIsClosedWhenItsTimeIsOver() {
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> host.run(Command.of("slow", "x"), Duration.ofMillis(10)))
                .withMessage("Cannot run slow on me@robot: no answer within 10 ms");
        assertThat(host.closed).isCompleted();
    }

    @Test
    void programLeftBehindThatHoldsTheOutputDoesNotHoldUpTheResult() throws Exception {
        PipedOutputStream heldOpen = new PipedOutputStream();
        host.stdout = new PipedInputStream(heldOpen);
        heldOpen.write("started\n".getBytes(StandardCharsets.UTF_8));
        heldOpen.flush();
        host.exit.complete(ExitStatus.ofCode(0));

        var result = host.run(Command.of("daemon"), AMPLE);

        assertThat(result.ok()).isTrue();
        assertThat(result.stdout()).isEqualTo("started\n");
    }

    @Test
    void lostConnectionIsToldAsItIs() {
        TransportException lost = new TransportException("Lost me@robot: no answer to keep-alive");
        host.exit.completeExceptionally(lost);

        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> host.run(Command.of("x"), AMPLE))
                .isSameAs(lost);
        assertThat(host.closed).isCompleted();
    }

    @Test
    void outputThatCannotBeReadIsATransportError() throws Exception {
        host.stdout = InputStream.nullInputStream();
        host.stdout.close();
        host.exit.complete(ExitStatus.ofCode(0));

        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> host.run(Command.of("x"), AMPLE))
                .withMessageStartingWith("Cannot run x on me@robot: ")
                .withMessageContaining("Stream closed");
    }

    @Test
    void interruptedCallerClosesTheCommand() {
        var interrupted = new CompletableFuture<Void>();
        Thread caller = new Thread(() -> {
            try {
                host.run(Command.of("x"), AMPLE);
            } catch (InterruptedException e) {
                interrupted.complete(null);
            } catch (TransportException e) {
                interrupted.completeExceptionally(e);
            }
        });

        caller.start();
        host.inputClosed.join();
        caller.interrupt();

        assertThat(interrupted).succeedsWithin(AMPLE);
        assertThat(host.closed).isCompleted();
    }

    @Test
    void wrappedFailureNamesItsCause() {
        host.exit.completeExceptionally(new CompletionException(new IllegalStateException("no exit status")));

        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> host.run(Command.of("x"), AMPLE))
                .withMessageContaining("no exit status");
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String numbered(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < length; i++) {
            text.append(i).append('\n');
        }
        return text.substring(0, length);
    }
}
