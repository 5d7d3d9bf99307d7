/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.gui.internal.socket;

import java.nio.ByteBuffer;
import java.util.List;

/** The way to a client; may be used by any thread, and holds none. */
public interface Socket {

    /** The client may not be let in any more. */
    int NOT_ALLOWED = 1008;

    /** The server ends. */
    int GOING_AWAY = 1001;

    /**
     * Send frames, one after the other.
     *
     * @param room how many bytes may wait for the client with these; more, and nothing is sent
     * @return whether they are sent
     */
    boolean send(List<ByteBuffer> frames, int room);

    /** Return for how many nanoseconds the client has not taken what waits for it; 0 if nothing does. */
    long stuckNanos();

    /** End the connection, and say why. */
    void close(int code, String why);
}
