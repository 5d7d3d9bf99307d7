/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.events;

/** What a reader of server-sent events is sent. Called by one thread at a time, save for {@link #close}. */
public interface EventSource {

    /** Return what is to be sent next, whole lines of a stream of events; empty if there is nothing now. */
    byte[] next();

    /** Look after what may have been lost; called once a second. */
    default void revive() {}

    /** Take note that the reader is gone; called once. */
    void close();
}
