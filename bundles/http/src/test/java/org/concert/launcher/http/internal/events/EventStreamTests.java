/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.concert.launcher.http.internal.launchers.Launchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventStreamTests {

    private final EventHub hub = new EventHub(new Launchers());

    @AfterEach
    void closeHub() {
        hub.close();
    }

    private EventStream stream() {
        return new EventStream(hub, true, List.of(), null);
    }

    @Test
    void readerIsSentASnapshotFirst() {
        EventStream stream = stream();

        String sent = text(stream.next()) + text(stream.next()) + text(stream.next());

        assertThat(sent)
                .startsWith("retry: 2000\n\nid: ")
                .contains("\nevent: snapshot\ndata: {\"processes\":[],\"machines\":[],\"launchers\":[]}\n\n");
    }

    /** Else some hundred who take nothing would fill the memory of serve, if there are many processes. */
    @Test
    void readersThatComeTogetherHoldTheSameSnapshotAlsoIfSomethingHappensBetweenThem() {
        EventStream one = stream();
        one.next();
        byte[] ofOne = one.next();
        hub.ring().append("state", "{}");

        EventStream other = stream();
        other.next();

        assertThat(other.next()).isSameAs(ofOne);
        assertThat(text(other.next())).as("what happened").startsWith("}\n\n").contains("event: state\ndata: {}\n\n");
    }

    private static String text(byte[] sent) {
        return new String(sent, StandardCharsets.UTF_8);
    }
}
