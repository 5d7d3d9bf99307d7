/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.gogo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConsoleTests {

    private static final int MANY = 20_000;

    private final Console console = new Console();
    private final PrintStream out = console.stream(false);
    private final PrintStream err = console.stream(true);
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @Test
    void whatIsFlushedFirstIsShownFirst() throws Exception {
        out.println("one");
        out.flush();
        err.println("two");
        err.flush();
        out.println("three");
        out.flush();
        console.end();

        console.printAll(stream(shown), stream(shown));

        assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo("one\ntwo\nthree\n");
    }

    @Test
    void nothingIsLostWhenTheConsoleIsSlowerThanTheCommand() throws Exception {
        CompletableFuture<Void> command = CompletableFuture.runAsync(() -> {
            IntStream.range(0, MANY).forEach(out::println);
            out.flush();
            console.end();
        });

        console.printAll(stream(shown), stream(shown));

        command.get(30, TimeUnit.SECONDS);
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .isEqualTo(IntStream.range(0, MANY).mapToObj(i -> i + "\n").collect(Collectors.joining()));
    }

    @Test
    void commandLearnsThatNobodyReadsAnyMore() throws Exception {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("closed");
            }
        };
        CompletableFuture<Void> command = CompletableFuture.runAsync(() -> {
            while (!out.checkError()) {
                out.println("more");
            }
            console.end();
        });

        console.printAll(stream(closed), stream(closed));

        assertThat(command).succeedsWithin(30, TimeUnit.SECONDS);
    }

    @Test
    void printingGoesOnAfterAnInterruption() throws Exception {
        out.println("one");
        out.flush();
        console.end();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> console.printAll(stream(shown), stream(shown)))
                .isInstanceOf(InterruptedException.class);
        console.printAll(stream(shown), stream(shown));

        assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo("one\n");
    }

    private static PrintStream stream(OutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }
}
