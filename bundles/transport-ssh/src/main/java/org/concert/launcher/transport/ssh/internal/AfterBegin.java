/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.ssh.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The output of a command without what {@link LoginShell} has printed before it. One thread reads; any other may ask for
 * the process id.
 */
final class AfterBegin extends FilterInputStream {

    private static final byte[] BEGIN = LoginShell.BEGIN.getBytes(StandardCharsets.US_ASCII);

    private boolean begun;
    private boolean ended;
    private long pid;

    AfterBegin(InputStream stream) {
        super(stream);
    }

    /**
     * Return the process id of the command, once it has begun; 0 if it never did.
     *
     * @throws IOException if the connection is lost
     */
    long pid() throws IOException {
        skip();
        return pid;
    }

    @Override
    public int read() throws IOException {
        return skip() ? in.read() : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        // sshj would wait for more even if nothing is wanted.
        return length == 0 ? 0 : skip() ? in.read(bytes, offset, length) : -1;
    }

    /** Return false if the stream ends before the command begins. */
    private synchronized boolean skip() throws IOException {
        int matched = 0;
        while (!begun && !ended) {
            int b = in.read();
            if (b < 0) {
                ended = true;
            } else if (matched < BEGIN.length) {
                // The first byte does not come again, so one that does not match can only be a first one.
                matched = b == BEGIN[matched] ? matched + 1 : b == BEGIN[0] ? 1 : 0;
            } else if (b == LoginShell.END) {
                begun = true;
            } else {
                pid = 10 * pid + Character.digit(b, 10);
            }
        }
        return begun;
    }
}
