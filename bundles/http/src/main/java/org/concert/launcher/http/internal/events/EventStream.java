/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.events;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.concert.launcher.json.Json;
import org.concert.launcher.json.OutputJson;
import org.jspecify.annotations.Nullable;

/** What one reader is to be sent, piece by piece. Used by one thread at a time, save for {@link #revive} and {@link #close}. */
final class EventStream implements EventSource {

    private static final int AT_ONCE = 64;
    private static final int LINES_AT_ONCE = 200;

    /** A write of about this size; single events can be larger. */
    private static final int PIECE = 16 * 1024;

    private static final byte[] NOTHING = {};

    private final EventHub hub;
    private final boolean state;
    private final List<OutputTap> taps;
    private final Map<String, Long> positions = new LinkedHashMap<>();

    /** What is to be sent before {@link #piece}. */
    private final Deque<byte[]> ready = new ArrayDeque<>();

    private final StringBuilder piece = new StringBuilder("retry: 2000\n\n");

    private long number;
    private boolean snapshotDue;
    private boolean reset;
    private long machines = -1;
    private long launchers = -1;
    private long tick;

    /**
     * Create a stream.
     *
     * @param state whether anything but output is wanted
     * @param back where the reader was before, or null if it is new
     */
    EventStream(EventHub hub, boolean state, List<OutputTap> taps, @Nullable StreamPosition back) {
        this.hub = hub;
        this.state = state;
        this.taps = List.copyOf(taps);
        boolean goesOn = back != null
                && back.epoch().equals(hub.epoch())
                && hub.ring().after(back.number(), 1).isPresent();
        this.number = goesOn && back != null ? back.number() : hub.ring().last();
        this.snapshotDue = state && !goesOn;
        this.reset = back != null;
        if (back != null) {
            for (OutputTap tap : taps) {
                Long position = back.outputs().get(tap.key());
                if (position != null) {
                    positions.put(tap.key(), position);
                }
            }
        }
    }

    @Override
    public byte[] next() {
        byte[] before = ready.poll();
        if (before != null) {
            return before;
        }
        if (state) {
            addState();
        }
        for (OutputTap tap : taps) {
            if (piece.length() < PIECE) {
                addOutput(tap);
            }
        }
        byte[] first = ready.poll();
        return first == null ? takePiece() : first;
    }

    private byte[] takePiece() {
        if (piece.length() == 0) {
            return NOTHING;
        }
        byte[] bytes = piece.toString().getBytes(StandardCharsets.UTF_8);
        piece.setLength(0);
        piece.trimToSize();
        return bytes;
    }

    private void addState() {
        if (snapshotDue) {
            addSnapshot(0);
            return;
        }
        Optional<List<StoredEvent>> events = hub.ring().after(number, AT_ONCE);
        if (events.isEmpty()) {
            reset = true;
            addSnapshot(0);
            return;
        }
        for (StoredEvent event : events.get()) {
            if (event.type().equals(EventHub.ANEW)) {
                addSnapshot(event.number());
                return;
            }
            number = event.number();
            add(event.type(), true, event.data());
            if (piece.length() > PIECE) {
                return;
            }
        }
        hub.machines().since(machines).ifPresent(data -> add("machines", false, data));
        machines = hub.machines().version();
        hub.launcherBoard().since(launchers).ifPresent(data -> add("launchers", false, data));
        launchers = hub.launcherBoard().version();
        long newest = hub.resources().tick();
        hub.resources().since(tick).ifPresent(data -> add("resources", false, data));
        tick = newest;
    }

    private void addSnapshot(long atLeast) {
        Snapshot snapshot = hub.snapshot(atLeast);
        snapshotDue = false;
        number = snapshot.number();
        machines = snapshot.machines();
        launchers = snapshot.launchers();
        tick = snapshot.tick();
        begin(EventHub.ANEW, true);
        piece.append(reset ? "{\"reset\":true," : "{");
        // By itself: it is large, and the same for all readers.
        ready.add(takePiece());
        ready.add(snapshot.fields());
        piece.append("}\n\n");
        reset = false;
    }

    private void addOutput(OutputTap tap) {
        OutputTap.Batch batch = tap.take(LINES_AT_ONCE);
        if (batch == null) {
            tap.flow(hub.launchers());
            return;
        }
        if (!batch.lines().isEmpty()) {
            positions.put(tap.key(), batch.lines().get(batch.lines().size() - 1).position());
        }
        add("output", true, Json.document(json -> {
            json.writeStartObject();
            Json.string(json, "session", tap.session());
            Json.string(json, "name", tap.name());
            Json.array(json, "lines", batch.lines(), OutputJson::write);
            json.writeBooleanField("caughtUp", batch.caughtUp());
            OutputJson.unended(json, batch.unended());
            json.writeEndObject();
        }));
    }

    /** JSON has no line ends outside of strings, and inside they are escaped: data is one line. */
    private void add(String type, boolean id, String data) {
        begin(type, id);
        piece.append(data).append("\n\n");
    }

    private void begin(String type, boolean id) {
        if (id) {
            piece.append("id: ")
                    .append(new StreamPosition(hub.epoch(), number, positions))
                    .append('\n');
        }
        piece.append("event: ").append(type).append("\ndata: ");
    }

    /** Follow outputs again that were lost. */
    @Override
    public void revive() {
        taps.forEach(tap -> tap.flow(hub.launchers()));
    }

    @Override
    public void close() {
        taps.forEach(OutputTap::close);
    }
}
