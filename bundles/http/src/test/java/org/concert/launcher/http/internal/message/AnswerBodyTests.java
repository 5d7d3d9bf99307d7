/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.message;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerBodyTests {

    private static final byte[] BODY = "0123456789".repeat(4_000).getBytes(StandardCharsets.US_ASCII);

    private final List<String> called = new ArrayList<>();
    private final Reader reader = new Reader();
    private final ServletResponse response = played(ServletResponse.class, reader);
    private final AsyncContext context = played(AsyncContext.class, response);

    @Test
    void bodyIsSentAsItsReaderTakesItAndNobodyWaits() throws Exception {
        AnswerBody.send(context, List.of(BODY), MorePages.NONE, () -> called.add("gone"));
        assertThat(reader.taken.size()).as("before it takes something").isZero();

        while (called.isEmpty()) {
            reader.takesOnePiece();
            assertThat(reader.refused).as("written while it takes nothing").isZero();
        }

        assertThat(reader.taken.toByteArray()).isEqualTo(BODY);
        assertThat(called).containsExactly("complete");
    }

    @Test
    void pageIsMadeWhenTheOneBeforeItHasBeenTaken() throws Exception {
        Deque<CompletableFuture<byte[]>> made = new ArrayDeque<>();
        AnswerBody.send(
                context,
                List.of(new byte[] {'a'}),
                () -> {
                    made.add(new CompletableFuture<>());
                    return made.getLast();
                },
                () -> called.add("gone"));

        reader.takesOnePiece();
        assertThat(made).as("while the first is not taken").isEmpty();
        reader.takesOnePiece();
        made.getLast().complete(new byte[] {'b'});
        reader.takesOnePiece();
        made.getLast().complete(new byte[0]);

        assertThat(reader.taken).hasToString("ab");
        assertThat(called).containsExactly("complete");
    }

    @Test
    void readerWhoIsGoneEndsTheAnswer() throws Exception {
        AnswerBody.send(context, List.of(BODY), MorePages.NONE, () -> called.add("gone"));
        reader.takesOnePiece();

        Objects.requireNonNull(reader.listener).onError(new IOException("gone"));

        assertThat(called).containsExactly("gone", "complete");
    }

    /** One who takes a piece now and then. */
    private static final class Reader extends ServletOutputStream {

        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private int refused;
        private boolean ready;
        private @Nullable WriteListener listener;

        void takesOnePiece() throws Exception {
            ready = true;
            Objects.requireNonNull(listener).onWritePossible();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            refused += ready ? 0 : 1;
            taken.write(bytes, offset, length);
            ready = false;
        }

        @Override
        public void write(int octet) {
            throw new AssertionError("It is sent in pieces, and never byte by byte");
        }

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void setWriteListener(WriteListener writing) {
            listener = writing;
        }
    }

    private <T> T played(Class<T> type, Object given) {
        return type.cast(Proxy.newProxyInstance(
                AnswerBodyTests.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().startsWith("get")) {
                        return given;
                    }
                    if (method.getName().equals("start")) {
                        ((Runnable) arguments[0]).run();
                        return null;
                    }
                    called.add(method.getName());
                    return null;
                }));
    }
}
