/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.concert.launcher.http.internal.message.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestBodyTests {

    private final RequestBody bodies = new RequestBody(Duration.ofSeconds(60), 1, 1);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        threads.shutdownNow();
        bodies.close();
    }

    @Test
    void bodiesOfStrangersThatTrickleDoNotKeepThatOfAUserOut() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch arrived = new CountDownLatch(1);
        Future<byte[]> slow = threads.submit(() -> bodies.read(request(reading, arrived), Optional.empty()));
        reading.await();

        assertThatThrownBy(() -> bodies.read(request(), Optional.empty()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.status()).isEqualTo(503));
        assertThat(bodies.read(request(), Optional.of(new AnswerMemory(1_000, 1_000).share("ann", () -> {}))))
                .hasSize(1);

        arrived.countDown();
        assertThat(slow.get()).hasSize(1);
        assertThat(bodies.read(request(), Optional.empty())).hasSize(1);
    }

    private static HttpServletRequest request() {
        return request(new CountDownLatch(0), new CountDownLatch(0));
    }

    /** Return a request with a body of one byte. */
    private static HttpServletRequest request(CountDownLatch reading, CountDownLatch arrived) {
        ServletInputStream body = new ServletInputStream() {
            private boolean read;

            @Override
            public int read() throws IOException {
                reading.countDown();
                try {
                    arrived.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException("interrupted", e);
                }
                boolean end = read;
                read = true;
                return end ? -1 : 'x';
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int next = read();
                bytes[offset] = (byte) next;
                return next < 0 ? -1 : 1;
            }

            @Override
            public boolean isFinished() {
                return read;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new AssertionError("A body is waited for, and nobody told when it is there");
            }
        };
        return (HttpServletRequest) Proxy.newProxyInstance(
                RequestBodyTests.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getInputStream" -> body;
                    case "getContentLengthLong" -> 1L;
                    default -> null;
                });
    }
}
