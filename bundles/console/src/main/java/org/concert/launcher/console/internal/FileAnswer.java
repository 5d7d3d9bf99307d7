/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.console.internal;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/**
 * Sends a file as its reader takes it. Anybody may ask for files, many times at once: who reads slowly, or not at all,
 * holds no thread by that. Called by one thread of the server at a time.
 */
final class FileAnswer implements WriteListener {

    private static final int PIECE = 16 * 1024;

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final WebFile file;
    private int sent;

    FileAnswer(AsyncContext context, ServletOutputStream out, WebFile file) {
        this.context = context;
        this.out = out;
        this.file = file;
    }

    @Override
    public void onWritePossible() throws IOException {
        while (out.isReady()) {
            if (sent == file.length()) {
                context.complete();
                return;
            }
            int count = Math.min(PIECE, file.length() - sent);
            file.writeTo(out, sent, count);
            sent += count;
        }
    }

    @Override
    public void onError(Throwable failure) {
        // Nobody is there any more who could be told.
        context.complete();
    }
}
