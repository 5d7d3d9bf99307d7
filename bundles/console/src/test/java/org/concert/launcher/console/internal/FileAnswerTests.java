/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FileAnswerTests {

    private static final String LARGE = "/console/lib/xterm/lib/xterm.js";

    private final List<String> called = new ArrayList<>();
    private final Reader reader = new Reader();
    private final AsyncContext context = played(AsyncContext.class);

    @Test
    void fileIsSentAsItsReaderTakesItAndNobodyWaits() throws Exception {
        WebFile file = WebFile.at(LARGE).orElseThrow();
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        file.writeTo(whole, 0, file.length());
        reader.setWriteListener(new FileAnswer(context, reader, file));

        while (called.isEmpty()) {
            reader.takesOnePiece();
            assertThat(reader.refused).as("written while it takes nothing").isZero();
        }

        assertThat(reader.taken.toByteArray()).isEqualTo(whole.toByteArray());
        assertThat(called).containsExactly("complete");
    }

    @Test
    void readerWhoIsGoneEndsTheAnswer() throws Exception {
        FileAnswer answer = new FileAnswer(context, reader, WebFile.at(LARGE).orElseThrow());

        answer.onError(new IOException("gone"));

        assertThat(called).containsExactly("complete");
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

    private <T> T played(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                FileAnswerTests.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    called.add(method.getName());
                    return null;
                }));
    }
}
