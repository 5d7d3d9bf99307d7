/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.http.internal.EventLines.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stream of events in a real framework. */
class EventsIT {

    @RegisterExtension
    static final ServedLauncher served = new ServedLauncher();

    @Test
    void streamBeginsWithASnapshotAndGoesOnWithChanges() throws Exception {
        try (EventLines events = read("/events", null)) {
            Event snapshot = next(events, "snapshot", "\"processes\":[{");

            served.launcher().become(ProcessState.STARTING);
            Event starting = next(events, "state", "\"state\":\"STARTING\"");
            served.launcher().become(ProcessState.READY);
            Event ready = next(events, "state", "\"state\":\"READY\"");

            assertThat(events.response().headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/event-stream");
            assertThat(snapshot.data())
                    .startsWith("{\"processes\":[{\"name\":\"imu\"")
                    .contains("\"machines\":[{", "\"launchers\":[{\"session\":\"robot\"");
            assertThat(starting.data())
                    .contains("\"previous\":\"STOPPED\",\"process\":{\"name\":\"imu\"", "\"state\":\"STARTING\"");
            assertThat(ready.data()).contains("\"previous\":\"STARTING\"", "\"state\":\"READY\"");
            assertThat(ready.id()).matches("[0-9a-f]+-\\d+").isNotEqualTo(starting.id());
        }
    }

    @Test
    void readerThatComesBackIsSentWhatItMissedAndNoSnapshot() throws Exception {
        String last;
        try (EventLines events = read("/events", null)) {
            events.next("snapshot");
            served.launcher().become(ProcessState.BACKOFF);
            last = next(events, "state", "\"state\":\"BACKOFF\"").id();
        }
        served.launcher().become(ProcessState.RUNNING);
        served.launcher().become(ProcessState.READY);

        try (EventLines events = read("/events", last)) {
            assertThat(events.next("state").data()).contains("\"state\":\"RUNNING\"");
            assertThat(events.next("state").data()).contains("\"state\":\"READY\"");
        }
    }

    @Test
    void readerThatWasAwayForTooLongIsToldToBeginAnew() throws Exception {
        String last;
        try (EventLines events = read("/events", null)) {
            last = events.next("snapshot").id();
        }
        for (int i = 0; i < 5000; i++) {
            served.launcher().become(ProcessState.READY);
        }

        try (EventLines behind = read("/events", last);
                EventLines ofAnotherServer = read("/events", "abc-1")) {
            assertThat(behind.next("snapshot").data()).startsWith("{\"reset\":true,");
            assertThat(ofAnotherServer.next("snapshot").data()).startsWith("{\"reset\":true,");
        }
    }

    @Test
    void launchersThatComeAndGoAreASnapshot() throws Exception {
        try (EventLines events = read("/events", null)) {
            events.next("snapshot");

            served.hide();

            assertThat(next(events, "snapshot", "\"processes\":[]").data())
                    .startsWith("{\"processes\":[],\"machines\":[],\"launchers\":[]");
        }
    }

    @Test
    void operationsAreTold() throws Exception {
        try (EventLines events = read("/events", null)) {
            events.next("snapshot");

            served.server()
                    .send(served.server()
                            .request("/api/v1/processes/robot/imu/start")
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build());

            assertThat(next(events, "operation", "\"done\":true").data())
                    .contains("\"action\":\"start\"", "\"ok\":true");
        }
    }

    @Test
    void outputGoesOnWithTheNextLineAfterAReconnection() throws Exception {
        String last;
        try (EventLines events = read("/events?output=robot/imu@0&state=false", null)) {
            StringBuilder output = new StringBuilder();
            last = readAll(events, output);
            assertThat(output.toString()).contains("\"text\":\"line 0\"", "\"text\":\"line 9\",\"position\":100");
            assertThat(last).endsWith(";robot/imu@100");
        }

        try (EventLines events = read("/events?output=robot/imu@0&state=false", last.replace("@100", "@80"))) {
            StringBuilder output = new StringBuilder();
            readAll(events, output);
            assertThat(output.toString()).contains("line 8", "line 9").doesNotContain("line 7");
        }
    }

    @Test
    void lineThatHasNotEndedIsToldAsItStands() throws Exception {
        try (EventLines events = read("/events?output=robot/imu@80&state=false", null)) {
            Event stands = next(events, "output", "\"unended\":{");

            assertThat(stands.data())
                    .contains(
                            "\"unended\":{\"time\":null,\"kind\":\"OUTPUT\",\"text\":\"and more?\",\"position\":100}");
            assertThat(stands.id()).endsWith(";robot/imu@100");
        }
    }

    /** Read output until all that there is has come, in however many pieces; return the id of the last. */
    private static String readAll(EventLines events, StringBuilder output) throws Exception {
        Event piece = events.next("output");
        output.append(piece.data());
        while (!piece.data().contains("\"caughtUp\":true")) {
            piece = events.next("output");
            output.append(piece.data());
        }
        return piece.id();
    }

    @ParameterizedTest
    @CsvSource({"output=robot, 400", "output=robot/lidar, 404", "output=robot/imu&lines=many, 400"})
    void streamOfWhatIsNotThereIsRefused(String query, int status) throws Exception {
        assertThat(served.server().get("/events?" + query).statusCode()).isEqualTo(status);
    }

    /**
     * Return the next event of a type that holds a text. A snapshot may be some moments old: of a time without the launcher
     * of this test, and what that of the test before did may follow it.
     */
    private static Event next(EventLines events, String type, String text) throws Exception {
        Event event = events.next(type);
        while (!event.data().contains(text)) {
            event = events.next(type);
        }
        return event;
    }

    private static EventLines read(String path, String lastId) throws Exception {
        HttpRequest.Builder request = served.server().request(path);
        if (lastId != null) {
            request.header("Last-Event-ID", lastId);
        }
        return new EventLines(request.build());
    }
}
