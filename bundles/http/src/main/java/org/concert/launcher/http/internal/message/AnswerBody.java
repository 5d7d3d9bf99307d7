/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.message;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Sends the body of an answer as its reader takes it, and ends the answer. Who reads slowly, or not at all, holds no thread
 * by that. Called by one thread of the server at a time.
 */
public final class AnswerBody implements WriteListener {

    private static final int PIECE = 16 * 1024;

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final Iterator<byte[]> rest;
    private final MorePages more;
    private final Runnable gone;
    private byte[] piece = {};
    private int sent;

    private AnswerBody(
            AsyncContext context, ServletOutputStream out, List<byte[]> body, MorePages more, Runnable gone) {
        this.context = context;
        this.out = out;
        this.rest = body.iterator();
        this.more = more;
        this.gone = gone;
    }

    /**
     * Begin to send the body of a request that was made asynchronous.
     *
     * @param more what follows the pieces of the body
     * @param gone is run if the reader goes before the end: Jetty tells no AsyncListener of that
     */
    public static void send(AsyncContext context, List<byte[]> body, MorePages more, Runnable gone) throws IOException {
        ServletOutputStream out = context.getResponse().getOutputStream();
        out.setWriteListener(new AnswerBody(context, out, body, more, gone));
    }

    @Override
    public void onWritePossible() throws IOException {
        while (out.isReady()) {
            while (sent == piece.length && rest.hasNext()) {
                piece = rest.next();
                sent = 0;
            }
            if (sent == piece.length && more == MorePages.NONE) {
                context.complete();
                return;
            }
            if (sent == piece.length) {
                // While nothing is written, the server calls nobody: whoever brings the page goes on.
                CompletionStage<byte[]> page = more.next();
                page.whenComplete((bytes, failure) -> context.start(() -> goOn(bytes, failure)));
                return;
            }
            int count = Math.min(PIECE, piece.length - sent);
            out.write(piece, sent, count);
            sent += count;
        }
    }

    private void goOn(byte @Nullable [] page, @Nullable Throwable failure) {
        if (page == null) {
            onError(failure == null ? new IllegalStateException("Cannot send nothing: an end is empty") : failure);
            return;
        }
        if (page.length == 0) {
            context.complete();
            return;
        }
        piece = page;
        sent = 0;
        try {
            onWritePossible();
        } catch (IOException | RuntimeException e) {
            onError(e);
        }
    }

    @Override
    public void onError(Throwable failure) {
        // Nobody is there any more who could be told.
        gone.run();
        context.complete();
    }
}
