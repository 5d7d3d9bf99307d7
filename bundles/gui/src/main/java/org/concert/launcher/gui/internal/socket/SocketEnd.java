/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.gui.internal.socket;

/** Hears of what a client sends; called by one thread at a time, which is one of the server's and must not be held. */
public interface SocketEnd {

    /** Take the connection, which is open now. */
    void opened(Socket socket);

    /** Take a message of text. */
    void text(String text);

    /** Take a message of bytes. */
    void binary(byte[] bytes);

    /** Take note that the connection has ended. */
    void closed();
}
