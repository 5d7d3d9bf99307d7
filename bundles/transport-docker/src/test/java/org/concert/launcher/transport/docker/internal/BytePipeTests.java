/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.docker.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BytePipeTests {

    private final BytePipe pipe = new BytePipe();

    @Test
    void moreThanItHoldsArrivesWholeAndThenItsEnd() throws Exception {
        byte[] bytes = new byte[1_000_000];
        new Random(1).nextBytes(bytes);
        Thread writer = new Thread(() -> {
            write(bytes);
            pipe.end();
        });
        writer.start();

        assertThat(pipe.readAllBytes()).isEqualTo(bytes);
        assertThat(pipe.read()).isEqualTo(-1);
    }

    @Test
    void whatWasWrittenIsReadAfterTheEnd() throws Exception {
        write("last words".getBytes(StandardCharsets.US_ASCII));
        pipe.end();

        assertThat(pipe.readAllBytes()).asString(StandardCharsets.US_ASCII).isEqualTo("last words");
    }

    @Test
    void readerGetsWhatThereIsWithoutWaitingForMore() throws Exception {
        write(new byte[] {(byte) 200, 1});

        assertThat(pipe.available()).isEqualTo(2);
        assertThat(pipe.read()).isEqualTo(200);
        assertThat(pipe.read(new byte[10], 0, 0)).isZero();
        assertThat(pipe.read(new byte[10], 0, 10)).isEqualTo(1);
    }

    @Test
    void writerDoesNotWaitForAReaderThatIsGone() {
        var written = CompletableFuture.runAsync(() -> write(new byte[200_000]));

        pipe.close();

        assertThat(written).succeedsWithin(java.time.Duration.ofSeconds(10));
    }

    private void write(byte[] bytes) {
        try {
            pipe.write(bytes, 0, bytes.length);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
