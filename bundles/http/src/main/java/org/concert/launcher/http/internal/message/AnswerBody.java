/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.message;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/**
 * Sends the body of an answer as its reader takes it, and ends the answer. Who reads slowly, or not at all, holds no thread
 * by that. Called by one thread of the server at a time.
 */
public final class AnswerBody implements WriteListener {

    private static final int PIECE = 16 * 1024;

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final byte[] body;
    private int sent;

    private AnswerBody(AsyncContext context, ServletOutputStream out, byte[] body) {
        this.context = context;
        this.out = out;
        this.body = body;
    }

    /** Begin to send the body of a request that was made asynchronous. */
    public static void send(AsyncContext context, byte[] body) throws IOException {
        ServletOutputStream out = context.getResponse().getOutputStream();
        out.setWriteListener(new AnswerBody(context, out, body));
    }

    @Override
    public void onWritePossible() throws IOException {
        while (out.isReady()) {
            if (sent == body.length) {
                context.complete();
                return;
            }
            int count = Math.min(PIECE, body.length - sent);
            out.write(body, sent, count);
            sent += count;
        }
    }

    @Override
    public void onError(Throwable failure) {
        // Nobody is there any more who could be told.
        context.complete();
    }
}
