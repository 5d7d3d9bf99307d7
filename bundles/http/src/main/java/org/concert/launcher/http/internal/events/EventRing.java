/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The last events, numbered from 1. Each reader keeps the number to which it came. Used by any thread. */
final class EventRing {

    private final StoredEvent[] events;
    private long last;

    EventRing(int capacity) {
        events = new StoredEvent[capacity];
    }

    /** Add an event; the oldest is forgotten for it. */
    synchronized void append(String type, String data) {
        last++;
        events[(int) (last % events.length)] = new StoredEvent(last, type, data);
    }

    /** Return the number of the newest event. */
    synchronized long last() {
        return last;
    }

    /** Return some of the events after a number; empty if not all of them are there any more, or never were. */
    synchronized Optional<List<StoredEvent>> after(long number, int most) {
        if (number > last || last - number > events.length) {
            return Optional.empty();
        }
        List<StoredEvent> found = new ArrayList<>();
        for (long next = number + 1; next <= last && found.size() < most; next++) {
            found.add(events[(int) (next % events.length)]);
        }
        return Optional.of(found);
    }
}
