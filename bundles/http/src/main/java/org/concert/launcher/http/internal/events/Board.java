/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.events;

import java.util.Optional;

/** Something that is told as a whole when it has changed, as it was last seen, with a version that is raised by each change. */
final class Board {

    private String written = "";
    private long version;

    /** Compare with what is known now, as it is written. */
    synchronized void update(String now) {
        if (!written.equals(now)) {
            written = now;
            version++;
        }
    }

    synchronized long version() {
        return version;
    }

    /** Return what is written, if it is something else than at a version. */
    synchronized Optional<String> since(long since) {
        return since >= version ? Optional.empty() : Optional.of(written);
    }
}
